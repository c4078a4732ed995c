from facteur.store.read import coverage
from facteur.store.read.coverage import Layer
from facteur.store.write import coverage as write
from tests.store.builders import with_inbox


def test_gaps_highest_first(store):
    _account, inbox = with_inbox(store)
    for low, high in ((5, 9), (20, 30)):
        store.write_now(lambda tx, a=low, b=high: write.cover(tx, inbox, Layer.HEADERS, a, b))

    def gaps(low, high):
        return coverage.gaps(store.reader, inbox, Layer.HEADERS, low, high)

    assert gaps(1, 40) == [(31, 40), (10, 19), (1, 4)]
    assert gaps(6, 25) == [(10, 19)]
    assert gaps(21, 29) == []
    assert gaps(40, 50) == [(40, 50)]
    assert gaps(1, 8) == [(1, 4)], "what is covered above is of no matter"
    assert coverage.gaps(store.reader, inbox, Layer.TEXTS, 1, 2) == [(1, 2)]
