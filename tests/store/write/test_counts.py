from facteur.store.read.mailboxes import sync_state
from facteur.store.write import counts
from tests.store.builders import fill, with_inbox


def test_recounting_finds_only_what_is_wrong(store):
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 3)
    assert not store.write_now(lambda tx: counts.recount(tx, inbox))
    store.write_now(lambda tx: tx.run("UPDATE mailbox SET unseen = 9 WHERE id = ?", inbox))
    assert store.write_now(lambda tx: counts.recount(tx, inbox))
    assert sync_state(store.reader, inbox).messages == 3
    assert counts.account_of(store.reader.mail, inbox) == account


def test_no_difference_is_no_change(store):
    _account, inbox = with_inbox(store)
    seen: list[object] = []
    store.on_changes = seen.append
    store.write_now(lambda tx: counts.add(tx, inbox))
    assert seen == []
