"""The table of actions: one row each, in the order of the menus. What they do is bound elsewhere.

Keys are Qt's portable texts ("Ctrl" is Cmd on macOS); none needs AltGr or Shift on a French
keyboard. A new action gets a row here, a handler in `application` and its French text.
"""

from enum import Enum
from typing import NamedTuple

from facteur.ui.mark import QT_TRANSLATE_NOOP


class Command(Enum):
    """What an action asks for; whoever handles it decides by this."""

    GET_MAIL = "get-mail"
    WORK_OFFLINE = "work-offline"
    ADD_ACCOUNT = "add-account"
    RESUME_ADDING = "resume-adding"
    CHANGE_ACCOUNT = "change-account"
    REMOVE_ACCOUNT = "remove-account"
    MANAGE_ACCOUNTS = "manage-accounts"
    LEDGER = "ledger"
    IMPORT = "import"
    EXPORT = "export"
    BACKUP = "backup"
    SETTINGS = "settings"
    QUIT = "quit"
    VIEW_CARDS = "view-cards"
    VIEW_TABLE = "view-table"
    LAYOUT_RIGHT = "layout-right"
    LAYOUT_BELOW = "layout-below"
    DENSITY_COMPACT = "density-compact"
    DENSITY_NORMAL = "density-normal"
    DENSITY_ROOMY = "density-roomy"
    THEME_SYSTEM = "theme-system"
    THEME_LIGHT = "theme-light"
    THEME_DARK = "theme-dark"
    TEXT_LARGER = "text-larger"
    TEXT_SMALLER = "text-smaller"
    TEXT_NORMAL = "text-normal"
    ACTIVITY = "activity"
    NOTICES = "notices"
    MENU_BAR = "menu-bar"
    NEXT_UNREAD = "next-unread"
    NEXT_PANE = "next-pane"
    PREVIOUS_PANE = "previous-pane"
    STAR = "star"
    SEEN = "seen"
    ANSWERED = "answered"
    DELETED = "deleted"
    TRASH = "trash"
    ERASE = "erase"
    RESTORE = "restore"
    MOVE = "move"
    COPY = "copy"
    UNDO = "undo"
    NEW_FOLDER = "new-folder"
    RENAME_FOLDER = "rename-folder"
    MOVE_FOLDER = "move-folder"
    DELETE_FOLDER = "delete-folder"
    EMPTY_TRASH = "empty-trash"
    KEYS = "keys"
    ABOUT = "about"


class Menu(Enum):
    """The menus, in their order."""

    FILE = "file"
    VIEW = "view"
    GO = "go"
    FOLDER = "folder"
    MESSAGE = "message"
    HELP = "help"


class When(Enum):
    """What must be there for an action to be usable."""

    ALWAYS = "always"
    LEFT = "left"  # adding an account was begun and left
    ACCOUNT = "account"  # at least one account
    ACCOUNT_CHOSEN = "account-chosen"  # the sidebar stands on an account or one of its folders
    SERVED_CHOSEN = "served-chosen"  # … and that account has a server
    MAILBOX = "mailbox"  # a folder is open
    MESSAGES = "messages"  # at least one message is selected
    ON_SERVER = "on-server"  # … in a folder of a server
    IN_LOCAL = "in-local"  # … in a folder of this computer that is not the trash
    IN_TRASH = "in-trash"  # … in the trash of this computer
    ANY_LOCAL = "any-local"  # … in any folder of this computer
    UNDO = "undo"  # the last change can be taken back
    LOCAL_OPEN = "local-open"  # a folder of this computer is open
    LOCAL_CHOSEN = "local-chosen"  # the sidebar stands on such an account or in it
    OWN_FOLDER = "own-folder"  # … on a folder that the user made there
    TRASH_FILLED = "trash-filled"  # … and the trash of that account holds something


class Kind(Enum):
    """How an action shows its state."""

    PLAIN = "plain"
    SWITCH = "switch"  # on or off
    CHOICE = "choice"  # one of its group


class Action(NamedTuple):
    """One action.

    other: its text while it would undo itself ("Remove star") or can say more, "" if it never does;
    {folder} in it is filled in, {address} in its text. keys: two actions may share one when they
    are never usable at once.
    group: actions of one menu and group stand together, parted from the next group by a line.
    """

    command: Command
    text: str
    menu: Menu
    group: int
    other: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    when: When = When.ALWAYS
    kind: Kind = Kind.PLAIN


