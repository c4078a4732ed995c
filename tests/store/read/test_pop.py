"""What is read of maildrops and of the ledger."""

from dataclasses import replace

import pytest

from facteur.mail.keys import MessageKey
from facteur.store.database import Store
from facteur.store.read import pop as read_pop
from facteur.store.transaction import Transaction
from facteur.store.write import local
from facteur.store.write import pop as write_pop
from tests.store.builders import header
from tests.store.write.test_local import collect, pop_account
from tests.store.write.test_pop import allowed, filled, items, removed


def test_items_come_in_the_order_they_came_to_be_known(store: Store) -> None:
    account, _inbox = filled(store, 3)
    other, other_inbox = pop_account(store, "bob")
    collect(store, other, other_inbox, 1)
    assert [one.uidl for one in items(store, account)] == [b"u1", b"u2", b"u3"]
    assert len(items(store, other)) == 1


def test_the_ledger_pages_from_the_newest(store: Store) -> None:
    account, keys = removed(store, 5)
    everything = read_pop.ledger(store.reader)
    assert [one.uidl for one in everything] == [b"u5", b"u4", b"u3", b"u2", b"u1"]
    page = read_pop.ledger(store.reader, limit=2)
    assert page == everything[:2]
    assert read_pop.ledger(store.reader, before=page[-1].key, limit=2) == everything[2:4]
    assert read_pop.ledger(store.reader, account=account) == everything
    assert read_pop.ledger_count(store.reader) == len(keys)


def test_the_ledger_says_where_the_copy_is(store: Store) -> None:
    account, _keys = removed(store, 2)
    messages = [one.message for one in items(store, account) if one.message is not None]
    store.write_now(lambda tx: local.move(tx, messages[:1], local.trash_of(tx, account)))
    places = [one.place for one in read_pop.ledger(store.reader)]
    assert places == ["Inbox", "Trash"]
    store.write_now(lambda tx: local.erase(tx, messages[:1], 9))
    assert [one.place for one in read_pop.ledger(store.reader)] == ["Inbox", ""]
    back = store.write_now(lambda tx: local.create(tx, account, "Back"))
    erased = read_pop.ledger(store.reader)[1]
    batch = [(header(0), erased.sha256)]
    store.write_now(lambda tx: local.insert_batch(tx, back, batch))
    assert [one.place for one in read_pop.ledger(store.reader)] == ["Inbox", "Back"]


def test_a_message_tells_of_its_copy_on_the_server(store: Store) -> None:
    account, inbox = filled(store, 1)
    (item,) = items(store, account)
    assert item.message is not None
    store.write_now(lambda tx: write_pop.prove(tx, [item.key], 7))
    found = read_pop.server_copy(store.reader, item.message)
    assert found is not None
    assert (found.state, found.proven_ms, found.stored_ms) == ("stored", 7, 5)
    assert (found.kept, found.listed, found.trashed) == (False, True, False)
    copies = store.write_now(lambda tx: local.copy(tx, [item.message or 0], inbox))
    assert read_pop.server_copy(store.reader, copies[0]) is None


def test_what_is_to_be_proven_and_what_a_session_brought(store: Store) -> None:
    account, _inbox = filled(store, 3)
    keys = [one.key for one in items(store, account)]
    store.write_now(lambda tx: write_pop.prove(tx, keys[:1], 7))
    assert [one.key for one in read_pop.unproven(store.reader, account)] == keys[1:]
    assert [one.key for one in read_pop.stored_in(store.reader, account, 1)] == keys
    assert read_pop.stored_in(store.reader, account, 2) == []
    allowed(store, account)
    wanted = [(keys[0], "delete")]
    store.write_now(lambda tx: write_pop.begin_removal(tx, account, wanted, 9))
    assert [one.key for one in read_pop.stored_in(store.reader, account, 1)] == keys[1:]


def test_names_lead_to_items_with_a_row(store: Store) -> None:
    account, _inbox = filled(store, 1)
    (item,) = items(store, account)
    assert read_pop.key_of(store.reader, account, b"u1", 0) == item.key
    assert read_pop.key_of(store.reader, account, b"u1", 1) == 0
    assert read_pop.stub_of(store.reader, item.message or 0) == 0
    store.write_now(lambda tx: tx.run("UPDATE pop_item SET state = 'stub'"))
    assert read_pop.stub_of(store.reader, item.message or 0) == item.key


