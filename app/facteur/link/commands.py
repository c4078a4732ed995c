"""Commands: what the window and the command line ask of the engine.

Passwords travel here and nowhere else; they are never logged. Every command carries `request`,
chosen by the sender, which its one reply repeats.
"""

import msgspec


class AccountFields(msgspec.Struct, frozen=True, kw_only=True):
    """An account as entered; see mail.account.AccountSettings for the meaning of each field."""

    address: str
    name: str = ""
    host: str
    port: int
    security: str
    user: str
    secret_kind: str = "keyring"  # noqa: S105 - where the password is, not what it is
    password_command: str = ""
    certificate_sha256: str = ""
    protocol: str = "imap"
    after_download: str = "keep"
    leave_days: int = 14
    follow_deletion: bool = False
    headers_over_octets: int = 0
    submission_host: str = ""
    submission_port: int = 465
    submission_security: str = "tls"
    submission_user: str = ""
    submission_sha256: str = ""
    provider: str = ""
    oauth_client: str = ""


class IdentityFields(msgspec.Struct, frozen=True, kw_only=True):
    """An address to send from; see mail.account.Identity."""

    name: str
    address: str
    reply_to: str = ""


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag="hello"):
    """The first frame, both ways."""

    version: str


class AddAccount(msgspec.Struct, frozen=True, kw_only=True, tag="add-account"):
    """Keep an account and begin to sync it. Answered by Done with `account`.

    allow_removal: the user agrees that collected messages leave the server by its rule.
    only_new: what is in the maildrop now is left there and not collected. grant: what SignIn was
    answered with, instead of a password.
    """

    request: int
    account: AccountFields
    password: str = ""
    grant: int = 0
    allow_removal: bool = False
    only_new: bool = False


class ChangeAccount(msgspec.Struct, frozen=True, kw_only=True, tag="change-account"):
    """Replace the settings of an account; password "" and grant 0 keep what is known.

    A known password is not taken to a server of another domain: there it is asked for anew.
    """

    request: int
    account: int
    fields: AccountFields
    password: str = ""
    grant: int = 0


class RemoveAccount(msgspec.Struct, frozen=True, kw_only=True, tag="remove-account"):
    """Forget an account, its copies here and its password. Nothing on the server changes.

    with_mail: even messages of which this computer may have the only copy; else the command
    fails with `only-copy` where there are any.
    """

    request: int
    account: int
    with_mail: bool = False


class TestAccount(msgspec.Struct, frozen=True, kw_only=True, tag="test-account"):
    """Try settings with a real login and a look at INBOX, then the server for sending.

    Nothing is kept, sent or deleted. Answered by Failed with the problem and the step it happened
    in, when receiving does not work; else by Done with `trial`. `counts` of Done: what is in the
    maildrop already; None where only_new of AddAccount would mean nothing.
    """

    __test__ = False

    request: int
    account: AccountFields
    password: str = ""
    grant: int = 0
    # When not 0 and password is "", that account's own password is used, if for its own domains;
    # else the test fails with `password-needed`.
    known_account: int = 0


class Discover(msgspec.Struct, frozen=True, kw_only=True, tag="discover"):
    """Look for the settings of an address, within seconds, telling DiscoveryChanged meanwhile.

    No password is asked or sent. internet: also ask the public directory of providers, which then
    learns the domain. Answered by Done with `discovery`; StopTask of the task that DiscoveryChanged
    names ends the search at once, with what has been found so far.
    """

    request: int
    address: str
    internet: bool = True


class SignIn(msgspec.Struct, frozen=True, kw_only=True, tag="sign-in"):
    """Let the user agree at the provider's page in their own browser (OAuth 2.0).

    BrowserWanted tells what to open, and the task to stop. Answered by Done with `grant`, which
    TestAccount, AddAccount and ChangeAccount take for as long as the engine runs; the tokens stay
    in the engine. oauth: the name of the provider in resources/oauth-clients.toml. account: when
    not 0, that account goes on with the new tokens at once. client: the user's own client id.
    """

    request: int
    oauth: str
    user: str
    account: int = 0
    client: str = ""
    client_secret: str = ""


class Prefer(msgspec.Struct, frozen=True, kw_only=True, tag="prefer"):
    """Keep what a person decides about an account; see mail.account.Preferences."""

    request: int
    account: int
    colour: str = ""
    paused: bool = False
    interval_s: int = 0
    texts: str = "usual"


class SetIdentities(msgspec.Struct, frozen=True, kw_only=True, tag="set-identities"):
    """Replace the addresses that an account has beside its own."""

    request: int
    account: int
    identities: list[IdentityFields]


