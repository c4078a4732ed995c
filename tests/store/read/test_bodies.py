from facteur.store.read import bodies
from tests.store.builders import with_inbox


def test_nothing_of_what_was_never_opened(store):
    with_inbox(store)
    assert bodies.body(store.reader, 1) is None
    assert bodies.version(store.reader, 1) is None
    assert bodies.parts(store.reader, 1) == []
    assert bodies.part(store.reader, 1, "1") is None
    assert bodies.unnamed(store.reader, [bytes(32)]) == [bytes(32)]
