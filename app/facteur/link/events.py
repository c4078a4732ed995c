"""Replies and events: what the engine says. Facts and codes, never sentences."""

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, as a value. The window finds the words by `family` and `code`.

    family: network, trust, login, refused, protocol, store, usage, bug; see base.errors.
    step: of a TestAccount: connect, encrypt, login, read, send; else "".
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


class BackupFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of a backup.

    levels: the address of its account, then its path; untrusted. use: mail.mailbox.SpecialUse.
    account: the local one here to which it goes back, 0 for none.
    """

    levels: list[str]
    use: str = ""
    messages: int
    octets: int
    account: int = 0


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What a mailbox that was tried holds, by the server's word; -1: it did not say.

    recent: of the last 30 days. quota: what the whole account may take; used: and takes.
    unsent: why sending does not work; None when it does, or when no server for it is known.
    """

    messages: int = -1
    octets: int = -1
    recent_messages: int = -1
    recent_octets: int = -1
    quota_octets: int = -1
    used_octets: int = -1
    unsent: Problem | None = None


class FoundServer(msgspec.Struct, frozen=True, kw_only=True):
    """A server that may have the mail of an address.

    protocol: imap, pop, submission. source: known (a provider Facteur knows), domain (published by
    the domain itself), directory (the public directory of providers), dns, guess. host_domain: the
    registrable domain of the host. foreign: it is another one than that of the address, and nobody
    known vouches for it: the user has to agree. auth: password, app-password, oauth.
    """

    protocol: str
    host: str
    port: int
    security: str
    user: str
    source: str
    auth: str = "password"
    host_domain: str = ""
    foreign: bool = False


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """What was found for an address; servers the best first, at most two a protocol.

    provider: its name in resources/providers.toml, "" when unknown; provider_name for people.
    steps: what the user has to do there first, codes of providers.toml: app-password, enable-imap,
    enable-pop, bridge, main-address and others. help_url: where the provider tells how. oauth: its
    name in resources/oauth-clients.toml, "" for none; oauth_ready: this build is registered there.
    closed: the provider does not offer mail programs at all. insecure: only an unencrypted server
    was found; it is not among `servers`.
    """

    domain: str
    servers: list[FoundServer] = []
    provider: str = ""
    provider_name: str = ""
    steps: list[str] = []
    help_url: str = ""
    oauth: str = ""
    oauth_ready: bool = False
    closed: bool = False
    insecure: bool = False


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
    grant: int = 0
    counts: Counts | None = None
    trial: Trial | None = None
    discovery: Discovery | None = None
    folders: list[BackupFolder] | None = None


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

    state: offline (network away or by choice), connecting, online, stopped (waits for the user),
    local (there is no server).
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


class DiscoveryChanged(msgspec.Struct, frozen=True, kw_only=True, tag="discovery-changed"):
    """How far the search of a Discover is at one of its sources.

    source: known (the public directory is asked under this name, too), domain, dns, guess. state:
    running, found, none, slow (left_s: until given up).
    """

    task: int
    source: str
    state: str
    left_s: int = 0


class BrowserWanted(msgspec.Struct, frozen=True, kw_only=True, tag="browser-wanted"):
    """The user has to agree on this page, in their own browser; `task` can be stopped.

    request: of the SignIn. The address names no secret of ours; it is not logged all the same.
    """

    request: int
    task: int
    url: str


class NoticesChanged(msgspec.Struct, frozen=True, kw_only=True, tag="notices-changed"):
    """Notices (store.read.notices) came, went or were counted up."""


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
    | DiscoveryChanged
    | BrowserWanted
    | NoticesChanged
    | RemovalWanted
    | ProgressChanged
)
