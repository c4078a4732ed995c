"""What domain was probably meant."""

import pytest

from facteur.mail.suggestion import suggested_domain
from facteur.net.discovery.presets import presets


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gamil.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("GMIAL.com.", "gmail.com"),
        ("hotmial.fr", "hotmail.fr"),
        ("hotmail.fe", "hotmail.fr"),
        ("outlok.com", "outlook.com"),
        ("yaho.fr", "yahoo.fr"),
        ("ornage.fr", "orange.fr"),
        ("wanado.fr", "wanadoo.fr"),
        ("laposte.fr", "laposte.net"),
        ("iclod.com", "icloud.com"),
        ("fre.fr", "free.fr"),
        ("gmail", "gmail.com"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert suggested_domain(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "com",
        "bistro.example",
        "exemple.fr",
        "tree.fr",
        "love.com",
        "a.com",
        "orange.com",
        "sf.fr",
        "x" * 1000 + ".com",
        "gmial",
        "liamg.com",
    ],
)
def test_others_are_left_alone(typed: str) -> None:
    assert suggested_domain(typed) == ""


def test_no_provider_we_know_is_taken_for_a_slip() -> None:
    for one in presets().providers:
        for domain in (*one.domains, *one.more_domains):
            assert suggested_domain(domain) == "", domain


def test_what_is_suggested_is_known() -> None:
    for typed in ("gmial.com", "hotmail.con", "t-onlin.de", "yhaoo.co.uk", "posteoo.de", "zih.com"):
        meant = suggested_domain(typed)
        assert meant == "" or presets().of_domain(meant)
