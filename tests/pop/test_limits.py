"""Limits are passed by hostile servers only."""

from facteur.pop import Limits


def test_a_uidl_of_the_standard_fits():
    assert Limits().uidl_octets >= 70
    assert Limits().listing_octets >= 1_000_000 * (70 + 9)