class DismissNotices(msgspec.Struct, frozen=True, kw_only=True, tag="dismiss-notices"):
    """Put notices away; with `mute` never tell of their kind for their account again."""

    request: int
    notices: list[int]
    mute: bool = False


class SetPassword(msgspec.Struct, frozen=True, kw_only=True, tag="set-password"):
    """Give the password of an account; `remember` puts it into the keyring."""

    request: int
    account: int
    password: str
    remember: bool = True


class OpenMailbox(msgspec.Struct, frozen=True, kw_only=True, tag="open-mailbox"):
    """Keep this mailbox live until another one is opened; 0 closes."""

    request: int
    mailbox: int


class FetchHeaders(msgspec.Struct, frozen=True, kw_only=True, tag="fetch-headers"):
    """Bring the headers of these messages (on screen as placeholders) before others."""

    request: int
    messages: list[int]


class OpenMessage(msgspec.Struct, frozen=True, kw_only=True, tag="open-message"):
    """Bring what is shown of a message into the store, ready to show: text, pictures inside it.

    Done at once when it is there; Failed with code `offline` when it cannot be had now.
    """

    request: int
    message: int


class FetchPart(msgspec.Struct, frozen=True, kw_only=True, tag="fetch-part"):
    """Bring one part into the store, with progress; can be stopped.

    One that is there is read once, and fetched again where it is damaged: what a reader asks that
    meets ContentDamaged.
    """

    request: int
    message: int
    section: str


class SavePart(msgspec.Struct, frozen=True, kw_only=True, tag="save-part"):
    """Write a part, fetched first where needed, into `folder` under its safe name.

    Never overwrites: a name in use is numbered. Answered by Done with `path`.
    folder "" means the profile's folder for opened attachments (the file is made read-only).
    file_name "" means the part's own safe name.
    """

    request: int
    message: int
    section: str
    folder: str = ""
    file_name: str = ""


class FetchSource(msgspec.Struct, frozen=True, kw_only=True, tag="fetch-source"):
    """Bring the whole raw message into the store (for `show --raw` and "view source")."""

    request: int
    message: int


class StopTask(msgspec.Struct, frozen=True, kw_only=True, tag="stop-task"):
    """Stop what a ProgressChanged with this `task` reported; 0 stops all that can be stopped."""

    request: int
    task: int


class SetFlags(msgspec.Struct, frozen=True, kw_only=True, tag="set-flags"):
    """Set and clear marks on messages: shown at once, sent to the server as soon as possible.

    add, remove: bits of mail.flags.Flags; a bit in both is refused.
    """

    request: int
    messages: list[int]
    add: int = 0
    remove: int = 0
    add_keywords: list[str] = []
    remove_keywords: list[str] = []


class Sync(msgspec.Struct, frozen=True, kw_only=True, tag="sync"):
    """Look for news now. Without `wait` Done comes at once, else when the pass is over.

    account, mailbox: 0 means all of them. depth: "headers" or "bodies" (texts as well).
    """

    request: int
    account: int = 0
    mailbox: int = 0
    depth: str = "headers"
    wait: bool = False


class SetOnline(msgspec.Struct, frozen=True, kw_only=True, tag="set-online"):
    """Work offline (False) or go online again (True)."""

    request: int
    online: bool


class DiscardOperation(msgspec.Struct, frozen=True, kw_only=True, tag="discard-operation"):
    """Give up a change that waits or failed; the message shows the server's state again."""

    request: int
    operation: int


class RetryOperation(msgspec.Struct, frozen=True, kw_only=True, tag="retry-operation"):
    """Try a failed change again; 0 means all."""

    request: int
    operation: int


class AnswerRemoval(msgspec.Struct, frozen=True, kw_only=True, tag="answer-removal"):
    """Let an account remove collected messages from its server, or keep them all there."""

    request: int
    account: int
    allow: bool


class KeepOnServer(msgspec.Struct, frozen=True, kw_only=True, tag="keep-on-server"):
    """Pin collected messages to their server, or let the account's rule have them again."""

    request: int
    messages: list[int]
    kept: bool


class SkipRefused(msgspec.Struct, frozen=True, kw_only=True, tag="skip-refused"):
    """Leave for good on its server what that would not give; with `retry` ask for it again.

    retry: also for the removals that the server refused. Answered by Done with `counts`.
    """

    request: int
    account: int
    retry: bool


class AddLocalAccount(msgspec.Struct, frozen=True, kw_only=True, tag="add-local-account"):
    """Have the account without a server; where there is one already, that is it.

    Answered by Done with `account` and `mailbox`, its inbox.
    """

    request: int


