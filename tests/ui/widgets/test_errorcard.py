import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from facteur.ui.notice import Button, Remedy, Words
from facteur.ui.theme.style import Style
from facteur.ui.widgets.errorcard import ErrorCard

WORDS = Words(
    title="Refused",
    meaning="Check it.",
    quote="The server says: “<b>no</b>”",
    details="login/refused",
    buttons=(
        Button(text="Type it again", remedy=Remedy.FIX_PASSWORD),
        Button(text="Later", remedy=Remedy.LATER),
        Button(text="Change", remedy=Remedy.FIX_USER),
    ),
)


@pytest.fixture
def card(qtbot):
    made = ErrorCard(Style())
    qtbot.addWidget(made)
    made.show_words(WORDS, frozenset((Remedy.FIX_PASSWORD, Remedy.FIX_USER)))
    return made


def buttons(card):
    row = card._buttons
    return [row.itemAt(index).widget() for index in range(row.count())]


def test_only_what_can_be_done_is_offered(card):
    assert [button.text() for button in buttons(card)] == ["Type it again", "Change"]


def test_a_button_says_what_it_meant(qtbot, card):
    with qtbot.waitSignal(card.chosen) as said:
        buttons(card)[1].click()
    assert said.args[0].remedy is Remedy.FIX_USER


def test_details_fold_out_and_are_copied(card):
    card.show()
    assert not card._technical.isVisible()
    card._more.click()
    assert card._technical.isVisible()
    card._copy.click()
    assert "login/refused" in QGuiApplication.clipboard().text()


def test_it_is_spoken(card):
    assert card.accessibleName().startswith("Refused Check it.")
    assert all(button.text() for button in card.findChildren(QPushButton))


def test_none_hides(card):
    card.show_words(None, frozenset())
    assert card.isHidden()
    assert card.words is None
