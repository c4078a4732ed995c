import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.base.errors import StoreMisuse
from facteur.mail.flags import Flags
from facteur.mail.keys import OperationKey
from facteur.store.changes import Changes
from facteur.store.read import messages as read_messages
from facteur.store.read import operations as read_operations
from facteur.store.write import flags, generation, messages, operations
from tests.store.builders import assert_sound, fill, header, key_of, with_inbox

SEEN, FLAGGED = Flags.SEEN, Flags.FLAGGED


@pytest.fixture
def inbox(store):
    account, key = with_inbox(store)
    fill(store, key, 1, 3)
    return account, key


def mark(store, keys, **what):
    store.write_now(lambda tx: operations.set_flags(tx, keys, created_ms=5, **what))


def shown(store, key):
    row = read_messages.row(store.reader, key)
    assert row is not None
    return row.flags, read_messages.keywords(store.reader, key), row.waiting


def queued(store):
    return [
        (one.uid, one.add_flags, one.remove_flags, one.state)
        for one in read_operations.waiting(store.reader)
    ]


def test_shown_at_once_and_queued_one_a_message(store, inbox):
    account, mailbox = inbox
    one, two = (key_of(store.reader, mailbox, uid) for uid in (1, 2))
    mark(store, [one, two], add=SEEN)
    assert shown(store, one) == (SEEN, (), 1)
    assert queued(store) == [(1, SEEN, 0, "queued"), (2, SEEN, 0, "queued")]
    waiting = read_operations.waiting(store.reader, account)
    assert waiting[0].uidvalidity == 7
    assert waiting[0].created_ms == 5


def test_what_holds_already_needs_no_operation(store, inbox):
    one = key_of(store.reader, inbox[1], 1)
    mark(store, [one], remove=SEEN)
    mark(store, [one], remove_keywords=("$Junk",))
    assert queued(store) == []


def test_a_queued_change_is_changed_and_taken_back(store, inbox):
    one = key_of(store.reader, inbox[1], 1)
    mark(store, [one], add=SEEN)
    mark(store, [one], add=FLAGGED, add_keywords=("$Later",))
    assert queued(store) == [(1, SEEN | FLAGGED, 0, "queued")]
    mark(store, [one], remove=SEEN | FLAGGED)
    assert queued(store) == [(1, 0, 0, "queued")]
    mark(store, [one], remove_keywords=("$Later",))
    assert queued(store) == []
    assert shown(store, one) == (0, (), 0)


def test_what_is_on_its_way_is_not_changed(store, inbox):
    account, mailbox = inbox
    one = key_of(store.reader, mailbox, 1)
    mark(store, [one], add=SEEN)
    [sent] = store.write_now(lambda tx: operations.take(tx, account, 10))
    assert (sent.state, sent.tries) == ("inflight", 1)
    mark(store, [one], remove=SEEN)
    assert queued(store) == [(1, SEEN, 0, "inflight"), (1, 0, SEEN, "queued")]
    assert shown(store, one) == (0, (), 2)
    assert store.write_now(lambda tx: operations.take(tx, account, 10)) == []
    store.write_now(lambda tx: operations.finish(tx, [sent.key]))
    assert shown(store, one) == (0, (), 1)
    [second] = store.write_now(lambda tx: operations.take(tx, account, 10, mailbox))
    store.write_now(lambda tx: operations.finish(tx, [second.key]))
    assert shown(store, one) == (0, (), 0)


def test_the_servers_word_lies_under_the_users_wish(store, inbox):
    _account, mailbox = inbox
    one = key_of(store.reader, mailbox, 1)
    mark(store, [one], add=FLAGGED, add_keywords=("mine",))
    server = [(1, SEEN, ("theirs",)), (2, SEEN, ())]
    store.write_now(lambda tx: flags.apply(tx, mailbox, server))
    assert shown(store, one) == (SEEN | FLAGGED, ("mine", "theirs"), 1)
    [waiting] = read_operations.waiting(store.reader)
    store.write_now(lambda tx: operations.discard(tx, waiting.key))
    assert shown(store, one) == (SEEN, ("theirs",), 0)


def test_refused_for_good_shows_the_server_and_keeps_the_words(store, inbox):
    account, mailbox = inbox
    one = key_of(store.reader, mailbox, 1)
    mark(store, [one], add=FLAGGED)
    [sent] = store.write_now(lambda tx: operations.take(tx, account, 10))
    store.write_now(lambda tx: operations.fail(tx, sent.key, "noperm", "Denied"))
    assert shown(store, one) == (0, (), 0)
    [failed] = read_operations.waiting(store.reader)
    assert (failed.state, failed.code, failed.server_text) == ("failed", "noperm", "Denied")
    assert read_operations.waiting_count(store.reader, account) == 0
    store.write_now(lambda tx: flags.apply(tx, mailbox, [(1, SEEN, ())]))
    store.write_now(lambda tx: operations.retry(tx, failed.key))
    assert shown(store, one) == (SEEN | FLAGGED, (), 1)
    store.write_now(lambda tx: operations.discard(tx, failed.key))
    assert shown(store, one) == (SEEN, (), 0)


def test_parked_stays_shown(store, inbox):
    account, mailbox = inbox
    one = key_of(store.reader, mailbox, 1)
    mark(store, [one], add=FLAGGED)
    [sent] = store.write_now(lambda tx: operations.take(tx, account, 10))
    store.write_now(lambda tx: operations.park(tx, sent.key, "quota", "Full"))
    assert shown(store, one) == (FLAGGED, (), 1)
    assert store.write_now(lambda tx: operations.take(tx, account, 10)) == []


