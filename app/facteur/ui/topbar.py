"""The row at the top of the window: menu, get mail, how the list is shown, settings."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from facteur.base.override import override
from facteur.ui.actions.binder import ActionBinder, native_keys, plain
from facteur.ui.actions.table import Command
from facteur.ui.theme import icons, ink
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.iconbutton import IconButton

_HEIGHT_PX = 56
_ICON_PX = 18


class TopBar(QWidget):
    """A plain widget, not a QToolBar: nothing to drag off, free stretch in the middle."""

    def __init__(self, style: Style, binder: ActionBinder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._binder = binder
        set_property(self, "pane", "window")
        self.menu = QMenu(self)
        self._menu_button = IconButton(style, "menu", _ICON_PX)
        self._menu_button.setMenu(self.menu)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._get_mail = QToolButton()
        self._get_mail.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._get_mail.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._get_mail.setIconSize(QSize(_ICON_PX, _ICON_PX))
        set_property(self._get_mail, "kind", "verb")
        self._cards = IconButton(style, "rows-3", _ICON_PX)
        self._table = IconButton(style, "table-2", _ICON_PX)
        self.bell = Bell(style)
        self._settings = IconButton(style, "settings", _ICON_PX)
        for button in (self._menu_button, self._cards, self._table, self.bell, self._settings):
            button.setFixedSize(36, 32)
        self._cards.setCheckable(True)
        self._table.setCheckable(True)
        self._place()
        for button, command in self._joined():
            action = binder.action(command)
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda b=button, a=action: _mirror(b, a))
            _mirror(button, action)
        style.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    @property
    def last_stop(self) -> QWidget:
        """The last of its buttons that the Tab key comes to."""
        return self._settings

    def fill_menu(self) -> None:
        """Fill the main menu, once."""
        if self.menu.isEmpty():
            self._binder.fill_main_menu(self.menu)

    def retranslate(self) -> None:
        """Word the buttons after their actions."""
        self._menu_button.set_words(self.tr("Menu", "the button that opens the main menu"))
        get_mail = self._binder.action(Command.GET_MAIL)
        self._get_mail.setText(" " + plain(get_mail.text()))
        self._get_mail.setToolTip(get_mail.toolTip())
        for button, command in self._joined():
            if isinstance(button, IconButton):
                action = self._binder.action(command)
                keys = native_keys(action)
                button.set_words(plain(action.text()), keys[0] if keys else "")
        self.bell.say()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = QRect(0, self.height() - 1, self.width(), 1)
        ink.fill(painter, line, colour(self._style.tokens.border))
        painter.end()

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 9)
        row.setSpacing(8)
        row.addWidget(self._menu_button)
        row.addWidget(self._get_mail)
        row.addStretch(1)
        row.addWidget(self._cards)
        row.addWidget(self._table)
        row.addSpacing(8)
        row.addWidget(self.bell)
        row.addWidget(self._settings)
        self.setMinimumHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _joined(self) -> tuple[tuple[QToolButton, Command], ...]:
        return (
            (self._get_mail, Command.GET_MAIL),
            (self._cards, Command.VIEW_CARDS),
            (self._table, Command.VIEW_TABLE),
            (self.bell, Command.NOTICES),
            (self._settings, Command.SETTINGS),
        )

    def _dress(self) -> None:
        tokens = self._style.tokens
        self._get_mail.setIcon(
            icons.icon("refresh-cw", tokens.text2, _ICON_PX, disabled=tokens.disabled)
        )


class Bell(IconButton):
    """Opens the notice centre; a dot says that something there needs the user."""

    def __init__(self, style: Style) -> None:
        super().__init__(style, "bell", _ICON_PX)
        self._dot_style = style
        self.wanting = False

    def set_wanting(self, wanting: bool) -> None:
        """Show the dot, and say it to who does not see it."""
        self.wanting = wanting
        self.say()
        self.update()

    def say(self) -> None:
        """Word what the dot means."""
        self.setAccessibleDescription(
            self.tr("Something needs your attention") if self.wanting else ""
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.wanting:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._dot_style.tokens.danger))
        x = self.width() // 2 + (-_ICON_PX // 2 if self.isRightToLeft() else _ICON_PX // 2 - 8)
        painter.drawEllipse(x, self.height() // 2 - _ICON_PX // 2, 8, 8)
        painter.end()


def _mirror(button: QToolButton, action: QAction) -> None:
    """Show on a button what its action allows and holds."""
    button.setEnabled(action.isEnabled())
    if button.isCheckable():
        button.setChecked(action.isChecked())
