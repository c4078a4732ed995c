import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from facteur.link.events import Counts
from facteur.ui.accounts.already import Already, AlreadyBox, already


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        (None, Already()),
        (Counts(messages=0, octets=0), Already()),
        (Counts(messages=7, octets=900), Already(messages=7, octets=900)),
        (Counts(messages=10**19, octets=10**19), Already(messages=2**31 - 1, octets=2**63 - 1)),
    ],
)
def test_what_a_test_found(counts, found):
    assert already(counts) == found


@pytest.fixture
def box(qtbot, style):
    made = AlreadyBox(style)
    qtbot.addWidget(made)
    return made


def test_copying_is_the_first_way(box):
    assert not box.asked
    box.ask(Already(messages=1248, octets=85_000_000))
    assert box.isVisible()
    assert box._question.text() == "What about the 1248 message(s) already there?"
    assert box.copy.chosen
    assert not box.only_new
    assert box.copy.help.text() == "About 85\u00a0MB."
    assert "1248" in box.copy.radio.accessibleName()
    assert box.copy.radio.text() in box.copy.radio.accessibleName()


def test_leaving_them_there_means_something_only_while_it_is_asked(box):
    box.ask(Already(messages=2))
    assert box.copy.help.isHidden()
    box.skip.radio.setChecked(True)
    assert box.only_new
    assert not box.copy.chosen
    box.ask(Already())
    assert box.isHidden()
    assert not box.only_new


def test_the_keyboard_is_put_on_the_chosen_way(box):
    box.ask(Already(messages=2))
    box.focus_chosen()
    assert box.focusWidget() is box.copy.radio
    box.skip.radio.setChecked(True)
    box.focus_chosen()
    assert box.focusWidget() is box.skip.radio


def test_the_largest_numbers_can_be_said(box):
    box.ask(already(Counts(messages=10**19, octets=10**19)))
    assert "2147483647" in box._question.text()
    QCoreApplication.sendEvent(box, QEvent(QEvent.Type.LanguageChange))
    assert box.asked
