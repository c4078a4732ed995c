"""Both ends as values."""

from facteur.link.practice import ServerMessage
from facteur.mail.keys import AccountKey
from facteur.ui.practice.scene import End, Scene, here
from tests.ui.readerstore import Shelf


def test_what_is_here_is_read_from_the_inbox(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.body(shelf.message())
    (message,) = here(shelf.reader, shelf.account)
    assert message.text_here
    assert not message.waiting
    assert here(shelf.reader, AccountKey(99)) == ()
    shelf.close()


def test_ends_compare_by_message_id():
    one = ServerMessage(uid=1, message_id="a", sender="", subject="", received_ms=0)
    assert End(server=(one,)).server_ids() == {"a"}
    assert End().here_ids() == frozenset()
    assert Scene().end("nobody") == End()
