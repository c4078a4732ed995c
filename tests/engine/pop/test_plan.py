"""Every state and rule of the plan, as tables of what is listed and what is known."""

from dataclasses import replace

import pytest

from facteur.engine.pop.plan import (
    BRAKE_ABSENT,
    DAY_MS,
    RECHECKED_AT_ONCE,
    Plan,
    Situation,
    due,
    match_renamed,
    plan,
    same_size,
)
from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.keys import MessageKey
from facteur.pop.maildrop import Item
from facteur.store.rows import PopItem
from facteur.store.write.pop import BROKEN

NOW = 1_800_000_000_000
DELETE = PopRules(after_download=AfterDownload.DELETE)
KEEP = PopRules(after_download=AfterDownload.KEEP)
LEAVE = PopRules(after_download=AfterDownload.LEAVE, leave_days=14)
NOW_IS = Situation(now_ms=NOW, session=7)
DOUBTED = replace(NOW_IS, clock_believed=False)


def listed(number: int, uidl: bytes = b"", size: int = 1000, occurrence: int = 0) -> Item:
    return Item(number=number, uidl=uidl or b"u%d" % number, occurrence=occurrence, size=size)


def known(key: int, state: str = "stored", **changed: object) -> PopItem:
    item = PopItem(
        key=key,
        uidl=b"u%d" % key,
        occurrence=0,
        state=state,
        message=MessageKey(key),
        sha256=b"%032d" % key,
        size_octets=1000,
        listed_octets=1000,
        header_message_id=f"m{key}@x",
        stored_ms=NOW - 20 * DAY_MS,
        stored_session=3,
        proven_ms=NOW - 19 * DAY_MS,
        kept=0,
        deleted_ms=0,
        absent=0,
        tries=0,
        in_trash=0,
    )
    return item._replace(**changed)


def fetched(made: Plan) -> list[int]:
    return [one.listed.number for one in made.fetch]


def removed(made: Plan) -> list[tuple[int, str]]:
    return [(one.number, one.reason) for one in made.remove]


# What is fetched


def test_what_is_unknown_is_fetched_oldest_first() -> None:
    made = plan([listed(1), listed(2), listed(3)], [known(2)], KEEP, NOW_IS)
    assert fetched(made) == [1, 3]
    assert all(one.whole and not one.key for one in made.fetch)


@pytest.mark.parametrize("state", ["stub", "stored", "dele_sent", "quit_ok", "gone", "skipped"])
def test_what_is_known_is_not_fetched_again(state: str) -> None:
    assert fetched(plan([listed(1)], [known(1, state)], KEEP, NOW_IS)) == []


@pytest.mark.parametrize(("tries", "again"), [(0, True), (2, True), (3, False), (9, False)])
def test_a_refused_one_is_tried_three_times(tries: int, again: bool) -> None:
    item = known(1, "refused", tries=tries, sha256=None)
    assert bool(plan([listed(1)], [item], KEEP, NOW_IS).fetch) is again


def test_what_failed_before_comes_last_and_each_in_its_turn() -> None:
    items = [known(key, "refused", sha256=None) for key in (1, 2, 3)]
    listing = [listed(number) for number in (1, 2, 3, 4)]
    orders = [
        fetched(plan(listing, items, KEEP, replace(NOW_IS, session=session)))
        for session in (6, 7, 8)
    ]
    assert orders == [[4, 1, 2, 3], [4, 2, 3, 1], [4, 3, 1, 2]]


def test_a_broken_copy_is_fetched_again_and_not_removed() -> None:
    made = plan([listed(1)], [known(1, proven_ms=BROKEN)], DELETE, NOW_IS)
    assert [(one.key, one.whole) for one in made.fetch] == [(1, True)]
    assert made.remove == []


def test_of_large_ones_only_the_header_is_fetched() -> None:
    rules = PopRules(headers_over_octets=1000)
    made = plan([listed(1, size=1000), listed(2, size=1001)], [], rules, NOW_IS)
    assert [one.whole for one in made.fetch] == [True, False]


# What is removed


def test_delete_removes_what_is_proven() -> None:
    items = [known(1), known(2, proven_ms=0), known(3, kept=1), known(4, "stub", proven_ms=0)]
    made = plan([listed(number) for number in (1, 2, 3, 4)], items, DELETE, NOW_IS)
    assert removed(made) == [(1, "delete")]


def test_keep_removes_nothing() -> None:
    assert removed(plan([listed(1)], [known(1)], KEEP, NOW_IS)) == []


