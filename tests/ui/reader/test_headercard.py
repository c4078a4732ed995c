import pytest
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime
from PySide6.QtWidgets import QLabel

from facteur.ui.reader.headercard import HeaderCardView, header_date
from facteur.ui.reader.shown import HeaderCard, Person

CARD = HeaderCard(
    subject="<img src=x>\u202e Quote",
    sender=Person(name="pay@bank.example", address="x@evil.example"),
    to=(
        Person(name="", address="me@example.org", own=True),
        *(Person(name=f"P{n}", address=f"p{n}@example.org") for n in range(9)),
    ),
    cc=(Person(name="C", address="c@example.org"),),
    date_ms=QDateTime(QDate(2026, 11, 23), QTime(14, 32)).toMSecsSinceEpoch(),
    warnings=("name-hides-address", "a-new-code"),
)


@pytest.fixture
def header(qtbot, style):
    made = HeaderCardView(style)
    qtbot.addWidget(made)
    made.show_card(CARD)
    return made


def test_foreign_words_are_plain_and_the_real_address_is_there(header):
    assert header._subject.text() == "<img src=x> Quote"
    assert header._address.text() == "x@evil.example"
    for label in header.findChildren(QLabel):
        assert label.textFormat().name == "PlainText"


def test_recipients_fold_and_unfold(header):
    assert header._to.text().startswith("To: me, P0")
    header._more.click()
    assert "p8@example.org" in header._to.text()
    assert "Cc: C <c@example.org>" in header._to.text()
    header.show_card(CARD)
    assert header._to.text().startswith("To: me")


def test_every_warning_is_said_also_an_unknown_one(header):
    assert header._warnings.count() == 2


def test_no_subject_and_no_sender(header):
    header.show_card(HeaderCard(subject="", sender=Person(name="", address="")))
    assert header._subject.text() == "(no subject)"
    assert header._name.text() == "(no sender)"
    assert header._date.isHidden()


def test_compact_and_back(header):
    header.set_compact(True)
    assert header._avatar.isHidden()
    header.set_compact(False)
    assert not header._avatar.isHidden()


@pytest.mark.parametrize(
    ("today", "begins"),
    [((2026, 11, 23), "today at "), ((2026, 11, 24), "yesterday at "), ((2026, 12, 24), "Monday")],
)
def test_dates(qapp, today, begins):
    locale = QLocale(QLocale.Language.English)
    assert header_date(CARD.date_ms, QDate(*today), locale).startswith(begins)
