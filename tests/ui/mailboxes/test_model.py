import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Attributes, SpecialUse
from facteur.ui.mailboxes import roles
from facteur.ui.mailboxes.model import AccountRow, MailboxesModel
from facteur.ui.mailboxes.roles import CountKind, RowKind
from facteur.ui.mailboxes.tree import arrange
from tests.ui.windowfixtures import mailbox

INBOX = mailbox(1, "INBOX", SpecialUse.INBOX, messages=9, unseen=2)


def compare(first: str, second: str) -> int:
    return (first > second) - (first < second)


def row(*boxes, key: int = 1, attention: bool = False) -> AccountRow:
    return AccountRow(
        key=AccountKey(key),
        title="claire@example.org",
        nodes=arrange(boxes, compare),
        attention=attention,
    )


@pytest.fixture
def model(qapp) -> MailboxesModel:
    made = MailboxesModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def names(model: MailboxesModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(at, 0, parent).data() for at in range(model.rowCount(parent))]


def test_accounts_hold_folders(model):
    model.show([row(INBOX, mailbox(2, "a"), mailbox(3, "a/b"))])
    account = model.index(0, 0)
    assert account.data(roles.KIND) is RowKind.ACCOUNT
    assert names(model, account) == ["Inbox", "a"]
    assert names(model, model.index_of(MailboxKey(2))) == ["b"]


def test_rows_come_go_and_move_without_others_changing(model):
    model.show([row(INBOX, mailbox(2, "a"), mailbox(3, "b"))])
    kept = model.itemFromIndex(model.index_of(MailboxKey(3)))
    model.show([row(INBOX, mailbox(3, "b"), mailbox(4, "aa"), mailbox(5, "b/c"))])
    assert names(model, model.index(0, 0)) == ["Inbox", "aa", "b"]
    assert model.itemFromIndex(model.index_of(MailboxKey(3))) is kept
    assert not model.index_of(MailboxKey(2)).isValid()


def test_accounts_can_change_places_and_go(model):
    model.show([row(INBOX), row(mailbox(9, "x", account_key=2), key=2)])
    model.show([row(mailbox(9, "x", account_key=2), key=2), row(INBOX)])
    assert model.index(0, 0).data(roles.ACCOUNT) == 2
    assert model.index_of_account(AccountKey(1)).row() == 1
    model.show([])
    assert model.rowCount() == 0
    assert not model.index_of_account(AccountKey(1)).isValid()


@pytest.mark.parametrize(
    ("use", "kind", "count"),
    [
        (SpecialUse.INBOX, CountKind.PILL, 3),
        (SpecialUse.NONE, CountKind.UNREAD, 3),
        (SpecialUse.ARCHIVE, CountKind.UNREAD, 3),
        (SpecialUse.DRAFTS, CountKind.TOTAL, 7),
        (SpecialUse.JUNK, CountKind.TOTAL, 7),
        (SpecialUse.SENT, CountKind.NONE, 0),
    ],
)
def test_the_number_of_a_folder_counts_what_matters_there(model, use, kind, count):
    model.show([row(mailbox(5, "x", use, messages=7, unseen=3))])
    index = model.index_of(MailboxKey(5))
    assert (index.data(roles.COUNT_KIND), index.data(roles.COUNT)) == (kind, count)


def test_a_parent_knows_what_is_unread_below(model):
    boxes = [mailbox(2, "a"), mailbox(3, "a/b", unseen=2), mailbox(4, "a/b/c", unseen=3)]
    model.show([row(*boxes)])
    assert model.index_of(MailboxKey(2)).data(roles.HIDDEN_COUNT) == 5


def test_every_row_can_be_spoken(model):
    hidden = mailbox(7, "Lists/python", unseen=1)
    model.show([row(INBOX, hidden, attention=True)])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert "needs your attention" in model.index(0, 0).data(spoken)
    assert model.index_of(MailboxKey(1)).data(spoken).startswith("Inbox, 2 unread")

    def check(parent: QModelIndex) -> None:
        for at in range(model.rowCount(parent)):
            assert model.index(at, 0, parent).data(spoken)
            check(model.index(at, 0, parent))

    check(QModelIndex())


def test_the_servers_own_name_is_in_the_tool_tip_and_never_markup(model):
    box = mailbox(2, "<b>Bulk</b>", SpecialUse.JUNK)
    model.show([row(box)])
    tip = model.index_of(MailboxKey(2)).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Bulk&lt;/b&gt;" in tip


def test_what_holds_no_messages_cannot_be_chosen(model):
    model.show([row(mailbox(2, "a", attributes=Attributes.NOSELECT), mailbox(3, "a/b"))])
    parent = model.index_of(MailboxKey(3)).parent()
    assert parent.data(roles.GREYED)
    assert parent.data(roles.MAILBOX) is None
    assert not parent.flags() & Qt.ItemFlag.ItemIsSelectable


def test_inboxes_are_found(model):
    model.show([row(INBOX), row(mailbox(9, "INBOX", SpecialUse.INBOX), key=2)])
    assert model.inboxes() == [1, 9]


def test_an_account_that_collects_says_where_its_mail_is(model):
    model.show(
        [row(INBOX), AccountRow(key=AccountKey(2), title="b", nodes=(), protocol=Protocol.POP)]
    )
    works, collects = model.index(0, 0), model.index(1, 0)
    assert (works.data(roles.TAG), works.data(roles.PLACE)) == ("IMAP", "")
    assert (collects.data(roles.TAG), collects.data(roles.PLACE)) == ("POP", "on this computer")
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert works.data(spoken) == "Account claire@example.org, IMAP"
    assert collects.data(spoken) == "Account b, POP, on this computer"


def test_an_account_without_a_server_has_no_tag_and_says_its_place_once(model):
    model.show(
        [
            AccountRow(
                key=AccountKey(1),
                title="On this computer",
                nodes=arrange([INBOX], compare),
                protocol=Protocol.LOCAL,
            )
        ]
    )
    account = model.index(0, 0)
    assert account.data(roles.TAG) == ""
    assert account.data(roles.PLACE) == ""
    assert account.data(Qt.ItemDataRole.AccessibleTextRole) == "On this computer"
