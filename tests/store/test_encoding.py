import apsw
import pytest

from facteur.store import query
from facteur.store.encoding import jsonb, mended


def test_lone_surrogates_become_question_marks():
    assert mended("a\ud800b") == "a?b"
    assert mended("é😀\0") == "é😀\0"


def test_sqlite_reads_what_is_encoded():
    connection = apsw.Connection(":memory:")
    sql = "SELECT value ->> 0, value ->> 1 FROM jsonb_each(?)"
    rows = [(1, 'a "q" \0 é\\'), (2**62, None)]
    assert query.rows(connection, tuple[int, str | None], sql, (jsonb(rows),)) == rows
    with pytest.raises(UnicodeEncodeError):
        jsonb(["\ud800"])
