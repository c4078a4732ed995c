"""Getting the blobs out of a content.sqlite that was moved aside.

Blobs are named by what they hold, so what can be unpacked can be stored again, whatever became of
the table of names; half a blob gets a name that nobody asks for and is collected later.
"""

import os
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import apsw

from facteur.base.errors import ContentDamaged
from facteur.store import query
from facteur.store.connection import connect_reader
from facteur.store.content import PLACE_BITS, Whole, all_wholes, chunks_of
from facteur.store.failures import from_os

PAGE_OCTETS = 4096
SHA256_OCTETS = 32
_WHOLE_KINDS = (int, str, bytes, int, bytes, int, int)
# Places in the header of a database file (https://sqlite.org/fileformat2.html#the_database_header).
_PAGE_COUNT, _FREE_LIST = slice(28, 32), slice(32, 40)


def blobs(broken: Path) -> Iterator[Iterator[bytes]]:
    """Yield the blobs that have chunks, each as its chunks; ends where nothing can be read.

    A chunk that is damaged raises ContentDamaged from the inner iterator: leave that blob out.
    """
    try:
        connection = connect_reader(broken)
    except apsw.Error:
        return
    try:
        for row in range(1, _last_row(connection) + 1):
            yield _readable(connection, row)
    finally:
        connection.close()


def wholes(broken: Path) -> Iterator[Whole]:
    """Yield the notes of whole messages as far as they can be read; never raises for damage."""
    try:
        connection = connect_reader(broken)
    except apsw.Error:
        return
    try:
        for one in all_wholes(connection):
            if _is_sound(one):
                yield one
    except (apsw.Error, UnicodeDecodeError):
        return
    finally:
        connection.close()


def mend_first_page(broken: Path, sound: Path) -> None:
    """Give a broken file the first page of a sound one of the same schema, which lists the tables.

    The page that was there is kept beside it. The tables begin at the same pages in both, because
    the same statements made them.
    """
    try:
        page = bytearray(_first_page(sound))
        old = _first_page(broken)
        if len(page) != PAGE_OCTETS or len(old) != PAGE_OCTETS:
            return
        broken.with_name(broken.name + ".page-1").write_bytes(old)
        page[_PAGE_COUNT] = (broken.stat().st_size // PAGE_OCTETS).to_bytes(4, "big")
        page[_FREE_LIST] = bytes(8)
        with broken.open("r+b") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise from_os(error, where=str(broken)) from error


def _is_sound(one: Whole) -> bool:
    """Whether the values are of the kinds that were stored: a damaged record may hold any."""
    return all(map(isinstance, astuple(one), _WHOLE_KINDS)) and len(one.sha256) == SHA256_OCTETS


def _first_page(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(PAGE_OCTETS)


def _last_row(connection: apsw.Connection) -> int:
    for sql in (
        "SELECT max(id) / (1 << ?) FROM chunk",
        "SELECT max(seq) + 0 * ? FROM sqlite_sequence WHERE name = 'blob'",
    ):
        try:
            found = query.execute(connection, sql, (PLACE_BITS,)).fetchone()
        except apsw.Error:
            continue
        if found is not None and isinstance(found[0], int) and found[0] > 0:
            return found[0]
    return 0


def _readable(connection: apsw.Connection, row: int) -> Iterator[bytes]:
    try:
        yield from chunks_of(connection, row)
    except apsw.Error as error:
        raise ContentDamaged("damaged", detail=str(error)) from error
