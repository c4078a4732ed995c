import pytest

from facteur.ui.reader.paging import turn_page
from facteur.ui.reader.shown import HeaderCard, Marks, Person, ShownBody
from facteur.ui.reader.view import ReaderView
from facteur.ui.theme.style import Style


@pytest.fixture
def view(qtbot) -> ReaderView:
    made = ReaderView(Style())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_without_a_message_there_is_no_page(view):
    assert not turn_page(view, 1)


def test_a_long_text_is_turned_to_its_end_and_back(view, qtbot):
    sender = Person(name="N", address="n@example.org")
    view.show_message(HeaderCard(subject="S", sender=sender), Marks())
    view.show_body(ShownBody(text="line\n\n" * 200), lambda _content_id: None)
    bar = view.text_view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    turns = 0
    while turn_page(view, 1):
        turns += 1
    assert turns > 1
    assert bar.value() == bar.maximum()
    assert turn_page(view, -1)
    while turn_page(view, -1):
        pass
    assert bar.value() == bar.minimum()
