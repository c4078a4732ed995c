import pytest

from facteur.ui.accounts.wizard.addresscheck import judge

NONE = frozenset()


@pytest.mark.parametrize(
    "text", ["", "claire", "claire@", "@exemple.fr", "a b@exemple.fr", "claire@exemple", "a@b..fr"]
)
def test_what_is_no_address(text):
    assert not judge(text, NONE).good


@pytest.mark.parametrize(
    "text",
    ["claire@exemple.fr", " claire@exemple.fr ", "o'neil+x@sub.exemple.co.uk", "a@localhost"],
)
def test_what_can_be_searched(text):
    assert judge(text, NONE).good


def test_only_the_domain_is_sent():
    assert judge("Claire@Exemple.FR", NONE).domain == "exemple.fr"


def test_a_slip_is_asked_about_and_does_not_stop():
    verdict = judge("claire@gmial.com", NONE)
    assert verdict.good
    assert verdict.suggestion == "claire@gmail.com"
    assert judge("claire@gmail.com", NONE).suggestion == ""


def test_what_is_here_already_is_known_whatever_its_case():
    verdict = judge("Claire@Exemple.fr", frozenset({"claire@exemple.fr"}))
    assert verdict.present
    assert not verdict.good
