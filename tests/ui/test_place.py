import pytest

from facteur.mail.mailbox import SpecialUse
from facteur.ui.place import Place, is_local, place_of
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
