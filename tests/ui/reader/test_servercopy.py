import pytest
from PySide6.QtWidgets import QLabel

from facteur.ui.reader.servercopy import ServerCopyLine
from facteur.ui.reader.shown import CopyLine

LEAVES = CopyLine(icon="server", text="It leaves the server on 2 December.", button="Keep")


@pytest.fixture
def line(qtbot, style) -> ServerCopyLine:
    made = ServerCopyLine(style)
    qtbot.addWidget(made)
    return made


def test_it_is_not_there_for_other_mail(line):
    assert line.isHidden()
    line.show_line(LEAVES)
    assert not line.isHidden()
    line.show_line(None)
    assert line.isHidden()


def test_the_sentence_is_plain_text_and_spoken_with_the_button(line):
    line.show_line(CopyLine(icon="server", text="<b>a</b>", button="Keep"))
    label = next(one for one in line.findChildren(QLabel) if one.text() == "<b>a</b>")
    assert label.textFormat().name == "PlainText"
    assert line.button.accessibleDescription() == "<b>a</b>"


@pytest.mark.parametrize("keeps", [True, False])
def test_the_button_asks_for_what_it_says(line, qtbot, keeps):
    line.show_line(CopyLine(icon="server", text="x", button="y", keeps=keeps))
    with qtbot.waitSignal(line.keep_asked) as asked:
        line.button.click()
    assert asked.args == [keeps]


def test_without_a_word_there_is_no_button(line):
    line.show_line(CopyLine(icon="server-off", text="It left the server on 27 November."))
    line.show()
    assert not line.button.isVisible()
