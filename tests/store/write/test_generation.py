import pytest

from facteur.mail.flags import Flags
from facteur.store.read import bodies as read_bodies
from facteur.store.read import messages as read
from facteur.store.read import operations as read_operations
from facteur.store.read import search
from facteur.store.read.mailboxes import sync_state
from facteur.store.rows import Body, Card, Part
from facteur.store.write import bodies, generation, messages, operations
from tests.store.builders import fill, header, key_of, keys, skeleton, with_inbox


@pytest.fixture
def opened(store):
    """An inbox of three, the first opened and starred but not yet sent, then renumbered."""
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 3)
    key = key_of(store.reader, inbox, 1)
    body = Body(
        message=key, html="", text="unique words", is_html=False, sets_colours=False, card=Card(),
        remote=(), defects=(), cut=False,
    )  # fmt: skip
    part = Part(
        message=key, section="1", position=0, content_type="text/plain", encoding="7bit", name="",
        safe_name="", size_octets=5, shown=True, content_id="", sha256=bytes(32),
    )  # fmt: skip
    store.write_now(
        lambda tx: bodies.store(
            tx, body, [part], version=1, snippet="unique", has_attachment=True, stored_ms=1
        )
    )
    store.write_now(lambda tx: operations.set_flags(tx, [key], add=Flags.FLAGGED, created_ms=1))
    store.write_now(lambda tx: operations.take(tx, account, 9))
    return account, inbox, key


def test_orphans_stay_readable_and_uncounted(store, opened):
    account, inbox, key = opened
    store.write_now(lambda tx: generation.new_generation(tx, inbox, 8))
    state = sync_state(store.reader, inbox)
    assert (state.uidvalidity, state.messages, state.highestmodseq) == (8, 0, 0)
    assert len(keys(store.reader, inbox)) == 3
    assert read_bodies.body(store.reader, key) is not None
    assert store.write_now(lambda tx: generation.orphans(tx, inbox)) == 3
    assert store.write_now(lambda tx: operations.take(tx, account, 9)) == []
    store.write_now(lambda tx: operations.set_flags(tx, [key], add=Flags.SEEN, created_ms=2))
    row = read.row(store.reader, key)
    assert row is not None
    assert (row.uid, row.waiting) == (0, 2)  # the star may have been sent: a change of its own
    while store.write_now(lambda tx: generation.drop_orphans(tx, inbox, 2)):
        pass


@pytest.mark.parametrize("skeleton_first", [True, False])
def test_a_match_takes_over_what_is_only_here(store, opened, skeleton_first):
    account, inbox, old = opened
    store.write_now(lambda tx: generation.new_generation(tx, inbox, 8))
    if skeleton_first:
        rows = [skeleton(uid) for uid in (11, 12, 13)]
        store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 11, 13))
    again = [header(uid)._replace(uid=uid + 10) for uid in (1, 2)]
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, again, 11, 12))
    new = key_of(store.reader, inbox, 11)
    assert read.row(store.reader, old) is None
    row = read.row(store.reader, new)
    assert row is not None
    assert (row.snippet, row.body_here, row.waiting) == ("unique", True, 1)
    assert row.flags == Flags.FLAGGED
    assert row.has_attachment
    assert [part.sha256 for part in read_bodies.parts(store.reader, new)] == [bytes(32)]
    assert search.search(store.reader, "unique") == [new]
    [sent] = store.write_now(lambda tx: operations.take(tx, account, 9))
    assert (sent.uid, sent.uidvalidity, sent.message) == (11, 8, new)
    assert store.write_now(lambda tx: generation.orphans(tx, inbox)) == 1
    assert store.write_now(lambda tx: generation.drop_orphans(tx, inbox)) == 1
    assert store.write_now(lambda tx: generation.drop_orphans(tx, inbox)) == 0


def test_what_matches_twice_is_not_matched(store, opened):
    account, inbox, old = opened
    store.write_now(lambda tx: generation.new_generation(tx, inbox, 8))
    twins = [header(1)._replace(uid=uid) for uid in (11, 12)]
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, twins, 11, 12))
    assert read.row(store.reader, old) is not None
    while store.write_now(lambda tx: generation.drop_orphans(tx, inbox)):
        pass
    [parked] = read_operations.waiting(store.reader, account)
    assert (parked.state, parked.code, parked.message) == ("parked", "renumbered", None)
    store.write_now(lambda tx: operations.discard(tx, parked.key))
    assert read_operations.waiting(store.reader, account) == []


def test_twice_renumbered(store, opened):
    _account, inbox, _old = opened
    for uidvalidity in (8, 9):
        store.write_now(lambda tx, u=uidvalidity: generation.new_generation(tx, inbox, u))
        fill(store, inbox, 1, 3)
        assert store.write_now(lambda tx: generation.orphans(tx, inbox)) == 0
    assert len(search.search(store.reader, "unique")) == 1


def test_renumbered_in_name_only(store, opened):
    account, inbox, key = opened
    store.write_now(lambda tx: generation.renumber_same(tx, inbox, 8))
    state = sync_state(store.reader, inbox)
    assert (state.uidvalidity, state.messages, state.highestmodseq) == (8, 3, 0)
    store.write_now(lambda tx: operations.release_inflight(tx, account))
    [sent] = store.write_now(lambda tx: operations.take(tx, account, 9))
    assert (sent.uidvalidity, sent.message) == (8, key)


def test_matched_batch_by_batch(store, opened):
    """The orphans are listed once for all batches, also for those that came after a pause."""
    _account, inbox, _old = opened
    store.write_now(lambda tx: generation.new_generation(tx, inbox, 8))
    for uid, left in ((1, 2), (3, 1), (2, 0)):
        one = [header(uid)._replace(uid=uid + 10)]
        store.write_now(
            lambda tx, o=one, u=uid: messages.insert_headers(tx, inbox, o, u + 10, u + 10)
        )
        assert store.write_now(lambda tx: generation.orphans(tx, inbox)) == left
    assert len(keys(store.reader, inbox)) == 3
