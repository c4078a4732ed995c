import pytest
from PySide6.QtCore import QPersistentModelIndex, QSettings

from facteur.link import events
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import SpecialUse
from facteur.ui.mailboxes import roles
from facteur.ui.mailboxes.controller import MailboxesController, Source
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.place import Folder, Place
from facteur.ui.theme.style import Style
from tests.ui.localstore import pop_settings
from tests.ui.readerstore import FakeClient
from tests.ui.windowfixtures import account, mailbox


class Store:
    """What the test says the store holds."""

    def __init__(self) -> None:
        self.accounts = [account(1)]
        self.mailboxes = [
            mailbox(1, "INBOX", SpecialUse.INBOX, unseen=1),
            mailbox(2, "a"),
            mailbox(3, "a/b"),
        ]

    def source(self) -> Source:
        return Source(accounts=lambda: self.accounts, mailboxes=lambda: self.mailboxes)


class Bench:
    def __init__(self, qtbot, path) -> None:
        self.view = MailboxesView(Style())
        qtbot.addWidget(self.view)
        self.client = FakeClient()
        self.memory = QSettings(str(path), QSettings.Format.IniFormat)
        self.store = Store()
        self.controller = MailboxesController(self.view, self.client, self.memory)
        self.chosen: list[object] = []
        self.controller.mailbox_chosen.connect(self.chosen.append)


@pytest.fixture
def bench(qtbot, tmp_path) -> Bench:
    return Bench(qtbot, tmp_path / "window.ini")


def test_a_start_that_changes_nothing_writes_nothing(qtbot, tmp_path):
    path = tmp_path / "memory.ini"
    for start in range(2):
        one = Bench(qtbot, path)
        one.controller.use(one.store.source())
        assert one.chosen == [1]
        if not start:
            one.memory.sync()
            written = path.stat().st_mtime_ns, path.stat().st_ino
        one.memory.sync()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written


def test_the_inbox_is_opened_first(bench):
    bench.controller.use(bench.store.source())
    assert bench.chosen == [1]
    assert bench.controller.account_chosen() == 1


def test_the_folder_of_the_last_time_is_opened_again(bench):
    bench.memory.setValue("sidebar/mailbox", 3)
    bench.controller.use(bench.store.source())
    assert bench.chosen == [3]


def test_a_click_opens_and_is_remembered(bench):
    bench.controller.use(bench.store.source())
    bench.view.folder_chosen.emit(MailboxKey(2))
    assert bench.chosen == [1, 2]
    assert int(bench.memory.value("sidebar/mailbox")) == 2


def test_counts_follow_the_engine_and_nothing_is_opened_anew(bench, qtbot):
    bench.controller.use(bench.store.source())
    bench.store.mailboxes[0] = mailbox(1, "INBOX", SpecialUse.INBOX, unseen=5)
    with qtbot.waitSignal(bench.controller.accounts_shown):
        for _ in range(20):
            bench.client.happened.emit(
                events.MailboxesChanged(account=1, mailboxes=[1], structure=False)
            )
    index = bench.view.model().index_of(MailboxKey(1))
    assert index.data(roles.COUNT) == 5
    assert bench.chosen == [1]


def test_a_folder_that_goes_gives_way_to_the_inbox(bench):
    bench.controller.use(bench.store.source())
    bench.controller.select(MailboxKey(3))
    bench.store.mailboxes.pop()
    bench.controller.reload()
    assert bench.chosen == [1, 3, 1]


def test_without_accounts_nothing_is_open(bench):
    bench.controller.use(bench.store.source())
    bench.store.accounts, bench.store.mailboxes = [], []
    bench.controller.reload()
    assert bench.chosen == [1, None]
    assert bench.controller.chosen is None


