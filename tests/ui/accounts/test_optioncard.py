import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from facteur.ui.accounts.optioncard import OptionCard, OptionGroup
from facteur.ui.widgets.boxes import column


@pytest.fixture
def host(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(500, 300)
    return made


@pytest.fixture
def cards(host, style):
    made = (OptionCard(style), OptionCard(style))
    whole = column(host)
    for number, card in enumerate(made):
        card.word(f"way {number}", "what it means")
        whole.addWidget(card)
    OptionGroup(made, host)
    made[0].radio.setChecked(True)
    host.show()
    return made


def test_a_click_anywhere_on_the_card_chooses_it_alone(qtbot, cards):
    first, second = cards
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() - 4, 4))
    assert (first.chosen, second.chosen) == (False, True)


def test_a_disabled_way_cannot_be_chosen(qtbot, cards):
    first, second = cards
    second.radio.setEnabled(False)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() - 4, 4))
    assert first.chosen


def test_arrow_keys_move_between_the_cards(qtbot, cards):
    first, second = cards
    first.radio.setFocus()
    qtbot.keyClick(first.radio, Qt.Key.Key_Down)
    assert second.chosen
    assert second.radio.hasFocus()


def test_what_belongs_to_a_way_is_shown_while_it_is_chosen(qtbot, host, style):
    card = OptionCard(style, host)
    column(card.body).addWidget(QLabel("more"))
    assert card.body.isHidden()
    card.radio.setChecked(True)
    assert not card.body.isHidden()


def test_the_radio_button_speaks_for_the_card(cards):
    card = cards[0]
    card.word("Delete", "The simplest.", stamp="Advised", caution="Back it up.")
    assert card.radio.accessibleDescription() == "Advised. The simplest. Back it up"
    assert not card.stamp.isHidden()
    card.word("Delete", "The simplest.")
    assert card.stamp.isHidden()


def test_the_chosen_one_and_the_keyboard_are_seen(qtbot, cards, style):
    first, second = cards
    accent = style.tokens.accent
    assert first.grab().toImage().pixelColor(first.width() // 2, 0).name().upper() == accent
    assert second.grab().toImage().pixelColor(second.width() // 2, 0).name().upper() != accent
    before = second.grab().toImage()
    second.radio.setFocus()
    qtbot.waitUntil(second.radio.hasFocus)
    assert second.grab().toImage() != before
