import pytest

from facteur.base.errors import StoreMisuse
from facteur.mail.account import AfterDownload
from facteur.store.read import accounts
from facteur.store.write import accounts as write
from tests.store.builders import settings
from tests.store.popbuilders import pop_settings


def test_in_the_order_of_the_sidebar(store):
    first = store.write_now(lambda tx: write.add(tx, settings("a@b.c"), 1))
    second = store.write_now(lambda tx: write.add(tx, settings("b@b.c"), 1))
    store.write_now(lambda tx: tx.run("UPDATE account SET position = 9 WHERE id = ?", first))
    assert [one.key for one in accounts.accounts(store.reader)] == [second, first]
    assert accounts.account(store.reader, first).settings.address == "a@b.c"
    with pytest.raises(StoreMisuse):
        accounts.account(store.reader, 99)


@pytest.mark.parametrize("after", list(AfterDownload))
def test_the_rules_of_an_account_that_collects(store, after):
    wanted = pop_settings(
        after_download=after, leave_days=90, follow_deletion=True, headers_over_octets=5_000_000
    )
    key = store.write_now(lambda tx: write.add(tx, wanted, 1))
    assert accounts.account(store.reader, key).settings == wanted
    changed = pop_settings("new@example.org", leave_days=1)
    store.write_now(lambda tx: write.change(tx, key, changed))
    assert accounts.account(store.reader, key).settings == changed