MENU_TEXTS: dict[Menu, str] = {
    Menu.FILE: QT_TRANSLATE_NOOP("Actions", "&Facteur"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Actions", "&View"),
    Menu.GO: QT_TRANSLATE_NOOP("Actions", "&Go"),
    Menu.FOLDER: QT_TRANSLATE_NOOP("Actions", "Fo&lder"),
    Menu.MESSAGE: QT_TRANSLATE_NOOP("Actions", "&Message"),
    Menu.HELP: QT_TRANSLATE_NOOP("Actions", "&Help"),
}

_FILE: tuple[Action, ...] = (
    Action(
        command=Command.GET_MAIL,
        text=QT_TRANSLATE_NOOP("Actions", "G&et mail"),
        icon="refresh-cw",
        keys=("F9", "Ctrl+Shift+T"),
        menu=Menu.FILE,
        group=0,
        when=When.ACCOUNT,
    ),
    Action(
        command=Command.WORK_OFFLINE,
        text=QT_TRANSLATE_NOOP("Actions", "Work &offline"),
        icon="cloud-off",
        keys=("F7",),
        menu=Menu.FILE,
        group=0,
        when=When.ACCOUNT,
        kind=Kind.SWITCH,
    ),
    Action(
        command=Command.ADD_ACCOUNT,
        text=QT_TRANSLATE_NOOP("Actions", "&Add an account…"),
        icon="plus",
        menu=Menu.FILE,
        group=1,
    ),
    Action(
        command=Command.RESUME_ADDING,
        text=QT_TRANSLATE_NOOP("Actions", "Resume addi&ng {address}"),
        menu=Menu.FILE,
        group=1,
        when=When.LEFT,
    ),
    Action(
        command=Command.CHANGE_ACCOUNT,
        text=QT_TRANSLATE_NOOP("Actions", "&Change this account…"),
        icon="pencil",
        menu=Menu.FILE,
        group=1,
        when=When.SERVED_CHOSEN,
    ),
    Action(
        command=Command.REMOVE_ACCOUNT,
        text=QT_TRANSLATE_NOOP("Actions", "&Remove this account…"),
        icon="trash-2",
        menu=Menu.FILE,
        group=1,
        when=When.ACCOUNT_CHOSEN,
    ),
    Action(
        command=Command.MANAGE_ACCOUNTS,
        text=QT_TRANSLATE_NOOP("Actions", "Accoun&ts…"),
        icon="users",
        menu=Menu.FILE,
        group=1,
        when=When.ACCOUNT,
    ),
    Action(
        command=Command.LEDGER,
        text=QT_TRANSLATE_NOOP("Actions", "&Deleted from servers…"),
        icon="server-off",
        menu=Menu.FILE,
        group=1,
    ),
    Action(
        command=Command.IMPORT,
        text=QT_TRANSLATE_NOOP("Actions", "&Import mail…"),
        icon="download",
        menu=Menu.FILE,
        group=2,
    ),
    Action(
        command=Command.EXPORT,
        text=QT_TRANSLATE_NOOP("Actions", "E&xport this folder…"),
        icon="save",
        menu=Menu.FILE,
        group=2,
        when=When.LOCAL_OPEN,
    ),
    Action(
        command=Command.BACKUP,
        text=QT_TRANSLATE_NOOP("Actions", "Back&up…"),
        icon="database-backup",
        menu=Menu.FILE,
        group=2,
    ),
    Action(
        command=Command.SETTINGS,
        text=QT_TRANSLATE_NOOP("Actions", "&Settings…"),
        icon="settings",
        keys=("Ctrl+,",),
        menu=Menu.FILE,
        group=3,
    ),
    Action(
        command=Command.QUIT,
        text=QT_TRANSLATE_NOOP("Actions", "&Quit"),
        icon="log-out",
        keys=("Ctrl+Q",),
        menu=Menu.FILE,
        group=4,
    ),
)

_VIEW: tuple[Action, ...] = (
    Action(
        command=Command.VIEW_CARDS,
        text=QT_TRANSLATE_NOOP("Actions", "List as &cards"),
        icon="rows-3",
        menu=Menu.VIEW,
        group=0,
        when=When.MAILBOX,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.VIEW_TABLE,
        text=QT_TRANSLATE_NOOP("Actions", "List as a &table"),
        icon="table-2",
        menu=Menu.VIEW,
        group=0,
        when=When.MAILBOX,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.LAYOUT_RIGHT,
        text=QT_TRANSLATE_NOOP("Actions", "Message on the &right of the list"),
        menu=Menu.VIEW,
        group=1,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.LAYOUT_BELOW,
        text=QT_TRANSLATE_NOOP("Actions", "Message &below the list"),
        menu=Menu.VIEW,
        group=1,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.DENSITY_COMPACT,
        text=QT_TRANSLATE_NOOP("Actions", "Rows close to&gether"),
        menu=Menu.VIEW,
        group=2,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.DENSITY_NORMAL,
        text=QT_TRANSLATE_NOOP("Actions", "Rows at &normal distance"),
        menu=Menu.VIEW,
        group=2,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.DENSITY_ROOMY,
        text=QT_TRANSLATE_NOOP("Actions", "Rows &wide apart"),
        menu=Menu.VIEW,
        group=2,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.THEME_SYSTEM,
        text=QT_TRANSLATE_NOOP("Actions", "Colours of the &system"),
        menu=Menu.VIEW,
        group=3,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.THEME_LIGHT,
        text=QT_TRANSLATE_NOOP("Actions", "&Light colours"),
        menu=Menu.VIEW,
        group=3,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.THEME_DARK,
        text=QT_TRANSLATE_NOOP("Actions", "&Dark colours"),
        menu=Menu.VIEW,
        group=3,
        kind=Kind.CHOICE,
    ),
    Action(
        command=Command.TEXT_LARGER,
        text=QT_TRANSLATE_NOOP("Actions", "Larger te&xt"),
        keys=("Ctrl++", "Ctrl+="),
        menu=Menu.VIEW,
        group=4,
    ),
    Action(
        command=Command.TEXT_SMALLER,
        text=QT_TRANSLATE_NOOP("Actions", "S&maller text"),
        keys=("Ctrl+-",),
        menu=Menu.VIEW,
        group=4,
    ),
    Action(
        command=Command.TEXT_NORMAL,
        text=QT_TRANSLATE_NOOP("Actions", "Text of normal si&ze"),
        keys=("Ctrl+0",),
        menu=Menu.VIEW,
        group=4,
    ),
    Action(
        command=Command.ACTIVITY,
        text=QT_TRANSLATE_NOOP("Actions", "&Activity"),
        icon="activity",
        keys=("F8",),
        menu=Menu.VIEW,
        group=5,
        kind=Kind.SWITCH,
    ),
    Action(
        command=Command.NOTICES,
        text=QT_TRANSLATE_NOOP("Actions", "N&otices"),
        icon="bell",
        keys=("Shift+F8",),
        menu=Menu.VIEW,
        group=5,
    ),
    Action(
        command=Command.MENU_BAR,
        text=QT_TRANSLATE_NOOP("Actions", "Always show the men&u bar"),
        menu=Menu.VIEW,
        group=5,
        kind=Kind.SWITCH,
    ),
)

_GO: tuple[Action, ...] = (
    Action(
        command=Command.NEXT_UNREAD,
        text=QT_TRANSLATE_NOOP("Actions", "&Next unread message"),
        icon="mail",
        keys=("Alt+Down",),
        menu=Menu.GO,
        group=0,
        when=When.MAILBOX,
    ),
    Action(
        command=Command.NEXT_PANE,
        text=QT_TRANSLATE_NOOP("Actions", "Next &pane"),
        keys=("F6",),
        menu=Menu.GO,
        group=1,
    ),
    Action(
        command=Command.PREVIOUS_PANE,
        text=QT_TRANSLATE_NOOP("Actions", "P&revious pane"),
        keys=("Shift+F6",),
        menu=Menu.GO,
        group=1,
    ),
)

_FOLDER: tuple[Action, ...] = (
    Action(
        command=Command.NEW_FOLDER,
        text=QT_TRANSLATE_NOOP("Actions", "&New folder…"),
        icon="plus",
        menu=Menu.FOLDER,
        group=0,
        when=When.LOCAL_CHOSEN,
    ),
    Action(
        command=Command.RENAME_FOLDER,
        text=QT_TRANSLATE_NOOP("Actions", "&Rename the folder…"),
        icon="pencil",
        keys=("F2",),
        menu=Menu.FOLDER,
        group=1,
        when=When.OWN_FOLDER,
    ),
    Action(
        command=Command.MOVE_FOLDER,
        text=QT_TRANSLATE_NOOP("Actions", "&Move the folder below…"),
        icon="folder-input",
        menu=Menu.FOLDER,
        group=1,
        when=When.OWN_FOLDER,
    ),
    Action(
        command=Command.DELETE_FOLDER,
        text=QT_TRANSLATE_NOOP("Actions", "&Delete the folder…"),
        icon="trash-2",
        menu=Menu.FOLDER,
        group=1,
        when=When.OWN_FOLDER,
    ),
    Action(
        command=Command.EMPTY_TRASH,
        text=QT_TRANSLATE_NOOP("Actions", "&Empty the trash…"),
        icon="eraser",
        menu=Menu.FOLDER,
        group=2,
        when=When.TRASH_FILLED,
    ),
)

_MESSAGE: tuple[Action, ...] = (
    Action(
        command=Command.SEEN,
        text=QT_TRANSLATE_NOOP("Actions", "Mark as &read"),
        other=QT_TRANSLATE_NOOP("Actions", "Mark as un&read"),
        icon="mail-open",
        keys=("Ctrl+M",),
        menu=Menu.MESSAGE,
        group=0,
        when=When.MESSAGES,
    ),
    Action(
        command=Command.STAR,
        text=QT_TRANSLATE_NOOP("Actions", "Add a &star"),
        other=QT_TRANSLATE_NOOP("Actions", "Remove the &star"),
        icon="star",
        keys=("Ctrl+D",),
        menu=Menu.MESSAGE,
        group=0,
        when=When.MESSAGES,
    ),
    Action(
        command=Command.ANSWERED,
        text=QT_TRANSLATE_NOOP("Actions", "Mark as &answered"),
        other=QT_TRANSLATE_NOOP("Actions", "Mark as not &answered"),
        icon="reply",
        menu=Menu.MESSAGE,
        group=0,
        when=When.MESSAGES,
    ),
    Action(
        command=Command.DELETED,
        text=QT_TRANSLATE_NOOP("Actions", "Mark &deleted"),
        other=QT_TRANSLATE_NOOP("Actions", "Restore the &deleted message"),
        icon="trash-2",
        keys=("Del",),
        menu=Menu.MESSAGE,
        group=1,
        when=When.ON_SERVER,
    ),
    Action(
        command=Command.TRASH,
        text=QT_TRANSLATE_NOOP("Actions", "Put into the &trash"),
        icon="trash-2",
        keys=("Del",),
        menu=Menu.MESSAGE,
        group=1,
        when=When.IN_LOCAL,
    ),
    Action(
        command=Command.RESTORE,
        text=QT_TRANSLATE_NOOP("Actions", "&Put back where it was"),
        other=QT_TRANSLATE_NOOP("Actions", "&Put back in “{folder}”"),
        icon="undo-2",
        menu=Menu.MESSAGE,
        group=1,
        when=When.IN_TRASH,
    ),
    Action(
        command=Command.ERASE,
        text=QT_TRANSLATE_NOOP("Actions", "Delete for &good…"),
        icon="eraser",
        keys=("Del",),
        menu=Menu.MESSAGE,
        group=1,
        when=When.IN_TRASH,
    ),
    Action(
        command=Command.MOVE,
        text=QT_TRANSLATE_NOOP("Actions", "&Move to…"),
        icon="folder-input",
        keys=("Ctrl+Shift+M",),
        menu=Menu.MESSAGE,
        group=2,
        when=When.ANY_LOCAL,
    ),
    Action(
        command=Command.COPY,
        text=QT_TRANSLATE_NOOP("Actions", "&Copy to…"),
        icon="copy",
        keys=("Ctrl+Shift+Y",),
        menu=Menu.MESSAGE,
        group=2,
        when=When.ANY_LOCAL,
    ),
    Action(
        command=Command.UNDO,
        text=QT_TRANSLATE_NOOP("Actions", "&Undo"),
        icon="undo-2",
        keys=("Ctrl+Z",),
        menu=Menu.MESSAGE,
        group=3,
        when=When.UNDO,
    ),
)

_HELP: tuple[Action, ...] = (
    Action(
        command=Command.KEYS,
        text=QT_TRANSLATE_NOOP("Actions", "&Keys of the keyboard"),
        icon="circle-help",
        keys=("F1",),
        menu=Menu.HELP,
        group=0,
    ),
    Action(
        command=Command.ABOUT,
        text=QT_TRANSLATE_NOOP("Actions", "A&bout Facteur"),
        icon="info",
        menu=Menu.HELP,
        group=1,
    ),
)

TABLE: tuple[Action, ...] = (*_FILE, *_VIEW, *_GO, *_FOLDER, *_MESSAGE, *_HELP)
BY_COMMAND: dict[Command, Action] = {action.command: action for action in TABLE}

# What the menu of a message row offers, and that of a folder row.
MESSAGE_MENU: tuple[Command, ...] = (
    Command.SEEN,
    Command.STAR,
    Command.ANSWERED,
    Command.DELETED,
    Command.TRASH,
    Command.RESTORE,
    Command.ERASE,
    Command.MOVE,
    Command.COPY,
)
FOLDER_MENU: tuple[Command, ...] = (
    Command.GET_MAIL,
    Command.NEW_FOLDER,
    Command.RENAME_FOLDER,
    Command.MOVE_FOLDER,
    Command.DELETE_FOLDER,
    Command.EMPTY_TRASH,
    Command.CHANGE_ACCOUNT,
    Command.REMOVE_ACCOUNT,
)
