import pytest
from PySide6.QtWidgets import QAbstractButton

from facteur.ui.place import Place
from facteur.ui.reader.actionbar import ActionBar
from facteur.ui.reader.shown import Marks


@pytest.fixture
def bar(qtbot, style):
    made = ActionBar(style)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("button", "signal", "mark"),
    [
        ("_star", "star_asked", "starred"),
        ("_seen", "seen_asked", "seen"),
        ("_deleted", "deleted_asked", "deleted"),
    ],
)
@pytest.mark.parametrize("on", [True, False])
def test_each_button_asks_for_the_other_state(qtbot, bar, button, signal, mark, on):
    bar.show_marks(Marks(**{mark: on}))
    with qtbot.waitSignal(getattr(bar, signal)) as said:
        getattr(bar, button).click()
    assert said.args == [not on]


def test_every_button_has_a_name_without_its_key(bar):
    bar.set_keys(star="Ctrl+D")
    for button in bar.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert "Ctrl" not in button.accessibleName()
    assert bar._star.toolTip() == "Add a star (Ctrl+D)"


def test_choices_are_shown_without_asking(qtbot, bar):
    with qtbot.assertNotEmitted(bar.text_asked):
        bar.show_choices(text=True, light=False)
    assert bar._text.isChecked()
    with qtbot.waitSignal(bar.text_asked) as said:
        bar._text.click()
    assert said.args == [False]


def test_only_what_makes_sense_is_offered(bar):
    bar.offer(text=False, light=False)
    assert bar._text.isHidden()
    assert bar._light.isHidden()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place.SERVER, "Mark deleted"),
        (Place.LOCAL, "Put into the trash"),
        (Place.TRASH, "Delete for good"),
    ],
)
def test_deleting_is_worded_by_where_the_message_lies(bar, place, words):
    bar.set_place(place)
    assert bar._deleted.accessibleName() == words
