"""When an action can be used, is checked, or reads the other way. Pure; knows no widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui.actions.table import Action, Command, When

_NO_FLAGS = Flags(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The selected messages: how many, and the marks that every one of them bears."""

    count: int = 0
    common: Flags = _NO_FLAGS


def marks(rows: Iterable[MessageRow]) -> Marks:
    """Return what these selected rows have in common."""
    count = 0
    common = Flags(0)
    for row in rows:
        common = row.flags if count == 0 else common & row.flags
        count += 1
    return Marks(count=count, common=common)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the window shows at this moment, as far as actions depend on it."""

    accounts: int = 0
    account_chosen: bool = False
    mailbox_open: bool = False
    marks: Marks = Marks()
    offline: bool = False
    as_table: bool = False
    layout: str = "right"
    density: str = "normal"
    theme: str = "system"
    activity: bool = False
    menu_bar: bool = False


def enabled(action: Action, context: Context) -> bool:
    """Whether the action can be used now."""
    match action.when:
        case When.ALWAYS:
            return True
        case When.ACCOUNT:
            return context.accounts > 0
        case When.ACCOUNT_CHOSEN:
            return context.account_chosen
        case When.MAILBOX:
            return context.mailbox_open
        case When.MESSAGES:
            return context.marks.count > 0
        case _:
            assert_never(action.when)


def checked(action: Action, context: Context) -> bool:
    """Whether a switch is on or a choice is the one that holds."""
    match action.command:
        case Command.WORK_OFFLINE:
            return context.offline
        case Command.ACTIVITY:
            return context.activity
        case Command.MENU_BAR:
            return context.menu_bar
        case Command.VIEW_CARDS:
            return not context.as_table
        case Command.VIEW_TABLE:
            return context.as_table
        case _:
            return action.command.value in {
                f"layout-{context.layout}",
                f"density-{context.density}",
                f"theme-{context.theme}",
            }


def reads_other(action: Action, context: Context) -> bool:
    """Whether the action would now undo what it does, and should say so."""
    flag = FLAGS.get(action.command)
    return flag is not None and context.marks.count > 0 and flag in context.marks.common


FLAGS: dict[Command, Flags] = {
    Command.SEEN: Flags.SEEN,
    Command.STAR: Flags.FLAGGED,
    Command.ANSWERED: Flags.ANSWERED,
    Command.DELETED: Flags.DELETED,
}
