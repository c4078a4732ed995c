from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage

from facteur.ui.theme import icons
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


def shown(button: IconButton, mode: QIcon.Mode, state: QIcon.State = QIcon.State.Off) -> QImage:
    return button.icon().pixmap(QSize(20, 20), mode, state).toImage()


def drawn(colour: str) -> QImage:
    return icons.pixmap("x", colour, 20).toImage()


def test_what_cannot_be_used_is_drawn_in_its_own_colour(qtbot):
    style = Style()
    button = IconButton(style, "x")
    qtbot.addWidget(button)
    assert shown(button, QIcon.Mode.Normal) == drawn(style.tokens.text2)
    button.setEnabled(False)
    button.show()
    assert shown(button, QIcon.Mode.Disabled) == drawn(style.tokens.disabled)
    button.setEnabled(True)
    button.setEnabled(False)
    assert shown(button, QIcon.Mode.Disabled) == drawn(style.tokens.disabled)
    button.setEnabled(True)
    assert shown(button, QIcon.Mode.Normal) == drawn(style.tokens.text2)


def test_what_is_on_is_drawn_in_the_accent(qtbot):
    style = Style()
    button = IconButton(style, "x")
    qtbot.addWidget(button)
    button.setCheckable(True)
    assert shown(button, QIcon.Mode.Normal, QIcon.State.On) == drawn(style.tokens.accent)
    assert shown(button, QIcon.Mode.Normal) == drawn(style.tokens.text2)


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
