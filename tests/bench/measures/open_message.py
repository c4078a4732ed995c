"""A click on a cached text message until it is painted."""

from tests.bench.frame import Row, measure
from tests.bench.window_open_message import LIMIT_MS, p95, times_ms


@measure
def open_message() -> list[Row]:
    found = times_ms()
    return [
        Row(
            title="click to shown cached text message, p95",
            result=p95(found),
            unit="ms",
            limit=LIMIT_MS,
            note=f"{len(found)} messages of 1 to 60 kB; max {max(found):.0f} ms",
        )
    ]
