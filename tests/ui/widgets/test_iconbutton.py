from PySide6.QtCore import Qt

from facteur.ui.theme.style import Style
from facteur.ui.widgets.iconbutton import IconButton


def test_it_has_words_and_keys_for_those_who_do_not_see_it(qtbot):
    button = IconButton(Style(), "x")
    qtbot.addWidget(button)
    button.set_words("Close", "Esc")
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close (Esc)")
    button.set_words("Close")
    assert button.toolTip() == "Close"


def test_it_is_big_enough_and_takes_no_focus_from_a_click(qtbot):
    button = IconButton(Style(), "x", 14)
    qtbot.addWidget(button)
    assert min(button.minimumWidth(), button.minimumHeight()) >= 24
    assert button.focusPolicy() is Qt.FocusPolicy.TabFocus


def test_another_icon_or_style_is_drawn(qtbot):
    style = Style()
    button = IconButton(style, "x")
    qtbot.addWidget(button)
    before = button.icon().cacheKey()
    button.set_icon("menu")
    assert button.icon().cacheKey() != before
    before = button.icon().cacheKey()
    style.changed.emit()
    assert button.icon().cacheKey() != before
