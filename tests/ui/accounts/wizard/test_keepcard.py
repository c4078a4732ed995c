import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt

from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.keepcard import CardWords, KeepCard

WORDS = CardWords(
    title="On the server",
    tag="IMAP",
    lead="Your mail stays.",
    good=("The same everywhere",),
    caution=("Space fills up",),
)


@pytest.fixture
def card(qtbot, style):
    made = KeepCard(style, Protocol.IMAP)
    qtbot.addWidget(made)
    made.show_words(WORDS)
    made.resize(400, 460)
    made.show()
    return made


def test_it_is_a_radio_button_that_says_all_of_it(card):
    assert card.radio.accessibleName() == (
        "On the server. IMAP. Your mail stays. The same everywhere. Space fills up"
    )


def test_the_whole_card_is_the_target(qtbot, card):
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(200, 440))
    assert card.chosen
    card.grab()


def test_the_pill_stands_half_on_the_drawing_and_gives_its_reason(card):
    card.recommend("Recommended for you", "because you use webmail")
    assert card.pill.isVisible()
    assert card.radio.accessibleDescription() == "Recommended for you: because you use webmail"
    foot = card.diagram.geometry().bottom()
    assert card.pill.geometry().top() < foot < card.pill.geometry().bottom()
    card.recommend("", "")
    assert not card.pill.isVisible()


@pytest.mark.parametrize("width", [300, 340])
def test_large_text_makes_it_higher_not_wider(qtbot, style, width):
    style.set_text_percent(150)
    made = KeepCard(style, Protocol.POP)
    qtbot.addWidget(made)
    made.show_words(dataclasses.replace(WORDS, title="Sur cet ordinateur", tag="POP"))
    made.show()
    assert made.minimumSizeHint().width() <= width + 20
    made.resize(width + 20, 600)
    title, tag = made._title.geometry(), made._tag.geometry()
    assert not title.intersects(tag)


def test_a_card_that_cannot_be_chosen_says_why_in_place_of_its_points(qtbot, card):
    refused = CardWords(
        title="T", tag="IMAP", lead="L", good=("g",), caution=(), refused="POP only."
    )
    card.show_words(refused)
    assert not card.radio.isEnabled()
    assert card.radio.accessibleName() == "T. IMAP. L. POP only"
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(200, 440))
    assert not card.chosen
