"""Flags as people type them."""

import pytest

from facteur.base.errors import UsageError
from facteur.cli.flagwords import changes, is_change
from facteur.mail.flags import Flags


def test_system_flags_need_no_backslash_and_no_capitals() -> None:
    change = changes([r"+\Seen", "+flagged", "-DELETED", r"-\draft"])
    assert change.add == Flags.SEEN | Flags.FLAGGED
    assert change.remove == Flags.DELETED | Flags.DRAFT


def test_keywords_stay_as_they_are_once_each() -> None:
    change = changes(["+$Forwarded", "+Work", "-NonJunk", "+Work"])
    assert change.add_keywords == ("$Forwarded", "Work")
    assert change.remove_keywords == ("NonJunk",)
    assert not change.is_empty


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([r"+\Recent"], "flag-unknown"),
        (["+two words"], "keyword-invalid"),
        (["+"], "keyword-invalid"),
        (["-été"], "keyword-invalid"),
        (["+a]b"], "keyword-invalid"),
        (["+seen", r"-\Seen"], "flag-both"),
        (["+work", "-Work"], "flag-both"),
    ],
)
def test_nonsense_is_refused(words: list[str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        changes(words)
    assert caught.value.code == code


def test_what_is_a_change() -> None:
    assert is_change("+x")
    assert is_change("-x")
    assert not is_change("--json")
    assert not is_change("12")
    assert not is_change("")


def test_nothing_changes_nothing() -> None:
    assert changes([]).is_empty
