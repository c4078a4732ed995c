"""What a measure is, and how its numbers are judged.

A measure is a function in its own module of `tests.bench.measures`, registered by the decorator; it
runs in a process of its own and returns rows. A row is judged against a fixed limit, or against a
yardstick measured in the same run, because seconds differ from machine to machine and ratios less.
"""

import importlib
import pkgutil
from collections.abc import Callable

import msgspec

from tests.bench import measures as folder


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table.

    limit: the most that is good; of the ratio where there is a yardstick, of the result otherwise.
    note: how it was found, when the title does not say.
    """

    title: str
    result: float
    unit: str
    limit: float
    yardstick: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.result / self.yardstick if self.yardstick else None

    @property
    def judged(self) -> float:
        """The number that the limit is for."""
        return self.result if self.ratio is None else self.ratio

    @property
    def passed(self) -> bool:
        return self.judged <= self.limit


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a measure's process sends back; failure says why there are no rows."""

    name: str
    rows: tuple[Row, ...] = ()
    failure: str = ""
    peak_octets: int = 0
    seconds: float = 0.0


Measure = Callable[[], list[Row]]
_MEASURES: dict[str, Measure] = {}


def measure(function: Measure) -> Measure:
    """Register a measure under its function's name, with dashes."""
    _MEASURES[function.__name__.replace("_", "-")] = function
    return function


def measures() -> dict[str, Measure]:
    """Return all measures by name, those of every module of the folder."""
    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"{folder.__name__}.{module.name}")
    return dict(sorted(_MEASURES.items()))


def table(outcomes: list[Outcome]) -> str:
    """Return what is printed: a line a row, and why where there is none."""
    lines = [_line("measure", "result", "yardstick", "ratio", "limit", ""), "-" * 108]
    for outcome in outcomes:
        lines += [
            _line(
                row.title,
                f"{_number(row.result)} {row.unit}",
                f"{_number(row.yardstick)} {row.unit}" if row.yardstick else "",
                f"{row.ratio:.2f}" if row.ratio is not None else "",
                f"{_number(row.limit)}{' x' if row.yardstick else f' {row.unit}'}",
                "ok" if row.passed else "MISSED",
            )
            + (f"\n    {row.note}" if row.note else "")
            for row in outcome.rows
        ]
        if outcome.failure:
            lines.append(f"{outcome.name}: NOT MEASURED\n    {outcome.failure}")
    return "\n".join(lines)


def _line(*cells: str) -> str:
    title, result, yardstick, ratio, limit, verdict = cells
    return f"{title:<52}{result:>15}{yardstick:>15}{ratio:>7}{limit:>12}  {verdict}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
