from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from facteur.mail.keys import AccountKey
from facteur.ui.removal import question as words
from facteur.ui.removal.question import Question

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
FIRST = Question(
    account=AccountKey(1),
    address="claire@ancienfai.fr",
    protocol="POP",
    count=842,
    octets=310_000_000,
    place="/home/claire/facteur",
)
AGAIN = replace(FIRST, again=True, count=1842)


@pytest.fixture(autouse=True)
def _app(qapp) -> None:
    """Texts are looked up in the application."""


def texts(question: Question) -> list[str]:
    return [fact.text for fact in words.facts(question, ENGLISH)]


def test_the_first_question_is_worded_as_a_first_one():
    assert words.title(FIRST, ENGLISH).startswith("Delete 842 message")
    assert words.subtitle(FIRST) == (
        "claire@ancienfai.fr (POP) · the first time Facteur deletes on this server"
    )
    assert texts(FIRST)[0] == "Nothing has been deleted yet."


def test_a_jump_does_not_claim_to_be_the_first():
    assert words.title(AGAIN, ENGLISH).startswith(
        "That is far more than usual. Really delete 1,842 message"
    )
    assert words.subtitle(AGAIN) == "claire@ancienfai.fr (POP)"
    assert texts(AGAIN)[0] == "None of them has been deleted yet."
    assert "far more than usual" in words.notice(AGAIN, ENGLISH)


def test_the_copies_are_said_with_size_and_place():
    saved = words.facts(FIRST, ENGLISH)[1]
    assert saved.text == "They are all saved and checked here (310\u00a0MB)"
    assert saved.detail == "/home/claire/facteur"


def test_unchecked_messages_are_only_spoken_of_when_there_are_any():
    assert not [text for text in texts(FIRST) if "not checked" in text]
    found = [text for text in texts(replace(FIRST, unproven=12)) if "not checked" in text]
    assert len(found) == 1
    assert found[0].startswith("12 ")


def test_without_a_backup_the_risk_is_said_and_one_is_offered():
    (fact,) = [fact for fact in words.facts(FIRST, ENGLISH) if fact.calls_for_backup]
    assert (fact.text, fact.tone) == ("You have no backup yet", "warn")
    backed_up = words.facts(replace(FIRST, backup_ms=1_795_000_000_000), ENGLISH)
    assert not [fact for fact in backed_up if fact.calls_for_backup]
    assert "Last backup: 18 November 2026, verified" in [fact.text for fact in backed_up]


def test_the_strip_names_the_account_and_that_nothing_happens_unasked():
    said = words.notice(FIRST, ENGLISH)
    assert said.startswith("claire@ancienfai.fr: 842 ")
    assert said.endswith("Nothing is deleted before you agree.")


def test_a_foreign_address_stays_on_its_line():
    odd = replace(FIRST, address="a\n\u202eb@example.org")
    assert "\n" not in words.subtitle(odd)
    assert "\u202e" not in words.notice(odd, ENGLISH)
