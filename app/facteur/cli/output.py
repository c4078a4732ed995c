r"""Where the command line writes: results on stdout, words and progress on stderr.

JSON is pure ASCII (other letters as \u escapes), so that no locale and no terminal can spoil it or
be spoilt by it.
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from facteur.cli.plain import octets as octets_words
from facteur.cli.plain import safe_line, table
from facteur.link.events import Event, ProgressChanged

Json = Mapping[str, object]


def prepare() -> None:
    """Let no letter that the locale lacks stop us."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def lines(texts: Iterable[str]) -> None:
    """Write lines that are safe already."""
    for text in texts:
        print(text)


def rows(
    titles: Sequence[str],
    cells: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    goes_on: bool = False,
) -> None:
    """Write a table, nothing at all when it has no rows.

    goes_on: these are further rows of the table before, so the titles are not repeated.
    """
    if cells:
        lines(table(titles, cells, right=right)[goes_on:])


def json_line(value: Json) -> None:
    """Write one object on one line."""
    print(json.dumps(value), flush=True)


def json_array(values: Iterable[Json]) -> None:
    """Write objects as one array, one a line, as they come."""
    start = "["
    for value in values:
        print(start, json.dumps(value), sep="\n", end="")
        start = ","
    print("[]" if start == "[" else "\n]")


def octets(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Write a sentence for people to stderr."""
    with contextlib.suppress(BrokenPipeError):
        print(f"facteur: {safe_line(text)}", file=sys.stderr, flush=True)


class Progress:
    """Shows on a terminal how far a task is, on one line that goes again."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._dirty = False

    def on_event(self, event: Event) -> None:
        """Take an event of a Dialogue; most are of no interest here."""
        if self._shown and isinstance(event, ProgressChanged) and not event.over:
            self._write(_progress_words(event))

    def end(self) -> None:
        """Take the line away."""
        if self._dirty:
            self._write("")
            self._dirty = False

    def _write(self, text: str) -> None:
        self._dirty = True
        with contextlib.suppress(OSError):
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()


def _progress_words(event: ProgressChanged) -> str:
    total = f" of {event.total:,}" if event.total else ""
    size = f", {octets_words(event.octets)}" if event.octets else ""
    return safe_line(f"{event.kind}: {event.done:,}{total} {event.unit}{size}")