@pytest.mark.parametrize(
    ("stored_ms", "stored_session", "reason"),
    [
        (NOW - 14 * DAY_MS, 6, "days"),
        (NOW - 14 * DAY_MS + 1, 6, None),
        (NOW - 14 * DAY_MS, 7, None),  # a session must lie between
        (NOW + 3650 * DAY_MS, 6, None),  # stored by a clock of the future
        (0, 6, "days"),
    ],
)
def test_days_count_from_when_it_was_stored_here(
    stored_ms: int, stored_session: int, reason: str | None
) -> None:
    item = known(1, stored_ms=stored_ms, stored_session=stored_session)
    assert due(item, LEAVE, NOW_IS) == reason


def test_a_doubted_clock_removes_nothing_of_before() -> None:
    for rules in (DELETE, LEAVE, replace(KEEP, follow_deletion=True)):
        item = known(1, in_trash=1)
        assert due(item, rules, NOW_IS) is not None
        assert due(item, rules, DOUBTED) is None
    assert due(known(1, stored_session=7), DELETE, DOUBTED) == "delete"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"in_trash": 1}, "deleted-here"),
        ({"deleted_ms": 5, "message": None}, "deleted-here"),
        ({}, None),
        ({"in_trash": 1, "kept": 1}, None),
        ({"in_trash": 1, "proven_ms": 0}, None),
    ],
)
def test_following_deletion_goes_by_the_trash(
    changed: dict[str, object], reason: str | None
) -> None:
    rules = replace(KEEP, follow_deletion=True)
    assert due(known(1, **changed), rules, NOW_IS) == reason
    assert due(known(1, **changed), KEEP, NOW_IS) is None


# What a listing says of removals


def test_a_removal_that_was_cut_off_is_done_again() -> None:
    made = plan([listed(1)], [known(1, "dele_sent")], DELETE, NOW_IS)
    assert made.undone == [1]
    assert removed(made) == [(1, "delete")]
    assert made.stayed == []


def test_what_is_listed_no_more_is_gone() -> None:
    items = [known(1, "dele_sent"), known(2, "quit_ok"), known(3, "gone"), known(4)]
    made = plan([], items, DELETE, NOW_IS)
    assert made.gone == [1, 2]
    assert made.absent == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("tries", "again", "told"), [(0, True, 0), (1, True, 0), (2, False, 1), (8, False, 1)]
)
def test_what_the_server_keeps_is_asked_for_three_times(tries: int, again: bool, told: int) -> None:
    item = known(1, "quit_ok", tries=tries)
    confirmed = replace(NOW_IS, confirmed=frozenset({1}))
    made = plan([listed(1)], [item], DELETE, confirmed)
    assert made.stayed == [1]
    assert bool(made.remove) is again
    assert made.kept_deleted == told
    assert made.fetch == []


@pytest.mark.parametrize("state", ["stored", "dele_sent"])
@pytest.mark.parametrize(("tries", "again"), [(0, True), (2, True), (3, False), (8, False)])
def test_what_the_server_refuses_to_remove_is_asked_for_three_times(
    tries: int, again: bool, state: str
) -> None:
    item = known(1, state, tries=tries)
    made = plan([listed(1)], [item], DELETE, NOW_IS)
    assert bool(made.remove) is again
    assert made.kept_deleted == (not again)
    assert plan([listed(1)], [item], KEEP, NOW_IS).kept_deleted == 0


@pytest.mark.parametrize(
    "item",
    [
        known(1, "quit_ok"),
        known(1, "gone", absent=2),
        known(1, absent=1),
    ],
)
def test_a_uidl_that_may_be_used_anew_removes_nothing_by_itself(item: PopItem) -> None:
    made = plan([listed(1)], [item], DELETE, NOW_IS)
    assert made.remove == []
    assert [one.key for _listed, one in made.recheck] == [1]
    assert removed(plan([listed(1)], [item], DELETE, replace(NOW_IS, confirmed=frozenset({1}))))


def test_a_place_in_the_list_removes_nothing_by_itself() -> None:
    """Servers that give numbers for UIDLs: another client deletes the first, and all move up."""
    made = plan([listed(1, b"1"), listed(2, b"2")], [known(2, uidl=b"2")], DELETE, NOW_IS)
    assert removed(made) == []
    assert [item.key for _listed, item in made.recheck] == [2]
    sure = replace(NOW_IS, confirmed=frozenset({2}))
    made = plan([listed(1, b"1"), listed(2, b"2")], [known(2, uidl=b"2")], DELETE, sure)
    assert removed(made) == [(2, "delete")]


