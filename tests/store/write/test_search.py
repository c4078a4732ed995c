from facteur.store.read.search import search as find
from facteur.store.write import search
from tests.store.builders import fill, with_inbox


def test_merging_comes_to_an_end_and_loses_nothing(store):
    _account, inbox = with_inbox(store)
    for low in range(1, 200, 5):
        fill(store, inbox, low, low + 4)
    assert store.write_now(lambda tx: search.merge_step(tx, 10, first=True))
    steps = 0
    while store.write_now(lambda tx: search.merge_step(tx, 10)):
        steps += 1
        assert steps < 500
    assert len(find(store.reader, "subject")) == 200
