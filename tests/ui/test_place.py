import pytest

from facteur.mail.account import Account, local_settings
from facteur.mail.keys import AccountKey
from facteur.mail.mailbox import SpecialUse
from facteur.ui.place import Place, account_title, is_local, place_of
from tests.ui.windowfixtures import account, mailbox


@pytest.mark.parametrize(
    ("use", "local", "place"),
    [
        (SpecialUse.INBOX, True, Place.LOCAL),
        (SpecialUse.NONE, True, Place.LOCAL),
        (SpecialUse.TRASH, True, Place.TRASH),
        (SpecialUse.TRASH, False, Place.SERVER),
        (SpecialUse.INBOX, False, Place.SERVER),
    ],
)
def test_only_the_trash_of_this_computer_is_for_good(use, local, place):
    assert place_of(mailbox(1, "x", use), local=local) is place


def test_folders_of_imap_are_on_their_server():
    assert not is_local(account(1))


def test_an_account_without_a_server_is_called_by_its_place(qapp):
    local = Account(key=AccountKey(1), position=0, settings=local_settings())
    assert account_title(local) == "On this computer"
    assert is_local(local)
    assert account_title(account(1)) == account(1).settings.address