class CreateMailbox(msgspec.Struct, frozen=True, kw_only=True, tag="create-mailbox"):
    """Make a local mailbox, and those above it. Answered by Done with `mailbox`."""

    request: int
    account: int
    path: str


class RenameMailbox(msgspec.Struct, frozen=True, kw_only=True, tag="rename-mailbox"):
    """Give a local mailbox another path; one below another mailbox moves it there."""

    request: int
    mailbox: int
    path: str


class DeleteMailbox(msgspec.Struct, frozen=True, kw_only=True, tag="delete-mailbox"):
    """Delete a local mailbox and those below it; their messages go to the trash."""

    request: int
    mailbox: int


class MoveMessages(msgspec.Struct, frozen=True, kw_only=True, tag="move-messages"):
    """Move messages of local mailboxes; mailbox 0 means the trash of their account."""

    request: int
    messages: list[int]
    mailbox: int


class CopyMessages(msgspec.Struct, frozen=True, kw_only=True, tag="copy-messages"):
    """Copy messages of local mailboxes into a local mailbox."""

    request: int
    messages: list[int]
    mailbox: int


class RestoreMessages(msgspec.Struct, frozen=True, kw_only=True, tag="restore-messages"):
    """Put messages of a local trash back where they were."""

    request: int
    messages: list[int]


class EraseMessages(msgspec.Struct, frozen=True, kw_only=True, tag="erase-messages"):
    """Delete messages of a local trash for good. No undo."""

    request: int
    messages: list[int]


class ExportMailbox(msgspec.Struct, frozen=True, kw_only=True, tag="export-mailbox"):
    """Write the messages of a mailbox that are wholly here to a new file or folder.

    form: mbox (path is the file) or eml (path is the folder). Answered by Done with `counts`.
    """

    request: int
    mailbox: int
    path: str
    form: str = "mbox"


class ImportMail(msgspec.Struct, frozen=True, kw_only=True, tag="import-mail"):
    """Read mbox, Maildir, .eml or a backup into local mailboxes; what is there is skipped.

    mailbox: where a single folder goes, and below which several go; 0 is the account without a
    server, made at need: its inbox, and beside that. Folders of a backup go back to their account
    instead where that is here and local. folders: the levels of those that are wanted, none: all.
    Answered by Done with `counts`.
    """

    request: int
    path: str
    mailbox: int = 0
    passphrase: str = ""
    folders: list[list[str]] = []


class MakeBackup(msgspec.Struct, frozen=True, kw_only=True, tag="make-backup"):
    """Write every message that is wholly here into one new file, and read it back.

    path: the file, or a folder in which it gets a name. Answered by Done with `path`, `counts`.
    """

    request: int
    path: str
    passphrase: str = ""


class CheckBackup(msgspec.Struct, frozen=True, kw_only=True, tag="check-backup"):
    """Read a backup again, all of it. Answered by Done with `counts`."""

    request: int
    path: str
    passphrase: str = ""


class ListBackup(msgspec.Struct, frozen=True, kw_only=True, tag="list-backup"):
    """Say what a backup holds, by its manifest. Answered by Done with `folders`."""

    request: int
    path: str
    passphrase: str = ""


class ReloadSettings(msgspec.Struct, frozen=True, kw_only=True, tag="reload-settings"):
    """Read the settings file again: the window has changed it."""

    request: int


class TurnClock(msgspec.Struct, frozen=True, kw_only=True, tag="turn-clock"):
    """Turn the engine's clock ahead; an engine that is not for practice refuses (`no-practice`)."""

    request: int
    days: int


class Shutdown(msgspec.Struct, frozen=True, kw_only=True, tag="shutdown"):
    """Finish the running transaction and end."""

    request: int


Command = (
    AddAccount
    | ChangeAccount
    | RemoveAccount
    | TestAccount
    | Discover
    | SignIn
    | Prefer
    | SetIdentities
    | DismissNotices
    | SetPassword
    | OpenMailbox
    | FetchHeaders
    | OpenMessage
    | FetchPart
    | SavePart
    | FetchSource
    | StopTask
    | SetFlags
    | Sync
    | SetOnline
    | DiscardOperation
    | RetryOperation
    | AnswerRemoval
    | KeepOnServer
    | SkipRefused
    | AddLocalAccount
    | CreateMailbox
    | RenameMailbox
    | DeleteMailbox
    | MoveMessages
    | CopyMessages
    | RestoreMessages
    | EraseMessages
    | ExportMailbox
    | ImportMail
    | MakeBackup
    | CheckBackup
    | ListBackup
    | ReloadSettings
    | TurnClock
    | Shutdown
)
