"""The mailboxes of the accounts, as the sidebar shows them and as the sync needs them."""

from __future__ import annotations  # what only the sync reads loads late in the window

from facteur.base.errors import StoreMisuse
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Attributes, Mailbox, SpecialUse
from facteur.store import rows as shapes
from facteur.store.query import Source, first, rows

_SQL = (
    "SELECT b.id, b.account_id, b.name, b.path, b.delimiter, b.special_use,"
    " b.attributes | CASE WHEN b.absent > 0 THEN 2 ELSE 0 END,"
    " CASE WHEN b.skeleton_done THEN b.messages ELSE b.status_messages END,"
    " CASE WHEN b.skeleton_done THEN b.unseen ELSE b.status_unseen END,"
    " b.uidvalidity, b.headers_done"
    " FROM mailbox b JOIN account a ON a.id = b.account_id"
)
_Row = tuple[int, int, bytes, str, str, str, int, int, int, int, int]
_FIRST: tuple[SpecialUse, ...] = (
    SpecialUse.INBOX,
    SpecialUse.DRAFTS,
    SpecialUse.SENT,
    SpecialUse.ARCHIVE,
    SpecialUse.JUNK,
    SpecialUse.TRASH,
)
_STATE_SQL = (
    "SELECT account_id, name, uidvalidity, uidnext, highestmodseq, exists_count, pending_modseq,"
    " skeleton_done, headers_done, status_messages, status_unseen, messages, without_headers,"
    " checked_ms, suspect_ms FROM mailbox WHERE id = ?"
)
_StateRow = tuple[int, bytes, int, int, int, int, int, int, int, int, int, int, int, int, int]


def mailboxes(source: Source, account: AccountKey | None = None) -> list[Mailbox]:
    """Return the mailboxes of one account or of all, account by account.

    Within an account: INBOX, drafts, sent, archive, junk, trash, then by path.
    """
    where = "" if account is None else " WHERE b.account_id = ?"
    bindings = () if account is None else (account,)
    found = rows(source.mail, _Row, f"{_SQL}{where} ORDER BY a.position, a.id", bindings)
    listed = [_mailbox(row) for row in found]
    places: dict[AccountKey, int] = {}
    for one in listed:
        places.setdefault(one.account, len(places))
    return sorted(listed, key=lambda one: (places[one.account], *_place(one)))


def mailbox(source: Source, key: MailboxKey) -> Mailbox:
    """Return one mailbox. Raises StoreMisuse `no-mailbox`."""
    found = first(source.mail, _Row, f"{_SQL} WHERE b.id = ?", (key,))
    if found is None:
        raise StoreMisuse("no-mailbox", detail=str(key))
    return _mailbox(found)


def last_checked_ms(source: Source) -> int:
    """Return when any mailbox was last compared with its server, 0 when none ever was."""
    found = first(source.mail, tuple[int], "SELECT coalesce(max(checked_ms), 0) FROM mailbox")
    return found[0] if found else 0


def find(source: Source, account: AccountKey, text: str) -> Mailbox | None:
    """Return the mailbox with this path, or with this special use (`INBOX`, `sent`).

    A path that is spelled exactly so wins over one that differs in case, and over a use.
    """
    listed = mailboxes(source, account)
    folded = text.casefold()
    matches = (
        [one for one in listed if one.path == text]
        + [one for one in listed if folded and one.special_use.value == folded]
        + [one for one in listed if one.path.casefold() == folded]
    )
    return matches[0] if matches else None


def keys(source: Source) -> tuple[list[MailboxKey], MailboxKey]:
    """Return the keys of all mailboxes, and the highest that was ever given."""
    found = rows(source.mail, tuple[MailboxKey], "SELECT id FROM mailbox")
    newest = first(
        source.mail, tuple[MailboxKey], "SELECT seq FROM sqlite_sequence WHERE name = 'mailbox'"
    )
    return [row[0] for row in found], newest[0] if newest else MailboxKey(0)


def find_name(source: Source, account: AccountKey, name: bytes) -> MailboxKey | None:
    """Return the mailbox with this wire name."""
    sql = "SELECT id FROM mailbox WHERE account_id = ? AND name = ?"
    found = first(source.mail, tuple[int], sql, (account, name))
    return MailboxKey(found[0]) if found else None


def header_counts(source: Source, mailbox: MailboxKey) -> tuple[int, int]:
    """Return how many messages are known, and of how many the headers are not here.

    Raises StoreMisuse `no-mailbox`.
    """
    sql = "SELECT messages, without_headers FROM mailbox WHERE id = ?"
    found = first(source.mail, tuple[int, int], sql, (mailbox,))
    if found is None:
        raise StoreMisuse("no-mailbox", detail=str(mailbox))
    return found


def sync_state(source: Source, mailbox: MailboxKey) -> shapes.SyncState:
    """Return token and progress of a mailbox. Raises StoreMisuse `no-mailbox`."""
    row = first(source.mail, _StateRow, _STATE_SQL, (mailbox,))
    if row is None:
        raise StoreMisuse("no-mailbox", detail=str(mailbox))
    return shapes.SyncState(
        mailbox=mailbox,
        account=AccountKey(row[0]),
        name=row[1],
        uidvalidity=row[2],
        uidnext=row[3],
        highestmodseq=row[4],
        exists_count=row[5],
        pending_modseq=row[6],
        skeleton_done=bool(row[7]),
        headers_done=bool(row[8]),
        status_messages=row[9],
        status_unseen=row[10],
        messages=row[11],
        without_headers=row[12],
        checked_ms=row[13],
        suspect_ms=row[14],
    )


def _place(one: Mailbox) -> tuple[int, str, str]:
    place = _FIRST.index(one.special_use) if one.special_use in _FIRST else len(_FIRST)
    return place, one.path.casefold(), one.path


def _mailbox(row: _Row) -> Mailbox:
    return Mailbox(
        key=MailboxKey(row[0]),
        account=AccountKey(row[1]),
        name=row[2],
        path=row[3],
        delimiter=row[4],
        special_use=SpecialUse(row[5]),
        attributes=Attributes(row[6]),
        messages=row[7],
        unseen=row[8],
        uidvalidity=row[9],
        complete=bool(row[10]),
    )
