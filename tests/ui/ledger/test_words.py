import pytest
from PySide6.QtCore import QDate, QLocale

from facteur.ui.ledger import words
from facteur.ui.ledger.columns import LedgerColumn
from tests.ui.ledger.ledgerrows import DAY_MS, SENT_MS, row

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@pytest.fixture(autouse=True)
def _app(qapp) -> None:
    """Texts are looked up in the application."""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("delete", "Rule: delete once it is here"),
        ("deleted-here", "You deleted it here"),
        ("new\nreason", "new reason"),
    ],
)
def test_why(reason, said):
    assert words.why(row(1, reason=reason)) == said


def test_days_are_those_between_the_proof_and_the_deletion():
    assert "14 day" in words.why(row(1, reason="days"))
    assert "3 day" in words.why(row(1, reason="days", proven_ms=SENT_MS - 3 * DAY_MS))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("sent", "Not known yet"),
        ("agreed", "The server agreed"),
        ("gone", "Deleted"),
        ("refused", "Refused, still there"),
        ("stayed", "Still there"),
    ],
)
def test_outcome(outcome, said):
    assert words.outcome(row(1, outcome=outcome)) == said


def test_where_the_copy_is():
    assert words.copy_place("Projects/House") == "Projects/House"
    assert words.copy_place("") == "Deleted here for good"


def test_every_cell_says_something():
    for column in LedgerColumn:
        assert words.cell(row(1), column, "Inbox", ENGLISH)
    assert words.cell(row(1), LedgerColumn.SIZE, "", ENGLISH) == "412\u00a0kB"
    assert words.cell(row(1), LedgerColumn.WHEN, "", ENGLISH).startswith("18/11/2026 ")


def test_a_message_without_subject_and_sender_is_named_all_the_same():
    empty = row(1, subject=" ", sender="")
    assert (words.sender(empty), words.subject(empty)) == ("(no sender)", "(no subject)")


def test_the_tool_tip_proves_which_message_it_was():
    tip = words.details(row(1, subject="<b>bold</b>"), ENGLISH)
    assert "UIDL: 0001f5a" in tip
    assert f"SHA-256: {bytes(range(32)).hex()}" in tip
    assert "<b>" not in tip


def test_a_hostile_uidl_is_shown_and_harmless():
    shown = words.uidl(row(1, uidl=b"a\xff\n" + b"b" * 5000))
    assert shown.startswith("a\\xff b")
    assert len(shown) <= 100


def test_a_row_is_spoken_whole():
    said = words.spoken(row(1, outcome="refused"), "", QDate(2026, 11, 18), ENGLISH)
    assert said.startswith("Claire Martin, Devis pour la toiture, today at ")
    assert "On the server Refused, still there" in said
    assert said.endswith("The copy here Deleted here for good")


def test_text_for_the_clipboard_has_one_cell_under_each_head():
    head = words.text_head().split("\t")
    line = words.text_line(row(1, subject="a\tb\nc"), "Inbox", ENGLISH).split("\t")
    assert len(head) == len(line) == len(LedgerColumn) + 2
    assert line[-1] == bytes(range(32)).hex()
    assert line[LedgerColumn.SUBJECT] == "a b c"
