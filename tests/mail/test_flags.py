from hypothesis import given
from hypothesis import strategies as st

from facteur.mail.flags import NAMES, Flags, from_names, to_names


def test_names_are_case_insensitive_and_unknown_system_flags_dropped():
    bits, keywords = from_names(["\\SEEN", "\\recent", "\\*", "$work", "$work", "Later"])
    assert bits == Flags.SEEN
    assert keywords == ("$work", "Later")


def test_order_is_fixed():
    assert to_names(Flags.DRAFT | Flags.SEEN) == ["\\Seen", "\\Draft"]
    assert to_names(Flags(0)) == []


@given(st.integers(0, 31))
def test_bits_come_back(bits: int):
    assert from_names(to_names(Flags(bits))) == (Flags(bits), ())


def test_every_flag_has_a_name():
    assert set(NAMES) == set(Flags)
