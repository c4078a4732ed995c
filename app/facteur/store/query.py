"""Running one SQL statement with typed rows out and our errors raised.

Not an object mapper: the SQL stands where it is used. `shape` names the type of a row, which is
what the STRICT schema guarantees; nothing is checked at run time.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar, cast

import apsw

from facteur.store.failures import translated

Row = TypeVar("Row", bound=tuple[object, ...])
Binding = int | float | str | bytes | None


class Source(Protocol):
    """Anything that the read functions can read: a Reader, or a Transaction in the making."""

    @property
    def mail(self) -> apsw.Connection:
        """The connection to mail.sqlite."""
        ...


class Cursor(Protocol):
    """What is used of SQLite's cursors."""

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return the rows that are left."""
        ...

    def fetchone(self) -> tuple[object, ...] | None:
        """Return the next row."""
        ...

    def __iter__(self) -> Iterator[tuple[object, ...]]: ...

    def close(self) -> None:
        """End the statement."""
        ...


def execute(connection: apsw.Connection, sql: str, bindings: Sequence[Binding] = ()) -> Cursor:
    """Begin the statement. Raises apsw.Error: for the code that has to tell them apart.

    The one place that calls SQLite: apsw's own types name a Buffer that Python 3.11 lacks.
    """
    return cast("Cursor", connection.execute(sql, tuple(bindings)))  # pyright: ignore[reportUnknownMemberType] # see above


def rows(
    connection: apsw.Connection, shape: type[Row], sql: str, bindings: Sequence[Binding] = ()
) -> list[Row]:
    """Return every row of the statement."""
    del shape
    try:
        return cast("list[Row]", execute(connection, sql, bindings).fetchall())
    except apsw.Error as error:
        raise translated(error) from error


def first(
    connection: apsw.Connection, shape: type[Row], sql: str, bindings: Sequence[Binding] = ()
) -> Row | None:
    """Return the first row of the statement, None when it has none."""
    del shape
    try:
        cursor = execute(connection, sql, bindings)
        row = cursor.fetchone()
        cursor.close()
    except apsw.Error as error:
        raise translated(error) from error
    return cast("Row | None", row)


def number(connection: apsw.Connection, sql: str, bindings: Sequence[Binding] = ()) -> int:
    """Return the one integer that the statement yields, 0 when it yields none."""
    row = first(connection, tuple[int | None], sql, bindings)
    return row[0] or 0 if row else 0


def stream(
    connection: apsw.Connection, shape: type[Row], sql: str, bindings: Sequence[Binding] = ()
) -> Iterator[Row]:
    """Yield the rows one by one; a read transaction stays open until the last or close()."""
    del shape
    try:
        yield from cast("Iterator[Row]", iter(execute(connection, sql, bindings)))
    except apsw.Error as error:
        raise translated(error) from error


def run(connection: apsw.Connection, sql: str, bindings: Sequence[Binding] = ()) -> int:
    """Carry the statement out to its end and return how many rows it changed."""
    try:
        execute(connection, sql, bindings).fetchall()
    except apsw.Error as error:
        raise translated(error) from error
    return connection.changes()
