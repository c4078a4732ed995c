from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from facteur.base.paths import resources
from facteur.ui.actions.context import Context, shown
from facteur.ui.actions.table import (
    BY_COMMAND,
    FOLDER_MENU,
    MENU_TEXTS,
    MESSAGE_MENU,
    TABLE,
    Action,
    Command,
    Menu,
    When,
)
from facteur.ui.place import Place


def test_every_command_has_exactly_one_row():
    assert Counter(row.command for row in TABLE) == Counter(Command)


def test_no_key_belongs_to_two_actions():
    """But to actions that are never shown at once: Del means three things in three places."""
    places = [Context(place=place) for place in Place]
    for context in places:
        rows = [row for row in TABLE if shown(row, context) or row.when is When.OWN_FOLDER]
        keys = [QKeySequence(text).toString() for row in rows for text in row.keys]
        assert [key for key, times in Counter(keys).items() if times > 1] == []
        assert all(keys)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.command.value)
def test_its_icon_is_there(row: Action):
    if row.icon:
        assert (resources() / "icons" / "lucide" / f"{row.icon}.svg").is_file()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.command.value)
def test_keys_need_no_altgr_on_a_french_keyboard(row: Action):
    assert not set("".join(row.keys)) & set("[]\\@#{}|~")


@pytest.mark.parametrize("menu", Menu)
def test_mnemonics_of_a_menu_differ(menu: Menu):
    rows = [row.text for row in TABLE if row.menu is menu]
    letters = [text[text.index("&") + 1].lower() for text in rows if "&" in text]
    assert len(letters) == len(rows)
    assert len(set(letters)) == len(letters)


def test_menus_have_titles_with_different_mnemonics():
    letters = [text[text.index("&") + 1].lower() for text in MENU_TEXTS.values()]
    assert len(set(letters)) == len(Menu)


def test_groups_stand_together():
    for menu in Menu:
        groups = [row.group for row in TABLE if row.menu is menu]
        assert groups == sorted(groups)


def test_context_menus_name_known_commands():
    assert set(MESSAGE_MENU) | set(FOLDER_MENU) <= set(BY_COMMAND)
