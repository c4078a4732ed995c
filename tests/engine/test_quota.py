"""Limits as servers tell them, nonsense among them; and when a threshold counts as passed."""

import pytest

from facteur.engine.quota import MOST_OCTETS, level_after, space_of, tightest
from facteur.mail.space import Space

KIB = 1024


def told(text: str) -> Space | None:
    return space_of([word.encode() for word in text.split()])


def space(percent: int) -> Space:
    return Space(used_octets=percent, limit_octets=100)


@pytest.mark.parametrize(
    ("text", "used", "limit"),
    [
        ("STORAGE 10 512", 10 * KIB, 512 * KIB),
        ("storage 10 512", 10 * KIB, 512 * KIB),
        ("MESSAGE 20 100 STORAGE 10 512", 10 * KIB, 512 * KIB),
        ("STORAGE 1 100 STORAGE 90 100", 90 * KIB, 100 * KIB),
        ("STORAGE 600 512", 600 * KIB, 512 * KIB),  # a limit that was lowered
        (f"STORAGE 0 {MOST_OCTETS // KIB}", 0, MOST_OCTETS),
    ],
)
def test_limits(text: str, used: int, limit: int):
    assert told(text) == Space(used_octets=used, limit_octets=limit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "STORAGE",
        "STORAGE 10",
        "MESSAGE 10 100",
        "STORAGE 10 0",
        "STORAGE -5 512",
        "STORAGE 5 -512",
        "STORAGE 5 nan",
        "STORAGE 5 9223372036854775807",
        "STORAGE 5 9223372036854775808",
        "STORAGE 18446744073709551615 512",
        f"STORAGE 5 {MOST_OCTETS // KIB + 1}",
        f"STORAGE {MOST_OCTETS // KIB + 1} 512",
    ],
)
def test_what_cannot_be_a_limit_is_none(text: str):
    assert told(text) is None


def test_a_list_where_a_word_belongs_is_none():
    assert space_of([[b"STORAGE"], b"10", b"512"]) is None
    assert space_of([b"STORAGE", [b"10"], b"512"]) is None


def test_of_several_the_one_that_is_full_first():
    roomy, small = (
        Space(used_octets=50, limit_octets=500),
        Space(used_octets=1, limit_octets=100),
    )
    assert tightest([roomy, small]) == small
    assert tightest([]) is None


@pytest.mark.parametrize(
    ("before", "percent", "after"),
    [
        (0, 79, 0),
        (0, 80, 80),
        (0, 95, 95),
        (0, 130, 95),
        (80, 79, 80),
        (80, 78, 80),
        (80, 77, 0),
        (80, 94, 80),
        (80, 95, 95),
        (95, 94, 95),
        (95, 93, 95),
        (95, 92, 80),
        (95, 78, 80),
        (95, 10, 0),
    ],
)
def test_a_threshold_counts_until_there_is_room_again(before: int, percent: int, after: int):
    assert level_after(before, space(percent)) == after


def test_around_a_threshold_nothing_flickers():
    level, passed = 0, 0
    for percent in (79, 80, 79, 80, 78, 81, 79, 80, 78, 80):
        now = level_after(level, space(percent))
        passed += now > level
        level = now
    assert passed == 1
