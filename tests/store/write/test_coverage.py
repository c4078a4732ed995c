from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.store.read import coverage as read
from facteur.store.read.coverage import Layer
from facteur.store.write import coverage
from tests.store.builders import with_inbox


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 6)), max_size=10))
def test_intervals_are_the_set_that_was_covered(store, added):
    _account, inbox = with_inbox(store)
    covered: set[int] = set()
    for low, length in added:
        covered.update(range(low, low + length + 1))
        store.write_now(
            lambda tx, a=low, b=low + length: coverage.cover(tx, inbox, Layer.SKELETON, a, b)
        )
    found = read.intervals(store.reader, inbox, Layer.SKELETON)
    assert {uid for low, high in found for uid in range(low, high + 1)} == covered
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))


def test_forgetting_one_layer_or_all(store):
    _account, inbox = with_inbox(store)

    def both(tx):
        coverage.cover(tx, inbox, Layer.SKELETON, 1, 5)
        coverage.cover(tx, inbox, Layer.HEADERS, 1, 5)
        coverage.cover(tx, inbox, Layer.HEADERS, 9, 8)

    store.write_now(both)
    store.write_now(lambda tx: coverage.forget(tx, inbox, Layer.SKELETON))
    assert read.intervals(store.reader, inbox, Layer.SKELETON) == []
    assert read.intervals(store.reader, inbox, Layer.HEADERS) == [(1, 5)]
    store.write_now(lambda tx: coverage.forget(tx, inbox))
    assert read.intervals(store.reader, inbox, Layer.HEADERS) == []
