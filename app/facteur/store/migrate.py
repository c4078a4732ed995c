"""The schemas and how a file gets to the newest one: numbered SQL, version in the same commit."""

from enum import Enum
from functools import cache
from pathlib import Path

import apsw

from facteur.base.errors import StoreUnavailable
from facteur.store.query import execute

FOLDER = Path(__file__).resolve().parent / "migrations"
# No schema will have a number like this; a file that says so is damaged, not newer.
IMPLAUSIBLE_VERSION = 256


class Schema(Enum):
    """Which file a schema is of; the value is what its migrations begin with."""

    MAIL = ""
    CONTENT = "content_"


@cache
def steps(schema: Schema) -> tuple[Path, ...]:
    """Return the migrations in order; the n-th leads to version n.

    Those that were there at first: when the program is updated while it runs, its readers must not
    take a file of their own schema for a foreign one.
    """
    return tuple(sorted(FOLDER.glob(f"{schema.value}[0-9][0-9][0-9][0-9]_*.sql")))


def version(connection: apsw.Connection) -> int:
    """Return the version that the file says it has, 0 for an empty one. Raises apsw.Error."""
    (found,) = execute(connection, "PRAGMA user_version").fetchall()[0]
    assert isinstance(found, int)
    return found


def migrate(connection: apsw.Connection, schema: Schema) -> None:
    """Bring the file to the newest schema, each step and its number in one transaction.

    Raises StoreUnavailable `newer` for a file of a later Facteur and apsw.Error.
    """
    known = steps(schema)
    found = version(connection)
    if found >= IMPLAUSIBLE_VERSION or found < 0:
        raise apsw.CorruptError(f"schema version {found}")
    if found > len(known):
        raise StoreUnavailable("newer", detail=f"schema {found}, this Facteur knows {len(known)}")
    for target, step in enumerate(known[found:], start=found + 1):
        execute(connection, "BEGIN IMMEDIATE")
        try:
            execute(connection, step.read_text(encoding="utf-8")).fetchall()
            execute(connection, f"PRAGMA user_version = {target}")
            execute(connection, "COMMIT")
        except apsw.Error:
            if connection.in_transaction:
                execute(connection, "ROLLBACK")
            raise
