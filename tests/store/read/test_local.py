"""What the trash remembers, and what a local mailbox holds."""

from facteur.store.database import Store
from facteur.store.read import local as read_local
from facteur.store.write import local
from tests.store.write.test_local import collect, make, pop_account


def test_the_trash_says_where_messages_were(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 4)
    (work,) = make(store, account, "Work")
    store.write_now(lambda tx: local.move(tx, keys[:2], work))
    store.write_now(lambda tx: local.move(tx, keys[:3], local.trash_of(tx, account)))
    assert read_local.origins(store.reader, keys) == {work, inbox}
    assert read_local.origins(store.reader, keys[:2]) == {work}
    store.write_now(lambda tx: local.delete(tx, work))
    assert read_local.origins(store.reader, keys[:2]) == set()


def test_a_mailbox_lists_and_weighs_its_messages(store: Store) -> None:
    account, inbox = pop_account(store)
    assert read_local.octets(store.reader, inbox) == 0
    keys = collect(store, account, inbox, 3)
    assert read_local.message_keys(store.reader, inbox) == keys
    assert read_local.octets(store.reader, inbox) == 3 * 1000  # what their headers say
