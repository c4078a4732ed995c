import apsw
import pytest

from facteur.base.errors import StoreMisuse
from facteur.store import query


@pytest.fixture
def connection():
    opened = apsw.Connection(":memory:")
    query.run(opened, "CREATE TABLE t (a INTEGER) STRICT")
    return opened


def test_rows_in_and_out(connection):
    assert query.run(connection, "INSERT INTO t VALUES (?), (?)", (1, 2)) == 2
    assert query.rows(connection, tuple[int], "SELECT a FROM t ORDER BY a") == [(1,), (2,)]
    assert query.first(connection, tuple[int], "SELECT a FROM t ORDER BY a DESC") == (2,)
    assert query.first(connection, tuple[int], "SELECT a FROM t WHERE a > 5") is None
    assert query.number(connection, "SELECT max(a) FROM t") == 2
    assert query.number(connection, "SELECT max(a) FROM t WHERE a > 5") == 0
    assert list(query.stream(connection, tuple[int], "SELECT a FROM t")) == [(1,), (2,)]


@pytest.mark.parametrize("function", [query.rows, query.first])
def test_wrong_sql_is_our_own_fault(connection, function):
    with pytest.raises(StoreMisuse):
        function(connection, tuple[int], "SELEC 1")


def test_wrong_sql_everywhere_else(connection):
    with pytest.raises(StoreMisuse):
        query.run(connection, "INSERT INTO t VALUES ('x')")
    with pytest.raises(StoreMisuse):
        list(query.stream(connection, tuple[int], "SELECT b FROM t"))
