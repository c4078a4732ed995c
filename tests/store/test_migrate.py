from pathlib import Path

import apsw
import pytest

from facteur.base.errors import StoreUnavailable
from facteur.store import migrate as migrations
from facteur.store.migrate import Schema, migrate, steps, version


@pytest.mark.parametrize("schema", list(Schema))
def test_an_empty_file_gets_the_newest_schema(schema):
    connection = apsw.Connection(":memory:")
    migrate(connection, schema)
    assert version(connection) == len(steps(schema)) > 0
    migrate(connection, schema)


@pytest.mark.parametrize("schema", list(Schema))
def test_the_steps_are_numbered_without_a_gap(schema):
    numbers = [int(step.name.removeprefix(schema.value)[:4]) for step in steps(schema)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_newer_file_is_refused():
    connection = apsw.Connection(":memory:")
    connection.execute("PRAGMA user_version = 200")
    with pytest.raises(StoreUnavailable, match="newer"):
        migrate(connection, Schema.MAIL)


def test_a_senseless_version_is_damage():
    connection = apsw.Connection(":memory:")
    connection.execute("PRAGMA user_version = 16777217")
    with pytest.raises(apsw.CorruptError):
        migrate(connection, Schema.MAIL)


def test_a_step_that_fails_leaves_nothing(monkeypatch, tmp_path: Path):
    (tmp_path / "0001_initial.sql").write_text("CREATE TABLE a (x);")
    (tmp_path / "0002_wrong.sql").write_text("CREATE TABLE b (x); CREATE TABLE a (x);")
    monkeypatch.setattr(migrations, "FOLDER", tmp_path)
    connection = apsw.Connection(":memory:")
    with pytest.raises(apsw.SQLError):
        migrate(connection, Schema.MAIL)
    assert version(connection) == 1
    assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("a",)]
