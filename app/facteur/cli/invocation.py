"""What was asked on the command line, as values; every one already checked for sense."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    ServerAddress,
    Texts,
)
from facteur.mail.flags import Flags

_NONE = Flags(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWindow:
    """No command: show the window, or draw it into `screenshot`. Empty means the default.

    report_first_paint: print when the list was first painted; for measuring. demo: in a temporary
    profile, with a practice mailbox.
    """

    offscreen: bool = False
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    theme: str = ""
    language: str = ""
    mailbox: str = ""
    report_first_paint: bool = False
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEngine:
    """Be the engine of a window, on the standard streams. practice: of a practice window."""

    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPracticeServer:
    """Be the mail server of a practice window, on the standard streams."""

    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWorker:
    """Be a worker of an engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthWish:
    """Sign in at a provider's page. provider: its name in oauth-clients.toml, "" to tell it.

    client: the user's own client id; secret_from_stdin: and its secret.
    """

    provider: str
    client: str = ""
    secret_from_stdin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingWish:
    """What the server for sending shall be; None leaves a part as it is. forget: none at all."""

    server: ServerAddress | None = None
    user: str | None = None
    certificate_sha256: str | None = None
    forget: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAccount:
    """Keep an account. accept_no_encryption, confirm_removal: said in so many words.

    only_new: what is in the maildrop now is not collected. oauth: instead of a password.
    """

    settings: AccountSettings
    password_from_stdin: bool
    oauth: OAuthWish | None = None
    accept_no_encryption: bool = False
    confirm_removal: bool = False
    only_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFound:
    """Find the servers of an address and keep an account; the rest as AddAccount.

    user: "" takes the one that was found. internet: as of FindSettings. sending: instead of the
    server for sending that was found.
    """

    address: str
    protocol: Protocol
    name: str
    user: str
    pop: PopRules
    secret_kind: SecretKind
    password_command: str
    password_from_stdin: bool
    oauth: OAuthWish | None = None
    internet: bool = True
    sending: SendingWish | None = None
    accept_no_encryption: bool = False
    confirm_removal: bool = False
    only_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSettings:
    """Say what servers an address has. internet: the public directory may learn its domain."""

    address: str
    internet: bool = True
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAccount:
    """Change the server for sending, or what becomes of the server's copies; None leaves a rule.

    allow: answer the question whether messages may be removed; None does not answer it.
    retry_refused: ask again for what the server refused, False: leave it there for good.
    """

    address: str
    after_download: AfterDownload | None = None
    leave_days: int | None = None
    follow_deletion: bool | None = None
    headers_over_octets: int | None = None
    allow: bool | None = None
    retry_refused: bool | None = None
    sending: SendingWish | None = None
    accept_no_encryption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferAccount:
    """Change what is decided about an account; None leaves it. See mail.account.Preferences."""

    address: str
    colour: str | None = None
    paused: bool | None = None
    interval_s: int | None = None
    texts: Texts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccounts:
    """Show the accounts."""

    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAccount:
    """Forget an account; the server keeps what it has.

    with_mail: also mail that is on this computer alone.
    """

    address: str
    with_mail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAgain:
    """Let an account go on after its provider's agreement has run out."""

    address: str
    oauth: OAuthWish


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAccount:
    """Sign in to the server of an account and say what is wrong."""

    address: str


class Depth(Enum):
    """How much a sync brings; the values are those of link.commands.Sync."""

    HEADERS = "headers"
    BODIES = "bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOnce:
    """Bring what is new, then end. Empty means all."""

    account: str = ""
    mailbox: str = ""
    depth: Depth = Depth.HEADERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMailboxes:
    """Show the folders of one account or all."""

    account: str = ""
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMessages:
    """Show the messages of a folder, newest first. limit: 0 means every one."""

    mailbox: str
    account: str = ""
    limit: int = 0
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchMessages:
    """Show the messages that hold all these words."""

    text: str
    mailbox: str = ""
    account: str = ""
    limit: int = 0
    json: bool = False


class Form(Enum):
    """What is written of a message."""

    WHOLE = "whole"  # header lines, text, attachments
    JSON = "json"
    TEXT = "text"
    HTML = "html"
    RAW = "raw"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMessage:
    """Write a message. section: of the part, for Form.PART."""

    message: int
    form: Form = Form.WHOLE
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMessages:
    """Set and clear flags; no flag is in both."""

    messages: tuple[int, ...]
    add: Flags = _NONE
    remove: Flags = _NONE
    add_keywords: tuple[str, ...] = ()
    remove_keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowStatus:
    """Say what waits and what failed."""

    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLedger:
    """Show what left a server, newest first. limit: 0 means every row.

    words: only rows that hold each of them in address, sender, subject or UIDL.
    """

    words: tuple[str, ...] = ()
    account: str = ""
    limit: int = 0
    json: bool = False


class Deed(Enum):
    """What is done with messages of local folders."""

    MOVE = "move"
    COPY = "copy"
    DELETE = "delete"  # to the trash
    RESTORE = "restore"  # out of it
    ERASE = "erase"  # for good
    KEEP = "keep"  # on the server
    RELEASE = "release"  # to the rule of the account


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnMessages:
    """Do something with messages. mailbox: where to, for MOVE and COPY."""

    deed: Deed
    messages: tuple[int, ...]
    mailbox: str = ""
    account: str = ""


class FolderDeed(Enum):
    """What is done with a local folder."""

    CREATE = "create"
    RENAME = "rename"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnFolder:
    """Make, rename (or move below another) or delete a local folder."""

    deed: FolderDeed
    path: str
    new_path: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFolder:
    """Write a folder to a new mbox file or to .eml files in a folder."""

    mailbox: str
    path: Path
    form: str = "mbox"
    account: str = ""
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFiles:
    """Read mbox, Maildir, .eml, a Thunderbird profile or a backup into a local folder.

    folders: paths of the folders of a backup that are wanted; none: all.
    """

    path: Path
    mailbox: str = ""
    folders: tuple[str, ...] = ()
    account: str = ""
    passphrase: bool = False
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BackUp:
    """Write a backup of everything that is wholly here, check one, or list its folders.

    passphrase: asked for, or the first line of standard input.
    """

    path: Path
    check: bool = False
    contents: bool = False
    passphrase: bool = False
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectFiles:
    """Parse and clean message files; "-" is standard input."""

    files: tuple[str, ...]
    form: Form = Form.WHOLE


Command = (
    AddAccount
    | AddFound
    | FindSettings
    | ListAccounts
    | RemoveAccount
    | SignInAgain
    | TryAccount
    | SyncOnce
    | ListMailboxes
    | ListMessages
    | SearchMessages
    | ShowMessage
    | MarkMessages
    | ShowStatus
    | ChangeAccount
    | PreferAccount
    | ShowLedger
    | ActOnMessages
    | ActOnFolder
    | ExportFolder
    | ImportFiles
    | BackUp
    | InspectFiles
)
Process = OpenWindow | RunEngine | RunWorker | RunPracticeServer | Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """The process to be and the profile it is about, None for the user's own."""

    process: Process = field(default_factory=OpenWindow)
    home: Path | None = None
