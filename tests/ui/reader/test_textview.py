import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor

from facteur.ui.reader.textview import COLUMN_PX, TextView


@pytest.fixture
def text(qtbot, style):
    view = TextView(style)
    qtbot.addWidget(view)
    view.resize(700, 500)
    return view


def anchors(view):
    found, block = [], view.document().begin()
    while block.isValid():
        for each in block.begin():
            fragment = each.fragment() if hasattr(each, "fragment") else each
            if fragment.charFormat().isAnchor():
                found.append((fragment.text(), fragment.charFormat().anchorHref()))
        block = block.next()
    return found


def test_text_stays_as_it_is(text):
    text.show_text("<b>not bold</b>\n  two  blanks\n😀 https://example.org/x end")
    assert text.toPlainText() == "<b>not bold</b>\n  two  blanks\n😀 https://example.org/x end"
    assert text.textCursor().position() == 0


def test_links_are_found_after_letters_of_two_units(text):
    text.show_text("😀😀 https://example.org/x and a@example.org")
    cursor = QTextCursor(text.document())
    cursor.setPosition(7)
    assert cursor.charFormat().anchorHref() == "https://example.org/x"
    cursor.setPosition(4)
    assert not cursor.charFormat().isAnchor()


def test_quotes_and_signature_are_quiet(text):
    text.show_text("a\n> b\n> c\nd\n-- \nme")
    quiet = text._style.tokens.text2.lower()
    cursor = QTextCursor(text.document())

    def colour(position):
        cursor.setPosition(position)
        return cursor.charFormat().foreground().color().name()

    assert colour(4) == quiet
    assert colour(8) == quiet
    assert colour(11) != quiet
    assert colour(len("a\n> b\n> c\nd\n-- \nme")) == quiet


def test_the_column_is_never_wider_than_reads_well(text):
    text.show()
    text.resize(2000, 500)
    text.show_text("x")
    assert text.lineWrapColumnOrWidth() == COLUMN_PX
    text.resize(500, 500)
    assert text.lineWrapColumnOrWidth() <= 500 - 56


def test_nothing_is_loaded(text):
    assert text.loadResource(2, QUrl("https://example.org/x.png")) is None


def test_a_link_only_says_that_it_was_meant(qtbot, text):
    text.show_text("https://example.org")
    with qtbot.waitSignal(text.link_asked) as said:
        text.anchorClicked.emit(QUrl("https://example.org"))
    assert said.args[0] == QUrl("https://example.org")
    assert text.toPlainText() == "https://example.org"


def test_a_long_text_is_shown_at_once(text):
    text.show_text("line of a log https://example.org\n" * 20_000)
    assert text.document().blockCount() == 20_001
