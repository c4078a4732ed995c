"""Replies and events: what the engine says. Facts and codes, never sentences."""

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, as a value. The window finds the words by `family` and `code`.

    family: network, trust, login, refused, protocol, store, usage, bug; see base.errors.
    step: of a TestAccount: connect, encrypt, login, read; else "".
    server_text: the server's own sentence, untrusted, at most 300 characters.
    retry_at_ms: when the engine tries again by itself, 0 when it does not.
    certificate: what the server showed, DER; b"" unless the certificate is the problem.
    """

    family: str
    code: str
    step: str = ""
    detail: str = ""
    server_text: str = ""
    host: str = ""
    port: int = 0
    account: int = 0
    mailbox: int = 0
    retry_at_ms: int = 0
    certificate: bytes = b""
    certificate_sha256: str = ""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a transfer (export, import, backup) did, in messages; octets of those.

    Of a TestAccount: what waits in the maildrop, by the server's word.
    skipped: were there already. left_out: could not be read, or are not wholly on this computer;
    the first of them in `problems`, each as place and code.
    """

    messages: int
    octets: int
    skipped: int = 0
    left_out: int = 0
    problems: list[tuple[str, str]] = []


class Done(msgspec.Struct, frozen=True, kw_only=True, tag="done"):
    """The command with this request is carried out.

    keyring: of a TestAccount: whether a keyring is there to remember the password. The rest as the
    command says.
    """

    request: int
    account: int = 0
    mailbox: int = 0
    path: str = ""
    keyring: bool = True
    counts: Counts | None = None


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag="failed"):
    """The command with this request could not be carried out."""

    request: int
    problem: Problem


class Ready(msgspec.Struct, frozen=True, kw_only=True, tag="ready"):
    """The engine holds the profile, the store can be read. `problem` says why not."""

    problem: Problem | None = None


class AccountsChanged(msgspec.Struct, frozen=True, kw_only=True, tag="accounts-changed"):
    """Accounts came, went or have other settings."""


class MailboxesChanged(msgspec.Struct, frozen=True, kw_only=True, tag="mailboxes-changed"):
    """Mailboxes of an account came, went, were renamed, or their counts changed.

    structure: whether more than counts changed.
    """

    account: int
    mailboxes: list[int]
    structure: bool


class MessagesChanged(msgspec.Struct, frozen=True, kw_only=True, tag="messages-changed"):
    """Rows of one mailbox changed. Keys only; read the rows again.

    added, removed: rows that came or went. changed: rows whose content or flags changed.
    many: more happened than is worth listing (the three lists are then empty): read the keys
        again.
    """

    mailbox: int
    added: list[int] = []
    changed: list[int] = []
    removed: list[int] = []
    many: bool = False


class BodyChanged(msgspec.Struct, frozen=True, kw_only=True, tag="body-changed"):
    """The prepared body or the parts of a message changed in the store."""

    message: int


class AccountStateChanged(msgspec.Struct, frozen=True, kw_only=True, tag="account-state-changed"):
    """How an account stands.

    state: offline (network away or by choice), connecting, online, stopped (waits for the user).
    checked_ms: when the server was last asked for news, 0 never.
    waiting: the user's changes that have not reached the server.
    """

    account: int
    state: str
    checked_ms: int = 0
    waiting: int = 0


class ProblemRaised(msgspec.Struct, frozen=True, kw_only=True, tag="problem-raised"):
    """Something is wrong with an account or the store; it stands until cleared."""

    problem: Problem


class ProblemCleared(msgspec.Struct, frozen=True, kw_only=True, tag="problem-cleared"):
    """The problem with this family and code of this account is over."""

    account: int
    family: str
    code: str


class PasswordNeeded(msgspec.Struct, frozen=True, kw_only=True, tag="password-needed"):
    """The password of an account is not at hand or was refused.

    reason: missing, refused. keyring: whether a keyring is there to remember it.
    """

    account: int
    reason: str
    keyring: bool


class RemovalWanted(msgspec.Struct, frozen=True, kw_only=True, tag="removal-wanted"):
    """Messages would leave the server of an account, and the user is to say whether they may.

    count, octets: what would go at the next pass; 0: nothing is asked any more. unproven: further
    messages that are not checked yet and stay. again: it was allowed, but this is far more than
    usual.
    """

    account: int
    count: int
    octets: int = 0
    unproven: int = 0
    again: bool = False


class ProgressChanged(msgspec.Struct, frozen=True, kw_only=True, tag="progress-changed"):
    """A task goes on. total 0: not known. over: the last word on this task.

    kind: headers, flags, texts, part, source, check, collect, export, import, backup, restore.
    unit: messages or octets. octets, total_octets: beside a number of messages, 0 where unknown.
    """

    task: int
    account: int
    kind: str
    mailbox: int = 0
    message: int = 0
    section: str = ""
    done: int = 0
    total: int = 0
    unit: str = "messages"
    octets: int = 0
    total_octets: int = 0
    stoppable: bool = True
    over: bool = False


Reply = Done | Failed
Event = (
    Ready
    | AccountsChanged
    | MailboxesChanged
    | MessagesChanged
    | BodyChanged
    | AccountStateChanged
    | ProblemRaised
    | ProblemCleared
    | PasswordNeeded
    | RemovalWanted
    | ProgressChanged
)
