"""A transaction of the writer, as the write functions see it."""

from collections.abc import Sequence
from typing import TypeVar

import apsw

from facteur.store import query
from facteur.store.changes import Changes

Row = TypeVar("Row", bound=tuple[object, ...])


class Transaction:
    """One BEGIN IMMEDIATE … COMMIT on mail.sqlite and what it changed.

    The read functions take it too, so that a decision sees what was just written. It is of use
    inside the function given to Store.write only.
    """

    __slots__ = ("changes", "mail")

    def __init__(self, mail: apsw.Connection) -> None:
        self.mail = mail
        self.changes = Changes()

    def run(self, sql: str, *bindings: query.Binding) -> int:
        """Carry the statement out and return how many rows it changed."""
        return query.run(self.mail, sql, bindings)

    def insert(self, sql: str, *bindings: query.Binding) -> int:
        """Carry an INSERT of one row out and return the key of the row."""
        query.run(self.mail, sql, bindings)
        return self.mail.last_insert_rowid()

    def rows(self, shape: type[Row], sql: str, bindings: Sequence[query.Binding] = ()) -> list[Row]:
        """Return every row of the statement."""
        return query.rows(self.mail, shape, sql, bindings)

    def first(
        self, shape: type[Row], sql: str, bindings: Sequence[query.Binding] = ()
    ) -> Row | None:
        """Return the first row of the statement, None when it has none."""
        return query.first(self.mail, shape, sql, bindings)

    def number(self, sql: str, *bindings: query.Binding) -> int:
        """Return the one integer that the statement yields, 0 when it yields none."""
        return query.number(self.mail, sql, bindings)