def test_a_uidl_whose_size_moved_is_looked_at_first() -> None:
    items = [known(1), known(2)]
    made = plan([listed(1, size=1023), listed(2, size=1022)], items, DELETE, NOW_IS)
    assert removed(made) == [(2, "delete")]
    assert [one.key for _listed, one in made.recheck] == [1]
    assert made.fetch == []


def test_sizes_may_be_counted_in_more_than_one_way() -> None:
    assert same_size(21, 23)
    assert same_size(100_000, 102_000)
    assert not same_size(100_000, 103_000)
    assert not same_size(10, 13)


def test_what_returns_is_looked_at_before_it_counts_as_back() -> None:
    items = [known(1, absent=4), known(2, "stub", absent=1, sha256=None)]
    listing = [listed(1), listed(2)]
    made = plan(listing, items, KEEP, NOW_IS)
    assert made.returned == [2]
    assert [one.key for _listed, one in made.recheck] == [1]
    made = plan(listing, items, KEEP, replace(NOW_IS, confirmed=frozenset({1})))
    assert made.returned == [1, 2]


def test_so_many_are_looked_at_in_one_session() -> None:
    count = RECHECKED_AT_ONCE + 50
    items = [known(key, absent=1) for key in range(1, count + 1)]
    made = plan([listed(number) for number in range(1, count + 1)], items, DELETE, NOW_IS)
    assert len(made.recheck) == RECHECKED_AT_ONCE
    assert made.fetch == made.remove == []


# Equal UIDLs


def test_of_equal_uidls_none_goes_before_all_are_here() -> None:
    listing = [listed(1, b"u1"), listed(2, b"u1", occurrence=1), listed(3)]
    items = [known(1), known(3)]
    made = plan(listing, items, DELETE, NOW_IS)
    assert made.grouped == {b"u1"}
    assert fetched(made) == [2]
    assert removed(made) == [(3, "delete")]
    items.append(known(4, uidl=b"u1", occurrence=1, proven_ms=0))
    assert removed(plan(listing, items, DELETE, NOW_IS)) == [(3, "delete")]
    items[-1] = items[-1]._replace(proven_ms=5)
    assert len(removed(plan(listing, items, DELETE, NOW_IS))) == 3


def test_the_last_of_equal_uidls_may_be_any_of_them() -> None:
    items = [known(1), known(4, "refused", uidl=b"u1", occurrence=1, sha256=None, proven_ms=0)]
    made = plan([listed(1, b"u1")], items, DELETE, NOW_IS)
    assert made.remove == []
    assert [one.key for _listed, one in made.recheck] == [1]


# Everything renamed


def test_the_brake_is_on_when_nearly_all_are_new() -> None:
    count = BRAKE_ABSENT + 1
    items = [known(key) for key in range(1, count + 1)]
    new = [listed(number, b"new%d" % number) for number in range(1, count + 1)]
    assert plan(new, items, KEEP, NOW_IS).renamed
    assert not plan(new[:-9], items, KEEP, NOW_IS).renamed  # most of them are just gone
    assert not plan(new[1:], items[1:], KEEP, NOW_IS).renamed  # too few to be sure
    assert not plan([], items, KEEP, NOW_IS).renamed
    twice = [one._replace(absent=1) for one in items]
    assert not plan(new, twice, KEEP, NOW_IS).renamed
    gone = [one._replace(state="gone") for one in items]
    assert not plan(new, gone, KEEP, NOW_IS).renamed
    removed = [one._replace(state="quit_ok") for one in items]  # in the session before
    assert not plan(new, removed, KEEP, NOW_IS).renamed


def test_a_short_listing_forgets_nothing() -> None:
    items = [known(key) for key in range(1, 51)]
    made = plan([listed(1)], items, KEEP, NOW_IS)
    assert len(made.absent) == 49
    assert made.gone == []
    assert len(made.missing_content) == 49


def test_renamed_ones_are_matched_by_message_id_and_size() -> None:
    missing = [known(1), known(2), known(3), known(4), known(5, header_message_id="")]
    missing[3] = missing[3]._replace(header_message_id="m3@x")  # two have the same
    found = [
        (listed(11), "m1@x"),
        (listed(12, size=2000), "m2@x"),
        (listed(13), "m3@x"),
        (listed(14), ""),
        (listed(15), "unknown@x"),
    ]
    assert match_renamed(missing, found) == {1: found[0][0]}


def test_two_new_ones_with_one_message_id_are_not_matched() -> None:
    found = [(listed(11), "m1@x"), (listed(12), "m1@x")]
    assert match_renamed([known(1)], found) == {}
