"""QActions, menus and the list of keys, made from the table."""

from collections.abc import Collection
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from facteur.ui.actions import context as contexts
from facteur.ui.actions.context import Context
from facteur.ui.actions.table import (
    BY_COMMAND,
    MENU_TEXTS,
    TABLE,
    Action,
    Command,
    Kind,
    Menu,
    When,
)
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style

_ICON_PX = 16


class KeyLine(NamedTuple):
    """One line of the page of keys."""

    menu: str
    text: str
    keys: tuple[str, ...]


class ActionBinder(QObject):
    """The actions of one window; their keys work anywhere in it.

    first: the commands whose actions are made at once, None for all. The others are made on need,
    or by `complete`: a start waits for what is seen only.
    """

    triggered = Signal(object)
    """The user asked for a `table.Command`."""

    def __init__(
        self, window: QWidget, style: Style, first: Collection[Command] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._context = Context()
        self._actions: dict[Command, QAction] = {}
        self._menus: list[tuple[QMenu, Menu]] = []
        self._choices: dict[tuple[Menu, int], QActionGroup] = {}
        self._drawn = False
        for row in TABLE if first is None else [BY_COMMAND[command] for command in first]:
            self._make(row)

    def complete(self) -> None:
        """Make the actions that are not there yet."""
        for row in TABLE:
            self.action(row.command)

    def action(self, command: Command) -> QAction:
        """Return the one QAction of a command."""
        found = self._actions.get(command)
        return found if found is not None else self._make(BY_COMMAND[command])

    def update(self, context: Context) -> None:
        """Enable, check and word every action for what the window shows now."""
        self._context = context
        for command, action in self._actions.items():
            self._show(action, BY_COMMAND[command])
        self._show_menus()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        for command, action in self._actions.items():
            self._word(action, BY_COMMAND[command])
        for menu, which in self._menus:
            menu.setTitle(_menu_text(which))

    def restyle(self) -> None:
        """Have the icons drawn in the colours now in force, when a menu is next opened."""
        self._drawn = False

    def fill_bar(self, bar: QMenuBar) -> None:
        """Put every menu into a menu bar."""
        for which in Menu:
            bar.addMenu(self._menu(which, bar))

    def fill_main_menu(self, menu: QMenu) -> None:
        """Fill the menu of the ≡ button: the first and last menus flat, the others inside."""
        self._fill(menu, [row for row in TABLE if row.menu is Menu.FILE and row.group < 1])
        menu.addSeparator()
        for which in (Menu.VIEW, Menu.GO, Menu.FOLDER, Menu.MESSAGE):
            menu.addMenu(self._menu(which, menu))
        menu.addSeparator()
        middle = [row for row in TABLE if row.menu is Menu.FILE and row.command is not Command.QUIT]
        self._fill(menu, [row for row in middle if row.group >= 1])
        menu.addSeparator()
        self._fill(menu, [row for row in TABLE if row.menu is Menu.HELP])
        menu.addSeparator()
        menu.addAction(self.action(Command.QUIT))

    def context_menu(self, commands: tuple[Command, ...], parent: QWidget) -> QMenu:
        """Return a menu of these actions; the caller shows it, and it deletes itself."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, [BY_COMMAND[command] for command in commands])
        return menu

    def key_lines(self) -> list[KeyLine]:
        """Return every action that has keys, by menu, in words and native key names."""
        return [
            KeyLine(
                menu=plain(_menu_text(row.menu)),
                text=plain(self.action(row.command).text()),
                keys=native_keys(self.action(row.command)),
            )
            for row in TABLE
            if row.keys
        ]

    def _make(self, row: Action) -> QAction:
        action = QAction(self)
        action.setObjectName(row.command.value)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.setCheckable(row.kind is not Kind.PLAIN)
        if row.command is Command.QUIT:
            action.setMenuRole(QAction.MenuRole.QuitRole)
        elif row.command is Command.SETTINGS:
            action.setMenuRole(QAction.MenuRole.PreferencesRole)
        elif row.command is Command.ABOUT:
            action.setMenuRole(QAction.MenuRole.AboutRole)
        else:
            action.setMenuRole(QAction.MenuRole.NoRole)
        if row.kind is Kind.CHOICE:
            self._choices.setdefault((row.menu, row.group), QActionGroup(self)).addAction(action)
        action.triggered.connect(lambda _on=False, command=row.command: self._say(command))
        self._actions[row.command] = action
        self._word(action, row)
        self._show(action, row)
        self._window.addAction(action)
        return action

    def _word(self, action: QAction, row: Action) -> None:
        action.setText(_text(row, self._context))
        action.setToolTip(tooltip(action))

    def _show(self, action: QAction, row: Action) -> None:
        context = self._context
        action.setVisible(contexts.shown(row, context))
        action.setEnabled(contexts.enabled(row, context))
        if row.kind is not Kind.PLAIN:
            action.setChecked(contexts.checked(row, context))
        if row.other or row.when is When.LEFT:
            action.setText(_text(row, context))

    def _draw(self) -> None:
        if self._drawn:
            return
        self._drawn = True
        tokens = self._style.tokens
        for row in TABLE:
            if row.icon:
                self.action(row.command).setIcon(
                    icons.icon(row.icon, tokens.text2, _ICON_PX, disabled=tokens.disabled)
                )

    def _say(self, command: Command) -> None:
        self.triggered.emit(command)
        self.update(self._context)  # a refused switch shows again what holds

    def _menu(self, which: Menu, parent: QWidget) -> QMenu:
        menu = QMenu(_menu_text(which), parent)
        self._fill(menu, [row for row in TABLE if row.menu is which])
        self._menus.append((menu, which))
        self._show_menus()
        return menu

    def _show_menus(self) -> None:
        """Hide a menu that has nothing to offer now."""
        for menu, which in self._menus:
            offers = any(row.menu is which and contexts.shown(row, self._context) for row in TABLE)
            menu.menuAction().setVisible(offers)

    def _fill(self, menu: QMenu, rows: list[Action]) -> None:
        menu.aboutToShow.connect(self._draw)
        for index, (_group, together) in enumerate(groupby(rows, key=lambda row: row.group)):
            if index:
                menu.addSeparator()
            for row in together:
                menu.addAction(self.action(row.command))


def plain(text: str) -> str:
    """Return a text of a menu without its mnemonic mark and ellipsis."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def native_keys(action: QAction) -> tuple[str, ...]:
    """Return the keys of an action as this system writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return tuple(keys.toString(form) for keys in action.shortcuts())


def tooltip(action: QAction) -> str:
    """Return the words of an action and its first key: what its icon-only button shows."""
    words = plain(action.text())
    keys = native_keys(action)
    return f"{words} ({keys[0]})" if keys else words


def _text(row: Action, context: Context) -> str:
    source = row.other if contexts.reads_other(row, context) else row.text
    text = QCoreApplication.translate("Actions", source)
    text = text.replace("{folder}", context.origin.replace("&", "&&"))
    return text.replace("{address}", context.left_address.replace("&", "&&"))


def _menu_text(which: Menu) -> str:
    return QCoreApplication.translate("Actions", MENU_TEXTS[which])
