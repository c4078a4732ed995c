"""Which UIDs a backfill asks for next; pure."""

from collections.abc import Iterator, Sequence

from facteur.imap.numset import NumSet

Interval = tuple[int, int]


def windows(server: NumSet | None, gaps: Sequence[Interval], size: int) -> Iterator[Interval]:
    """Yield UID intervals that together are the gaps, highest first.

    server: the UIDs that exist; each interval holds at most `size` of them, and a stretch without
        any is joined to its neighbour, so that sparse UIDs cost nothing.
    gaps: what no window has dealt with, highest first (store.read.coverage.gaps).
    """
    ranges = list(server.ranges()) if server is not None else []
    ranges.reverse()
    for low, high in gaps:
        yield from _within(ranges, low, high, size)


def _within(ranges: Sequence[Interval], low: int, high: int, size: int) -> Iterator[Interval]:
    end, count = high, 0
    for first, last in ranges:
        if last < low:
            break
        at = min(last, high)
        while at >= max(first, low):
            take = min(size - count, at - max(first, low) + 1)
            at -= take
            count += take
            if count == size:
                yield at + 1, end
                end, count = at, 0
    if end >= low:
        yield low, end
