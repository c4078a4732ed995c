from facteur.store.read import problems
from facteur.store.write import problems as write


def test_none_and_one(store):
    assert problems.standing(store.reader) == []
    key = store.write_now(
        lambda tx: write.raise_(tx, account=None, family="store", code="io", raised_ms=4)
    )
    [found] = problems.standing(store.reader)
    assert (found.key, found.account, found.code, found.raised_ms) == (key, None, "io", 4)


def test_of_some_families_any(store):
    assert not problems.any_stands(store.reader, ["store", "network"])
    store.write_now(
        lambda tx: write.raise_(tx, account=None, family="network", code="dns", raised_ms=4)
    )
    assert problems.any_stands(store.reader, ["store", "network"])
    assert not problems.any_stands(store.reader, ["store"])
    assert not problems.any_stands(store.reader, [])
