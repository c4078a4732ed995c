from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.mail.flags import Flags
from facteur.mail.keys import MessageKey
from facteur.mail.message import ListFilter
from facteur.store.changes import Changes
from facteur.store.read import coverage, search
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.read.coverage import Layer
from facteur.store.write import messages, operations
from tests.store.builders import assert_sound, fill, header, key_of, keys, skeleton, with_inbox


def test_first_screen_comes_before_the_skeleton(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 8, 10)
    rows = [skeleton(uid, uid % 2) for uid in range(1, 11)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 1, 10))
    state = read_mailboxes.sync_state(store.reader, inbox)
    assert (state.messages, state.without_headers) == (10, 7)
    assert coverage.intervals(store.reader, inbox, Layer.SKELETON) == [(1, 10)]
    assert coverage.intervals(store.reader, inbox, Layer.HEADERS) == [(8, 10)]
    row = read_messages.row(store.reader, key_of(store.reader, inbox, 9))
    assert row is not None
    assert row.here
    assert row.flags == Flags.SEEN
    assert row.subject == "Subject 9"
    fill(store, inbox, 1, 10)
    assert read_mailboxes.sync_state(store.reader, inbox).without_headers == 0
    assert len(search.search(store.reader, "subject")) == 10


def test_doing_it_again_changes_nothing(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 5)
    seen: list[Changes] = []
    store.on_changes = seen.append
    fill(store, inbox, 1, 5)
    rows = [skeleton(uid) for uid in range(1, 6)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 1, 5))
    assert [one.messages for one in seen if one.messages] == []
    assert len(search.search(store.reader, "subject")) == 5


def test_a_server_that_changes_what_never_changes_is_not_believed(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 1)
    liar = [header(1, subject="Another", received_ms=5, size_octets=1)]
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, liar, 1, None))
    row = read_messages.row(store.reader, key_of(store.reader, inbox, 1))
    assert row is not None
    assert (row.subject, row.received_ms, row.size_octets) == ("Subject 1", 1000, 1001)
    assert search.search(store.reader, "another") == []


def test_one_uid_twice_in_a_batch_counts_once(store):
    _account, inbox = with_inbox(store)
    rows = [skeleton(1), skeleton(1, 1), skeleton(2)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 1, 2))
    twice = [header(2), header(2), header(3)]
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, twice, 1, None))
    assert read_mailboxes.sync_state(store.reader, inbox).messages == 3


def test_text_that_is_no_text_is_mended(store):
    _account, inbox = with_inbox(store)
    odd = [header(1, subject="a\ud800b\0c", sender_name="\udfff")]
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, odd, 1, 1))
    row = read_messages.row(store.reader, key_of(store.reader, inbox, 1))
    assert row is not None
    assert row.subject == "a?b\0c"


def test_skeleton_without_dates_gets_them_with_the_headers(store):
    _account, inbox = with_inbox(store)
    rows = [skeleton(1)._replace(received_ms=0)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 1, 1))
    store.write_now(
        lambda tx: messages.insert_headers(tx, inbox, [header(1, has_attachment=1)], 1, 1)
    )
    row = read_messages.row(store.reader, key_of(store.reader, inbox, 1))
    assert row is not None
    assert row.received_ms == 1000
    assert row.has_attachment


def test_headers_the_server_does_not_have(store):
    _account, inbox = with_inbox(store)
    rows = [skeleton(uid) for uid in (1, 2)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 1, 2))
    store.write_now(lambda tx: messages.mark_without_headers(tx, inbox, [1, 99]))
    assert read_messages.uids_missing_headers(store.reader, inbox, 1, 2) == [2]
    fill(store, inbox, 1, 2)
    assert read_messages.uids_missing_headers(store.reader, inbox, 1, 2) == []


