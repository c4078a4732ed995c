from PySide6.QtCore import Qt

from facteur.mail.account import COLOURS
from facteur.ui.accounts.colourrow import ColourRow
from facteur.ui.theme.tokens import ACCOUNT_COLOURS


def test_every_colour_has_a_dot_and_a_name(qtbot, style):
    line = ColourRow(style)
    qtbot.addWidget(line)
    assert tuple(line.dots) == COLOURS
    assert set(ACCOUNT_COLOURS) == set(COLOURS) - {""}
    assert len({dot.accessibleName() for dot in line.dots.values()}) == len(COLOURS)


def test_one_is_chosen_by_mouse_and_keyboard(qtbot, style):
    line = ColourRow(style)
    qtbot.addWidget(line)
    line.show_colour("teal")
    assert line.dots["teal"].isChecked()
    with qtbot.waitSignal(line.chosen) as said:
        qtbot.mouseClick(line.dots["red"], Qt.MouseButton.LeftButton)
    assert said.args == ["red"]
    with qtbot.waitSignal(line.chosen) as said:
        qtbot.keyClick(line.dots[""], Qt.Key.Key_Space)
    assert said.args == [""]
    line.show()
    assert not line.grab().isNull()
