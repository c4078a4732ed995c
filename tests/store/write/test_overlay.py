from facteur.mail.keys import OperationKey
from facteur.store.write.overlay import Change, Marks, fold, joined, load, words


def marks(flags=0, *keywords):
    return Marks(flags=flags, keywords=frozenset(keywords))


def test_changes_are_made_in_order():
    first = Change(key=OperationKey(1), state="queued", add=marks(1, "a"), remove=marks(4))
    second = Change(key=OperationKey(2), state="queued", add=marks(4), remove=marks(1, "b"))
    assert fold(marks(6, "b"), [first, second]) == marks(6, "a")
    assert fold(marks(6, "b"), [second, first]) == marks(3, "a")


def test_keywords_as_the_database_has_them():
    assert words(joined({"b", "a"})) == {"a", "b"}
    assert joined({"b", "a"}) == "a b"
    assert words("") == frozenset()


def test_a_message_that_has_gone(store):
    assert store.write_now(lambda tx: load(tx, 99)) is None