def test_remove_takes_everything_of_a_message(store):
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 4)
    first = key_of(store.reader, inbox, 1)
    store.write_now(lambda tx: operations.set_flags(tx, [first], add=Flags.FLAGGED, created_ms=1))
    seen: list[Changes] = []
    store.on_changes = seen.append
    assert store.write_now(lambda tx: messages.remove(tx, inbox, [1, 3, 77])) == 2
    assert seen[0].messages[inbox].removed == {first, first + 2}
    assert seen[0].operations == {account}
    assert search.search(store.reader, "subject") == keys(store.reader, inbox)
    assert store.write_now(lambda tx: messages.remove(tx, inbox, [77])) == 0


def test_keys_are_never_used_again(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 2)
    old = keys(store.reader, inbox)
    store.write_now(lambda tx: messages.remove(tx, inbox, [1, 2]))
    fill(store, inbox, 1, 2)
    assert not set(old) & set(keys(store.reader, inbox))


def test_a_snippet_changes_the_row(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 1)
    key = key_of(store.reader, inbox, 1)
    seen: list[Changes] = []
    store.on_changes = seen.append
    store.write_now(lambda tx: messages.set_snippet(tx, key, "Dear"))
    row = read_messages.row(store.reader, key)
    assert row is not None
    assert row.snippet == "Dear"
    assert seen[0].messages[inbox].changed == {key}


def test_many_rows_are_not_listed(store):
    _account, inbox = with_inbox(store)
    seen: list[Changes] = []
    store.on_changes = seen.append
    fill(store, inbox, 1, 300)
    assert seen[0].messages[inbox].many
    assert not seen[0].messages[inbox].added


_UIDS = st.integers(1, 12)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("skeleton"), _UIDS, _UIDS, st.integers(0, 31)),
        st.tuples(st.just("headers"), _UIDS, _UIDS, st.integers(0, 31)),
        st.tuples(st.just("remove"), _UIDS, _UIDS, st.just(0)),
        st.tuples(st.just("bare"), _UIDS, _UIDS, st.just(0)),
        st.tuples(st.just("mark"), _UIDS, _UIDS, st.integers(0, 31)),
    ),
    max_size=12,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=_STEPS)
def test_counts_are_exact_whatever_happens(store, steps):
    _account, inbox = with_inbox(store)
    for what, one, other, flags in steps:
        low, high = sorted((one, other))
        uids = range(low, high + 1)
        match what:
            case "skeleton":
                rows = [skeleton(uid, flags) for uid in uids]
                store.write_now(
                    lambda tx, r=rows, a=low, b=high: messages.insert_skeleton(tx, inbox, r, a, b)
                )
            case "headers":
                fill(store, inbox, low, high, flags)
            case "remove":
                store.write_now(lambda tx, u=uids: messages.remove(tx, inbox, u))
            case "bare":
                store.write_now(lambda tx, u=uids: messages.mark_without_headers(tx, inbox, u))
            case _:
                found = list(read_messages.keys_by_uid(store.reader, inbox, list(uids)).values())
                add = Flags(flags)
                store.write_now(
                    lambda tx, k=found, f=add: operations.set_flags(
                        tx, k, add=f, remove=~f & Flags(31), created_ms=1
                    )
                )
    assert_sound(store.reader)
    unread = read_messages.count(store.reader, inbox, ListFilter(unread=True))
    shown = read_messages.rows(store.reader, keys(store.reader, inbox)).values()
    assert unread == sum(Flags.SEEN not in row.flags for row in shown)


def test_an_interval_without_a_message_is_covered(store):
    _account, inbox = with_inbox(store)
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, [], 3, 9))
    assert coverage.intervals(store.reader, inbox, Layer.SKELETON) == [(3, 9)]
    assert keys(store.reader, inbox) == []


def test_of_a_message_that_is_gone_nothing_is_told(store):
    seen: list[Changes] = []
    store.on_changes = seen.append
    store.write_now(lambda tx: messages.set_snippet(tx, MessageKey(99), "words"))
    assert seen == []
