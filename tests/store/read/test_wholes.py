"""Which messages are wholly here, page by page."""

from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MessageKey
from facteur.store.database import Store
from facteur.store.read import wholes
from facteur.store.rows import HeaderRow
from facteur.store.write import accounts, local
from facteur.store.write import messages as write_messages
from tests.store.popbuilders import header, pop_settings


def test_all_come_in_order_and_tell_what_is_here(store: Store) -> None:
    account: AccountKey = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    count = wholes.PAGE + 3
    rows: list[tuple[HeaderRow, bytes]] = [
        (header(f"m{n}", flags=int(Flags.SEEN), keywords=("k",)), n.to_bytes(32))
        for n in range(count)
    ]
    store.write_now(lambda tx: local.insert_batch(tx, inbox, rows))
    uid = store.write_now(lambda tx: local.take_uids(tx, inbox, 1))
    bare = header("bare")._replace(uid=uid)
    store.write_now(lambda tx: write_messages.insert_headers(tx, inbox, [bare], 0, None))
    found = list(wholes.messages(store.reader, inbox))
    assert [one.sha256 for one in found] == [*(n.to_bytes(32) for n in range(count)), None]
    assert (found[0].subject, found[0].flags, found[0].keywords) == ("m0", 1, "k")
    assert found[-1].subject == "bare"


def test_a_snapshot_does_not_hear_of_what_is_written_meanwhile(store: Store) -> None:
    account: AccountKey = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    batch = [(header("one"), bytes(32))]
    store.write_now(lambda tx: local.insert_batch(tx, inbox, batch))
    with wholes.snapshot(store.reader) as held:
        store.write_now(lambda tx: local.move(tx, [MessageKey(1)], local.trash_of(tx, account)))
        assert wholes.count(held) == wholes.count(held, inbox) == 1
        assert len(list(wholes.messages(held, inbox))) == 1
    assert (wholes.count(store.reader), wholes.count(store.reader, inbox)) == (1, 0)
