import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facteur.mail.keys import MailboxKey
from facteur.ui.filing.chooser import Choice, FolderChooser
from facteur.ui.theme.style import Style

CHOICES = tuple(
    Choice(key=MailboxKey(key), name=path.split("/")[-1], path=path, icon="folder", depth=depth)
    for key, path, depth in ((1, "Inbox", 0), (5, "Projects", 0), (6, "Projects/House", 1))
)


@pytest.fixture
def chooser(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = FolderChooser(Style(), "Move 1 message to", "Move", CHOICES, window)
    made.show()
    yield made
    window.close()  # held until here: it owns the chooser, which closing deletes


def names(chooser) -> list[str]:
    return [chooser.list.item(row).text().strip() for row in range(chooser.list.count())]


def test_typing_narrows_and_shows_the_whole_path(chooser, qtbot):
    assert names(chooser) == ["Inbox", "Projects", "House"]
    qtbot.keyClicks(chooser.filter, "hou")
    assert names(chooser) == ["Projects/House"]


def test_arrows_move_while_typing_and_enter_chooses(chooser, qtbot):
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Down)
    assert chooser.list.currentRow() == 1
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert chosen.args == [5]


def test_a_name_that_is_not_there_offers_nothing(chooser, qtbot):
    qtbot.keyClicks(chooser.filter, "zzz")
    assert names(chooser) == []
    assert not chooser._choose.isEnabled()
    assert chooser._none.isVisible()
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", ["filter", "list"])
def test_enter_chooses_once_wherever_the_keyboard_was(chooser, qtbot, name):
    qtbot.waitUntil(chooser.isActiveWindow)
    said = []
    chooser.chosen.connect(said.append)
    where = getattr(chooser, name)
    chooser.list.setCurrentRow(2)
    chooser._cancel.setFocus()
    where.setFocus()
    qtbot.keyClick(where, Qt.Key.Key_Return)
    assert said == [6]
