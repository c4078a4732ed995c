"""When an action can be used, is checked, or reads the other way. Pure; knows no widget."""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui.actions.table import Action, Command, When
from facteur.ui.place import Folder, Place

_NO_FLAGS = Flags(0)
_NO_FOLDER = Folder()


class Marks(NamedTuple):
    """The selected messages: how many, and the marks that every one of them bears."""

    number: int = 0
    common: Flags = _NO_FLAGS


def marks(rows: Iterable[MessageRow]) -> Marks:
    """Return what these selected rows have in common."""
    count = 0
    common = Flags(0)
    for row in rows:
        common = row.flags if count == 0 else common & row.flags
        count += 1
    return Marks(number=count, common=common)


class Context(NamedTuple):
    """What the window shows at this moment, as far as actions depend on it.

    served: the account that is chosen has a server. place: of the open folder. folder: what the
    sidebar stands on. origin: the one folder that all selected messages of the trash came from, in
    words, or "". left_address: of the account whose adding was left, or "".
    """

    accounts: int = 0
    left_address: str = ""
    account_chosen: bool = False
    served: bool = True
    mailbox_open: bool = False
    marks: Marks = Marks()
    place: Place = Place.SERVER
    folder: Folder = _NO_FOLDER
    local_accounts: int = 0
    origin: str = ""
    undoable: bool = False
    offline: bool = False
    as_table: bool = False
    layout: str = "right"
    density: str = "normal"
    theme: str = "system"
    activity: bool = False
    menu_bar: bool = False


def enabled(action: Action, context: Context) -> bool:
    """Whether the action can be used now."""
    return shown(action, context) and _has_what_it_needs(action, context)


def shown(action: Action, context: Context) -> bool:  # noqa: PLR0911 - one a case
    """Whether the action is offered here at all; what is not, stands in no menu."""
    match action.when:
        case When.ON_SERVER:
            return context.place is Place.SERVER
        case When.IN_LOCAL:
            return context.place is Place.LOCAL
        case When.IN_TRASH:
            return context.place is Place.TRASH
        case When.ANY_LOCAL | When.LOCAL_OPEN:
            return context.place is not Place.SERVER
        case When.LEFT:
            return bool(context.left_address)
        case When.SERVED_CHOSEN:
            return context.served
        case When.UNDO:
            return context.local_accounts > 0
        case When.LOCAL_CHOSEN | When.TRASH_FILLED:
            return context.folder.local
        case When.OWN_FOLDER:
            return context.folder.own
        case _:
            return True


def _has_what_it_needs(action: Action, context: Context) -> bool:  # noqa: PLR0911 - one a case
    match action.when:
        case When.ALWAYS | When.LEFT | When.LOCAL_CHOSEN | When.OWN_FOLDER:
            return True
        case When.ACCOUNT:
            return context.accounts > 0
        case When.ACCOUNT_CHOSEN | When.SERVED_CHOSEN:
            return context.account_chosen
        case When.MAILBOX | When.LOCAL_OPEN:
            return context.mailbox_open
        case When.MESSAGES | When.ON_SERVER | When.IN_LOCAL | When.IN_TRASH | When.ANY_LOCAL:
            return context.marks.number > 0
        case When.UNDO:
            return context.undoable
        case When.TRASH_FILLED:
            return context.folder.trash_count > 0
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
    """Whether the action would now undo what it does or can say more, and should."""
    if action.command is Command.RESTORE:
        return bool(context.origin)
    flag = FLAGS.get(action.command)
    return flag is not None and context.marks.number > 0 and flag in context.marks.common


FLAGS: dict[Command, Flags] = {
    Command.SEEN: Flags.SEEN,
    Command.STAR: Flags.FLAGGED,
    Command.ANSWERED: Flags.ANSWERED,
    Command.DELETED: Flags.DELETED,
}
