from facteur.mail.flags import Flags
from facteur.store.read import bodies, messages
from tests.ui.readerstore import Shelf


def test_what_is_put_is_read(tmp_path):
    shelf = Shelf(tmp_path)
    key = shelf.message(subject="S", flags=Flags.FLAGGED)
    shelf.body(key, text="t", html="<p>h</p>", parts=(shelf.part(key, "2", "a.pdf"),))
    assert messages.row(shelf.reader, key).subject == "S"
    assert bodies.body(shelf.reader, key).is_html
    assert [part.name for part in bodies.parts(shelf.reader, key)] == ["a.pdf"]
    shelf.close()