def test_what_was_refused_by_name(store: Store) -> None:
    account, _inbox = filled(store, 1)
    for uidl, counts in ((b"r1", True), (b"r2", False)):
        store.write_now(
            lambda tx, uidl=uidl, counts=counts: write_pop.note_refused(
                tx, account, uidl, 3, "no", counts=counts
            )
        )
    assert read_pop.refused(store.reader, account) == [(b"r1", 3)]
    store.write_now(lambda tx: write_pop.skip_refused(tx, account))
    assert read_pop.refused(store.reader, account) == []


def test_marks_that_go_against_the_user(store: Store) -> None:
    account, keys = removed(store, 2)
    here = [one.message or MessageKey(0) for one in items(store, account)]

    def count() -> int:
        return read_pop.marked_in_vain(store.reader, account)

    assert count() == 0
    store.write_now(lambda tx: write_pop.set_kept(tx, here[:1], kept=True))
    assert count() == 1
    store.write_now(lambda tx: write_pop.set_kept(tx, here[:1], kept=False))
    state = read_pop.state(store.reader, account)
    store.write_now(
        lambda tx: write_pop.set_maildrop(tx, account, replace(state, permission="kept"))
    )
    assert count() == 2
    store.write_now(lambda tx: write_pop.set_state(tx, keys, "quit_ok"))
    assert count() == 0


def test_a_mark_of_what_was_deleted_here_goes_against_its_restoring(store: Store) -> None:
    account, _inbox = filled(store, 2)
    allowed(store, account)
    found = items(store, account)
    here = [one.message or MessageKey(0) for one in found]
    store.write_now(lambda tx: write_pop.prove(tx, [one.key for one in found], 7))
    store.write_now(lambda tx: local.move(tx, here, local.trash_of(tx, account)))
    wanted = [(one.key, "deleted-here") for one in found]
    store.write_now(lambda tx: write_pop.begin_removal(tx, account, wanted, 9))
    assert read_pop.marked_in_vain(store.reader, account) == 0
    store.write_now(lambda tx: local.restore(tx, here[:1]))
    store.write_now(lambda tx: local.erase(tx, here[1:], 9))
    assert read_pop.marked_in_vain(store.reader, account) == 1


def ledgered(store: Store, *rows: tuple[str, str, str, bytes]) -> None:
    def work(tx: Transaction) -> None:
        for address, sender, subject, uidl in rows:
            tx.insert(
                "INSERT INTO ledger (sent_ms, account_id, address, reason, uidl, occurrence,"
                " sha256, size_octets, proven_ms, subject, sender)"
                " VALUES (1, 7, ?, 'delete', ?, 0, x'00', 1, 1, ?, ?)",
                address,
                uidl,
                subject,
                sender,
            )

    store.write_now(work)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["d", "c", "b", "a"]),
        ("ROOF", ["c", "a"]),
        ("roof claire@", ["a"]),
        ("bob", ["d", "c"]),
        ("été", ["b", "a"]),
        ("ÉTÉ", ["b", "a"]),
        ("100%", ["d"]),
        ("10%0", []),
        ("x_1", ["b"]),
        ("back\\slash", ["d"]),
        ("'; --", []),
        ("roof " * 20, ["c", "a"]),
    ],
)
def test_words_narrow_the_ledger(store: Store, words: str, found: list[str]) -> None:
    ledgered(
        store,
        ("claire@x.org", "Zoé", "Roof this Été", b"a"),
        ("claire@x.org", "Zoé", "l’été, x_1", b"b"),
        ("bob@x.org", "Ann", "roofing", b"c"),
        ("bob@x.org", "Ann", "100% x1 back\\slash", b"\x00\xffd"),
    )
    page = read_pop.ledger(store.reader, words=words, limit=9)
    assert [one.uidl.decode("latin-1")[-1] for one in page] == found
    assert read_pop.ledger_count(store.reader, words) == len(found)
    if found:
        rest = read_pop.ledger(store.reader, words=words, before=page[0].key, limit=9)
        assert rest == page[1:]


def test_words_are_looked_for_in_the_uidl_too(store: Store) -> None:
    ledgered(store, ("a@b.c", "x", "y", b"UID0001"), ("a@b.c", "x", "y", b"UID0002"))
    assert [one.uidl for one in read_pop.ledger(store.reader, words="uid0001")] == [b"UID0001"]