def test_open_branches_are_remembered(bench, qtbot, tmp_path):
    bench.controller.use(bench.store.source())
    index = bench.view.model().index_of(MailboxKey(2))
    assert bench.view.isExpanded(index)  # few folders start open
    bench.view.collapse(index)
    bench.memory.sync()
    again = Bench(qtbot, tmp_path / "window.ini")
    again.controller.use(again.store.source())
    assert not again.view.isExpanded(again.view.model().index_of(MailboxKey(2)))


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (
            events.AccountStateChanged(account=1, state="stopped"),
            events.AccountStateChanged(account=1, state="online"),
        ),
        (
            events.ProblemRaised(problem=events.Problem(family="login", code="refused", account=1)),
            events.ProblemCleared(account=1, family="login", code="refused"),
        ),
    ],
)
def test_an_account_that_needs_the_user_is_marked_until_mended(bench, qtbot, bad, good):
    bench.controller.use(bench.store.source())
    for event, marked in ((bad, True), (good, False)):
        with qtbot.waitSignal(bench.controller.accounts_shown):
            bench.client.happened.emit(event)
        assert bench.view.model().index(0, 0).data(roles.ATTENTION) is marked


def test_a_network_that_is_away_needs_nobody(bench, qtbot):
    bench.controller.use(bench.store.source())
    problem = events.Problem(family="network", code="timeout", account=1)
    with qtbot.assertNotEmitted(bench.controller.accounts_shown, wait=200):
        bench.client.happened.emit(events.ProblemRaised(problem=problem))


def test_a_folder_is_found_by_its_path(bench):
    bench.controller.use(bench.store.source())
    assert bench.controller.find("A/b") == 3
    assert bench.controller.find("nowhere") is None
    assert bench.controller.mailbox(MailboxKey(3)).path == "a/b"
    assert [one.key for one in bench.controller.accounts] == [1]


def test_the_inbox_of_a_new_account_is_opened_when_it_comes(bench):
    bench.controller.use(bench.store.source())
    bench.store.accounts.append(account(2))
    bench.controller.open_inbox(AccountKey(2))
    assert bench.chosen == [1]
    bench.store.mailboxes.append(mailbox(8, "INBOX", SpecialUse.INBOX, account_key=2))
    bench.controller.reload()
    assert bench.chosen == [1, 8]
    bench.controller.select(MailboxKey(2))
    bench.controller.reload()
    assert bench.chosen == [1, 8, 2]


def test_who_goes_elsewhere_meanwhile_is_left_there(bench):
    bench.controller.use(bench.store.source())
    bench.controller.open_inbox(AccountKey(2))
    bench.view.folder_chosen.emit(MailboxKey(3))
    bench.store.mailboxes.append(mailbox(8, "INBOX", SpecialUse.INBOX, account_key=2))
    bench.controller.reload()
    assert bench.chosen == [1, 3]


def local_bench(bench) -> None:
    bench.store.accounts = [
        account(1),
        Account(key=AccountKey(2), position=2, settings=pop_settings()),
    ]
    bench.store.mailboxes += [
        mailbox(11, "Inbox", SpecialUse.INBOX, account_key=2),
        mailbox(12, "Trash", SpecialUse.TRASH, account_key=2, messages=4),
        mailbox(13, "Trips", account_key=2),
    ]
    bench.controller.use(bench.store.source())


@pytest.mark.parametrize(
    ("key", "place", "folder"),
    [
        (1, Place.SERVER, Folder()),
        (2, Place.SERVER, Folder()),
        (11, Place.LOCAL, Folder(local=True, trash_count=4)),
        (12, Place.TRASH, Folder(local=True, trash_count=4)),
        (13, Place.LOCAL, Folder(local=True, own=True, trash_count=4)),
    ],
)
def test_what_a_folder_is_decides_what_can_be_done(bench, key, place, folder):
    local_bench(bench)
    bench.controller.select(MailboxKey(key))
    assert bench.controller.place(MailboxKey(key)) is place
    assert bench.controller.folder() == folder
    assert bench.controller.folder_chosen() == key


def test_a_menu_is_about_the_row_it_was_opened_on(bench):
    local_bench(bench)
    bench.controller.select(MailboxKey(1))
    assert bench.controller.account_pointed() is None
    bench.view.pointed = QPersistentModelIndex(bench.controller._model.index_of(MailboxKey(13)))
    assert bench.controller.folder_chosen() == 13
    assert bench.controller.account_chosen() == bench.controller.account_pointed() == 2
    bench.controller.forget_pointed()
    assert bench.controller.folder_chosen() == 1
    assert bench.controller.account_chosen() == 1
