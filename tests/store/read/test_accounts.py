import pytest

from facteur.base.errors import StoreMisuse
from facteur.store.read import accounts
from facteur.store.write import accounts as write
from tests.store.builders import settings


def test_in_the_order_of_the_sidebar(store):
    first = store.write_now(lambda tx: write.add(tx, settings("a@b.c"), 1))
    second = store.write_now(lambda tx: write.add(tx, settings("b@b.c"), 1))
    store.write_now(lambda tx: tx.run("UPDATE account SET position = 9 WHERE id = ?", first))
    assert [one.key for one in accounts.accounts(store.reader)] == [second, first]
    assert accounts.account(store.reader, first).settings.address == "a@b.c"
    with pytest.raises(StoreMisuse):
        accounts.account(store.reader, 99)
