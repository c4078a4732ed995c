"""Windows are exactly the gaps, newest first, none with more messages than asked for."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facteur.engine.sync.windows import Interval, windows
from facteur.imap.numset import NumSet

TOP = 60


@st.composite
def gaps(draw: st.DrawFn) -> list[Interval]:
    """Return intervals that do not touch, highest first."""
    ends = sorted(draw(st.sets(st.integers(1, TOP), max_size=8)))
    pairs = [(ends[n], ends[n + 1]) for n in range(0, len(ends) - 1, 2)]
    return [pair for n, pair in enumerate(pairs) if not n or pair[0] > pairs[n - 1][1] + 1][::-1]


@given(st.sets(st.integers(1, TOP)), gaps(), st.integers(1, 9))
def test_properties(existing: set[int], missing: list[Interval], size: int) -> None:
    server = NumSet.of(existing) if existing else None
    found = list(windows(server, missing, size))
    assert all(low <= high for low, high in found)
    assert all(left[0] > right[1] for left, right in pairwise(found))
    covered = [uid for low, high in found for uid in range(low, high + 1)]
    wanted = [uid for low, high in missing for uid in range(low, high + 1)]
    assert sorted(covered) == sorted(wanted)
    for low, high in found:
        assert sum(low <= uid <= high for uid in existing) <= size


@given(st.sets(st.integers(1, TOP), min_size=1), st.integers(1, 9))
def test_no_window_more_than_needed(existing: set[int], size: int) -> None:
    found = list(windows(NumSet.of(existing), [(1, TOP)], size))
    assert len(found) <= len(existing) // size + 1


def test_sparse_uids_cost_nothing() -> None:
    server = NumSet.of([5, 4_000_000_000])
    assert list(windows(server, [(1, 4_294_967_295)], 10)) == [(1, 4_294_967_295)]


def test_an_empty_mailbox_is_one_window_for_each_gap() -> None:
    assert list(windows(None, [(5, 9), (1, 2)], 3)) == [(5, 9), (1, 2)]