def test_after_a_cut_everything_is_queued_again(store, inbox):
    account, mailbox = inbox
    keys = [key_of(store.reader, mailbox, uid) for uid in (1, 2, 3)]
    mark(store, keys, add=SEEN)
    sent = store.write_now(lambda tx: operations.take(tx, account, 2))
    store.write_now(lambda tx: operations.put_back(tx, [sent[0].key], code="inuse"))
    store.write_now(lambda tx: operations.release_inflight(tx, account))
    assert {one.state for one in read_operations.waiting(store.reader)} == {"queued"}
    again = store.write_now(lambda tx: operations.take(tx, account, 10))
    assert [one.tries for one in again] == [2, 2, 1]
    store.write_now(lambda tx: operations.finish(tx, [one.key for one in again]))
    assert queued(store) == []


def test_what_may_have_been_sent_is_taken_back_on_the_server_too(store, inbox):
    """A star was on its way when the engine was killed: to unstar is a change of its own."""
    account, mailbox = inbox
    one = key_of(store.reader, mailbox, 1)
    mark(store, [one], add=FLAGGED)
    store.write_now(lambda tx: operations.take(tx, account, 10))
    store.write_now(lambda tx: operations.release_inflight(tx, account))
    mark(store, [one], remove=FLAGGED)
    assert shown(store, one) == (0, (), 2)
    assert queued(store) == [(1, FLAGGED, 0, "queued"), (1, 0, FLAGGED, "queued")]
    for expected in ((FLAGGED, 0), (0, FLAGGED)):  # one after the other, in that order
        (taken,) = store.write_now(lambda tx: operations.take(tx, account, 10))
        assert (taken.add_flags, taken.remove_flags) == expected
        store.write_now(lambda tx, key=taken.key: operations.finish(tx, [key]))
    assert shown(store, one) == (0, (), 0)
    assert_sound(store.reader)


def test_add_and_remove_at_once_is_our_bug(store, inbox):
    with pytest.raises(StoreMisuse):
        mark(store, [key_of(store.reader, inbox[1], 1)], add=SEEN, remove=SEEN)


def test_a_message_that_has_gone_is_passed_over(store, inbox):
    mark(store, [999], add=SEEN)
    mark(store, [999], add_keywords=("x",))
    assert queued(store) == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["mark", "word", "server", "take", "finish", "fail", "discard"]),
            st.integers(0, 7),
            st.integers(0, 7),
        ),
        max_size=15,
    )
)
def test_shown_is_always_the_server_with_what_waits(store, steps):
    """A model of the server: what it has, and what it will have when all is carried out."""
    account, inbox = with_inbox(store)
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, [header(1)], 1, 1))
    key = key_of(store.reader, inbox, 1)
    server = Flags(0)
    inflight = []
    for what, first, second in steps:
        waiting = read_operations.waiting(store.reader, account)
        match what:
            case "mark":
                mark(store, [key], add=Flags(first & ~second), remove=Flags(second))
                expected = (Flags(first & ~second), Flags(second))
                flagged = shown(store, key)[0]
                assert flagged & expected[0] == expected[0]
                assert not flagged & expected[1]
            case "word":
                mark(store, [key], add_keywords=(f"k{first}",))
            case "server":
                server = Flags(first)
                store.write_now(lambda tx, s=server: flags.apply(tx, inbox, [(1, s, ())]))
            case "take":
                inflight += store.write_now(lambda tx: operations.take(tx, account, 5))
            case "finish":
                for one in inflight:
                    server = (server | one.add_flags) & ~one.remove_flags
                store.write_now(
                    lambda tx, i=[one.key for one in inflight]: operations.finish(tx, i)
                )
                inflight = []
            case "fail":
                for one in inflight:
                    store.write_now(lambda tx, k=one.key: operations.fail(tx, k, "no", ""))
                inflight = []
            case _:
                if waiting:
                    gone = waiting[-1].key
                    store.write_now(lambda tx, k=gone: operations.discard(tx, k))
                    inflight = [one for one in inflight if one.key != gone]
        assert_sound(store.reader)
        wished = server
        for one in read_operations.waiting(store.reader, account):
            if one.state != "failed":
                wished = (wished | one.add_flags) & ~one.remove_flags
        assert shown(store, key)[0] == wished


def test_an_orphan_is_marked_and_not_counted(store, inbox):
    """What the server does not number any more is in no count; its mark is queued all the same."""
    _account, mailbox = inbox
    key = key_of(store.reader, mailbox, 2)
    store.write_now(lambda tx: generation.new_generation(tx, mailbox, 8))
    mark(store, [key], add=SEEN)
    assert shown(store, key) == (SEEN, (), 1)
    assert queued(store) == [(0, SEEN, 0, "queued")]
    assert_sound(store.reader)


def test_an_operation_that_is_gone_changes_nothing(store, inbox):
    seen: list[Changes] = []
    store.on_changes = seen.append
    for change in (
        lambda tx: operations.fail(tx, OperationKey(99), "no", ""),
        lambda tx: operations.park(tx, OperationKey(99), "no", ""),
        lambda tx: operations.retry(tx, OperationKey(99)),
        lambda tx: operations.discard(tx, OperationKey(99)),
    ):
        store.write_now(change)
    assert seen == []
