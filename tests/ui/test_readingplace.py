"""The reading pane comes late and loses nothing of what it was told before."""

import pytest

from facteur.link import commands
from facteur.ui.place import Place
from facteur.ui.readingplace import ReadingPlace
from facteur.ui.theme.style import Style
from tests.ui.readerstore import FakeClient, Shelf


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path)
    yield made
    made.close()


@pytest.fixture
def place(qtbot, shelf):
    client = FakeClient()
    made = ReadingPlace(Style(), client, shelf.reader, mark_read_after_s=-1)
    made.client = client
    qtbot.addWidget(made)
    return made


def test_nothing_is_made_for_no_message(place):
    place.show_message(None, 0)
    assert place.layout().count() == 0
    assert place.message is None
    assert not place.turn_page(1)
    place.focus_body()


def test_what_was_told_before_holds_when_it_is_made(place, qtbot):
    place.set_keys(star="Ctrl+D", seen="", deleted="")
    place.set_compact(True)
    place.set_arriving(True)
    place.set_mark_read_after(5)
    place.fill()
    place.fill()
    assert place.layout().count() == 1
    view = place.layout().itemAt(0).widget()
    assert place.focusProxy() is view
    assert "Ctrl+D" in view.bar._star.toolTip()
    assert view.header._compact
    assert "fetching the list" in view._quiet.accessibleName()


def test_a_message_makes_it(place, shelf):
    message = shelf.message()
    place.show_message(message, 1)
    assert place.message == message
    assert place.client.of(commands.OpenMessage)
    place.show_message(None, 0)
    assert place.message is None


def test_the_place_told_before_holds_and_deleting_is_passed_on(place, shelf, qtbot):
    key = shelf.message()
    place.set_place(Place.LOCAL)
    place.show_message(key, 1, by_user=False)
    with qtbot.waitSignal(place.delete_wanted) as said:
        place._view.bar.deleted_asked.emit(True)
    assert said.args == [key]


def test_a_message_between_the_pieces_makes_the_rest(place, shelf):
    pieces = place.filling()
    next(pieces)
    assert place.layout().count() == 0
    place.set_compact(True)
    message = shelf.message()
    place.show_message(message, 1)
    assert place.message == message
    assert place._view.header._compact
    assert list(pieces) == []
    assert place.layout().count() == 1
