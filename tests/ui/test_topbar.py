import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMainWindow

from facteur.ui.actions.binder import ActionBinder
from facteur.ui.actions.context import Context
from facteur.ui.actions.table import Command
from facteur.ui.theme.style import Style
from facteur.ui.topbar import TopBar


class Bench:
    def __init__(self, qtbot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        style = Style()
        self.binder = ActionBinder(self.window, style)
        self.bar = TopBar(style, self.binder, self.window)
        self.bar.fill_menu()
        self.window.setCentralWidget(self.bar)
        self.window.resize(900, 100)
        self.window.show()
        self.binder.update(Context(accounts=1, mailbox_open=True))

    def button(self, name: str) -> QAbstractButton:
        found = list(self.bar.findChildren(QAbstractButton))
        return next(b for b in found if name in (b.accessibleName(), b.text().strip()))


@pytest.fixture
def bench(qtbot) -> Bench:
    return Bench(qtbot)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("Get mail", Command.GET_MAIL),
        ("List as cards", Command.VIEW_CARDS),
        ("List as a table", Command.VIEW_TABLE),
        ("Settings", Command.SETTINGS),
    ],
)
def test_a_click_asks_for_the_action(bench, qtbot, name: str, command: Command):
    with qtbot.waitSignal(bench.binder.triggered) as said:
        qtbot.mouseClick(bench.button(name), Qt.MouseButton.LeftButton)
    assert said.args == [command]


def test_buttons_follow_their_actions(bench):
    bench.binder.update(Context(mailbox_open=True, as_table=True))
    assert not bench.button("Get mail").isEnabled()
    assert bench.button("List as a table").isChecked()
    assert not bench.button("List as cards").isChecked()


def test_every_button_has_a_name_and_a_tool_tip(bench):
    for button in bench.bar.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
        assert button.toolTip()
        assert min(button.width(), button.height()) >= 24


def test_the_menu_holds_the_actions(bench):
    assert not bench.bar.menu.isEmpty()
