from pathlib import Path

import apsw
import pytest

from facteur.store.connection import connect_reader, connect_writer


def one(connection: apsw.Connection, pragma: str) -> object:
    return connection.execute(f"PRAGMA {pragma}").fetchall()[0][0]


def test_the_writer_is_durable_and_checks_references(tmp_path: Path):
    connection = connect_writer(tmp_path / "a.sqlite")
    assert one(connection, "journal_mode") == "wal"
    assert one(connection, "synchronous") == 2
    assert one(connection, "foreign_keys") == 1
    assert one(connection, "busy_timeout") == 10_000
    connection.close()


def test_a_reader_cannot_write_and_creates_nothing(tmp_path: Path):
    with pytest.raises(apsw.CantOpenError):
        connect_reader(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()
    writer = connect_writer(tmp_path / "a b?#é%20.sqlite")
    writer.execute("CREATE TABLE t (x)")
    reader = connect_reader(tmp_path / "a b?#é%20.sqlite")
    with pytest.raises(apsw.ReadOnlyError):
        reader.execute("INSERT INTO t VALUES (1)")
    reader.close()
    writer.close()


def test_garbage_is_not_a_database(tmp_path: Path):
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"garbage" * 2000)
    for connect in (connect_reader, connect_writer):
        with pytest.raises(apsw.NotADBError):
            connect(path)


class RefusesSharedMemory(apsw.VFS):
    """As a folder that nothing may be created in."""

    def __init__(self) -> None:
        super().__init__("refuses-shm", "")

    def xOpen(self, name, flags):
        return NoSharedMemory(name, flags)


class NoSharedMemory(apsw.VFSFile):
    def __init__(self, name, flags) -> None:
        super().__init__("", name, flags)
        self.immutable = isinstance(name, apsw.URIFilename) and name.uri_boolean("immutable", False)

    def xRead(self, amount, offset):
        if not self.immutable:
            raise apsw.CantOpenError("read-only folder")
        return super().xRead(amount, offset)


def test_a_folder_where_nothing_can_be_created_is_still_read(tmp_path: Path):
    path = tmp_path / "a.sqlite"
    writer = connect_writer(path)
    writer.execute("CREATE TABLE t (x); INSERT INTO t VALUES (5)")
    writer.close()
    shim = RefusesSharedMemory()
    reader = connect_reader(path, vfs="refuses-shm")
    assert reader.execute("SELECT x FROM t").fetchall() == [(5,)]
    reader.close()
    shim.unregister()
