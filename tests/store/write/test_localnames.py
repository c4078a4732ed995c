"""What may be called a folder, and what an archive's names become."""

import pytest

from facteur.base.errors import UsageError
from facteur.store.write import localnames


def test_levels_are_kept_composed() -> None:
    assert localnames.levels("Ete\u0301/2026") == ["Et\u00e9", "2026"]
    with pytest.raises(UsageError, match="mailbox-name-invalid"):
        localnames.levels("a/ b")


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("Work", "Work"),
        (" a\nb ", "a_b"),
        ("a\u202egpj", "a_gpj"),
        ("a/b", "a_b"),
        ("", "_"),
        ("\u200d", "_"),
        ("\ud800", "_"),
        ("x" * 199 + " yz", "x" * 199),
        ("\u200d" * 300 + "x", "_"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_a_cleaned_name_is_always_one(found: str, kept: str) -> None:
    assert localnames.cleaned(found) == kept
    assert localnames.levels(kept) == [kept]


def test_equal_names_fold_alike() -> None:
    for one, other in (("Stra\u00dfe", "STRASSE"), ("\u00c9", "e\u0301"), ("A", "a")):
        assert localnames.folded(one) == localnames.folded(other)
    assert localnames.folded("a") != localnames.folded("b")
