from facteur.mail.account import Security
from facteur.ui.accounts.wizard.origins import origin_words, security_words, source_words
from facteur.ui.accounts.wizard.state import Origin


def test_every_origin_has_its_words(qapp):
    assert len({origin_words(one, "exemple.fr") for one in Origin}) == len(Origin)
    assert len({source_words(one, "exemple.fr", "") for one in Origin}) == len(Origin)
    assert origin_words(Origin.DOMAIN, "exemple.fr") == "published by exemple.fr"
    assert source_words(Origin.KNOWN, "gmx.de", "GMX") == "what Facteur knows of GMX"


def test_a_hostile_domain_stays_on_its_line(qapp):
    assert "\n" not in origin_words(Origin.DOMAIN, "a\nb")


def test_the_security_is_said_in_words_first(qapp):
    assert security_words(Security.NONE) == "not encrypted"
    assert len({security_words(one) for one in Security}) == 3
