"""What content.sqlite still has to let go of is noted, and forgotten when that was done."""

from facteur.store.database import Store
from facteur.store.write import accounts, erased, local
from tests.store.popbuilders import header, pop_settings

A, B = b"a" * 32, b"b" * 32


def test_what_is_named_again_does_not_wait_any_more(store: Store) -> None:
    account = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    assert store.write_now(lambda tx: erased.note(tx, account, [A, B])) == [A, B]
    store.write_now(lambda tx: local.insert_batch(tx, inbox, [(header("again"), A)]))
    assert store.write_now(lambda tx: erased.named(tx, account, [A, B])) == [A]
    assert store.write_now(lambda tx: erased.note(tx, account, [A])) == []
    assert store.write_now(lambda tx: erased.waiting(tx, account)) == [B]
    assert store.write_now(lambda tx: tx.number("SELECT count(*) FROM erased")) == 1
    store.write_now(lambda tx: erased.finish(tx, account, [B]))
    assert store.write_now(lambda tx: erased.waiting(tx, account)) == []


def test_a_removed_account_waits_as_a_whole(store: Store) -> None:
    account = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    store.write_now(lambda tx: erased.note(tx, account, [A]))
    assert store.write_now(erased.accounts) == []
    store.write_now(lambda tx: accounts.remove(tx, account))
    assert store.write_now(erased.accounts) == [account]
    assert store.write_now(lambda tx: erased.waiting(tx, account)) == []
    store.write_now(lambda tx: erased.finish(tx, account))
    assert store.write_now(erased.accounts) == []
