"""What is known of the two sides of a mailbox, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerView:
    """A mailbox as SELECT showed it.

    uidnext: 0 when the server did not say (CoreMail has none).
    highestmodseq: 0 when there is none (NOMODSEQ, no CONDSTORE).
    resynced: SELECT itself brought the changes since our token (QRESYNC).
    """

    uidvalidity: int
    uidnext: int
    highestmodseq: int
    exists: int
    resynced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalView:
    """The same mailbox as the store has it; see store.rows.SyncState.

    messages: our rows with a UID.
    """

    uidvalidity: int
    uidnext: int
    highestmodseq: int
    exists: int
    messages: int
    pending_modseq: int
    skeleton_done: bool


@dataclass(frozen=True, slots=True)
class Renumber:
    """The server gave the mailbox new UIDs: begin a new generation, keep what is here."""

    uidvalidity: int


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """Bring the newest rows, then the rest in the background."""

    pending_modseq: int


@dataclass(frozen=True, slots=True)
class Restart:
    """So much is new that it is brought like the first time: newest rows, then windows."""


@dataclass(frozen=True, slots=True)
class FetchNew:
    """Bring the rows of UIDs from here on."""

    first_uid: int


@dataclass(frozen=True, slots=True)
class FetchChanges:
    """Bring the flags that changed since this mod-sequence."""

    since: int


@dataclass(frozen=True, slots=True)
class RefreshFlags:
    """Bring the flags of the newest messages, for servers that cannot tell what changed.

    newest: how many; 0 means all.
    """

    newest: int


@dataclass(frozen=True, slots=True)
class CountCheck:
    """Compare our rows with EXISTS; when they differ, compare the UIDs."""


@dataclass(frozen=True, slots=True)
class CompareUids:
    """Ask for all UIDs; what is missing there is verified, then removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveToken:
    """Note up to where both sides agree."""

    uidnext: int
    highestmodseq: int
    exists: int


Step = (
    Renumber
    | FirstScreen
    | Restart
    | FetchNew
    | FetchChanges
    | RefreshFlags
    | CountCheck
    | CompareUids
    | SaveToken
)
