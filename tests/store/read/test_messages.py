import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.mail.flags import Flags
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.store.read import messages
from facteur.store.rows import Body, Card
from facteur.store.write import bodies
from facteur.store.write import messages as write
from tests.store.builders import (
    EVERYTHING,
    NEWEST_FIRST,
    fill,
    header,
    key_of,
    keys,
    skeleton,
    with_inbox,
)

ORDERS = [
    ListOrder(column=column, descending=descending)
    for column in Column
    for descending in (True, False)
]


def insert(store, inbox, rows):
    store.write_now(lambda tx: write.insert_headers(tx, inbox, rows, 1, None))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.text("aBÉz Re:", max_size=4), st.integers(0, 2), st.booleans()
        ),
        max_size=12,
    ),
    st.sampled_from(ORDERS),
    st.integers(1, 5),
)
def test_pages_follow_one_another_in_the_order_that_python_sees(store, rows, order, size):
    _account, inbox = with_inbox(store)
    for uid, (date, text, octets, bare) in enumerate(rows, start=1):
        if bare:
            row = skeleton(uid)._replace(received_ms=date)
            store.write_now(lambda tx, r=row: write.insert_skeleton(tx, inbox, [r], 1, 1))
        else:
            changed = {"received_ms": date, "subject": text, "sender_name": text}
            insert(store, inbox, [header(uid, size_octets=octets, **changed)])
    whole = [
        key for chunk in messages.all_keys(store.reader, inbox, order, EVERYTHING) for key in chunk
    ]
    paged, after = [], None
    while page := messages.keys(store.reader, inbox, order, EVERYTHING, after=after, limit=size):
        paged += page
        after = (messages.sort_values(store.reader, [page[-1]], order)[page[-1]], page[-1])
    assert paged == whole
    values = messages.sort_values(store.reader, whole, order)
    newest_first = sorted(whole, reverse=True)
    assert whole == sorted(newest_first, key=values.__getitem__, reverse=order.descending) or (
        order.descending
        and whole == sorted(whole, key=lambda key: (values[key], key), reverse=True)
    )


def test_filters_narrow_rows_and_counts_alike(store):
    _account, inbox = with_inbox(store)
    insert(
        store,
        inbox,
        [
            header(1),
            header(2, Flags.SEEN),
            header(3, Flags.FLAGGED),
            header(4, 1, has_attachment=1),
        ],
    )
    for narrowed, uids in (
        (ListFilter(unread=True), [3, 1]),
        (ListFilter(starred=True), [3]),
        (ListFilter(with_attachment=True), [4]),
        (ListFilter(unread=True, with_attachment=True), []),
        (EVERYTHING, [4, 3, 2, 1]),
    ):
        found = messages.keys(store.reader, inbox, NEWEST_FIRST, narrowed, limit=9)
        assert list(found) == [key_of(store.reader, inbox, uid) for uid in uids]
        assert messages.count(store.reader, inbox, narrowed) == len(uids)
        everything = keys(store.reader, inbox)
        assert messages.matching(store.reader, [*everything, 99], narrowed) == set(found)


def test_rows_of_any_kind(store):
    _account, inbox = with_inbox(store)
    store.write_now(lambda tx: write.insert_skeleton(tx, inbox, [skeleton(1, 5)], 1, 1))
    bare = messages.row(store.reader, key_of(store.reader, inbox, 1))
    assert bare is not None
    assert (bare.uid, bare.flags, bare.received_ms, bare.here) == (1, 5, 1000, False)
    insert(store, inbox, [header(2, sent_ms=-5, recipients="R")])
    key = key_of(store.reader, inbox, 2)
    row = messages.rows(store.reader, [key, 999])[key]
    assert row.here
    assert row.mailbox == inbox
    assert (row.sent_ms, row.recipients, row.message_id) == (-5, "R", "m2@example.org")
    assert not row.body_here
    assert messages.row(store.reader, 999) is None
    assert messages.rows(store.reader, []) == {}


def test_boundaries_of_date_groups(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 10)
    assert messages.boundaries(store.reader, inbox, [99_000, 8000, 8000, 3500, 0]) == [
        0,
        3,
        3,
        7,
        10,
    ]
    assert messages.boundaries(store.reader, inbox, []) == []


def test_what_the_backfill_asks(store):
    _account, inbox = with_inbox(store)
    rows = [skeleton(uid) for uid in (1, 3, 5, 7)]
    store.write_now(lambda tx: write.insert_skeleton(tx, inbox, rows, 1, 7))
    fill(store, inbox, 5, 5)
    assert messages.uids_missing_headers(store.reader, inbox, 1, 9) == [7, 3, 1]
    assert messages.uids_missing_headers(store.reader, inbox, 1, 9, 1) == [7]
    assert list(messages.uids(store.reader, inbox, 2, 6)) == [3, 5]
    assert messages.highest_uid(store.reader, inbox) == 7
    assert messages.newest_uids(store.reader, inbox, 2) == [7, 5]
    assert messages.identities(store.reader, inbox, [5, 7]) == {5: ("m5@example.org", 1005)}
    seven, five = key_of(store.reader, inbox, 7), key_of(store.reader, inbox, 5)
    assert messages.keys_missing_headers(store.reader, [seven, five]) == [(inbox, 7)]
    assert messages.uid_of(store.reader, seven) == (inbox, 7)
    assert messages.uid_of(store.reader, 999) is None
    assert messages.keys_by_uid(store.reader, inbox, [2]) == {}


def test_texts_that_are_wanted_newest_first(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 4)
    key = key_of(store.reader, inbox, 3)
    body = Body(
        message=key, html="", text="t", is_html=False, sets_colours=False, card=Card(),
        remote=(), defects=(), cut=False,
    )  # fmt: skip
    store.write_now(
        lambda tx: bodies.store(
            tx, body, [], version=1, snippet="", has_attachment=False, stored_ms=1
        )
    )
    wanted = messages.texts_wanted(store.reader, inbox, 2000, 9)
    assert [(uid, size) for _key, uid, size in wanted] == [(4, 1004), (2, 1002)]
    row = messages.row(store.reader, key)
    assert row is not None
    assert row.body_here


@pytest.mark.slow
def test_many_rows_are_sorted_by_anything(store):
    _account, inbox = with_inbox(store)
    for low in range(1, 20_000, 2000):
        fill(store, inbox, low, low + 1999)
    for order in ORDERS:
        chunks = list(messages.all_keys(store.reader, inbox, order, EVERYTHING))
        assert sum(map(len, chunks)) == 20_000
