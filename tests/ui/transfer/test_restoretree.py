import pytest

from facteur.link.events import BackupFolder
from facteur.mail.mailbox import Mailbox
from facteur.ui.mailboxes.names import folder_name
from facteur.ui.transfer.restoretree import Branch, branches

pytestmark = pytest.mark.usefixtures("qapp")


def name_of(mailbox: Mailbox) -> str:
    return folder_name(mailbox.special_use, mailbox.levels[-1])


def folder(*levels: str, use: str = "", messages: int = 1, account: int = 0) -> BackupFolder:
    return BackupFolder(
        levels=list(levels), use=use, messages=messages, octets=10 * messages, account=account
    )


def shape(branch: Branch) -> object:
    return (branch.title, branch.messages, [shape(one) for one in branch.children])


def test_accounts_hold_their_folders():
    made = branches(
        [
            folder("a@b.fr", "INBOX", use="inbox", messages=5, account=3),
            folder("a@b.fr", "Empty", messages=0, account=3),
            folder("a@b.fr", "Work", messages=0, account=3),
            folder("a@b.fr", "Work", "2019", messages=2, account=3),
            folder("c@d.fr", "x", messages=1),
        ],
        name_of,
    )
    assert [shape(one) for one in made] == [
        ("a@b.fr", 0, [("Inbox", 5, []), ("Empty", 0, []), ("Work", 0, [("2019", 2, [])])]),
        ("c@d.fr", 0, [("x", 1, [])]),
    ]
    assert [one.home for one in made] == [3, 0]
    assert [one.levels for one in made[0].folders()] == [
        ("a@b.fr", "INBOX"),
        ("a@b.fr", "Empty"),
        ("a@b.fr", "Work", "2019"),  # which brings that above it
    ]


def test_the_account_without_a_server_has_a_name_in_words():
    (made,) = branches([folder("local", "INBOX", use="inbox")], name_of)
    assert made.title == "On this computer"


def test_names_from_a_made_up_backup_are_harmless():
    made = branches(
        [folder("evil\u202eb.fr", "a\nb", "c\td", use="nonsense"), folder(messages=7)], name_of
    )
    (account,) = made
    assert "\u202e" not in account.title
    assert "\n" not in account.children[0].title
    assert "\t" not in account.children[0].children[0].title
