"""Messages that lie whole on this computer, for export and backup, and the backups made of them."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import apsw

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store.query import Source, first, number, rows, run

PAGE = 500


class WholeRow(NamedTuple):
    """A message of a mailbox. sha256 None: not wholly here."""

    key: MessageKey
    flags: int
    keywords: str
    received_ms: int
    sent_ms: int | None
    subject: str
    sha256: bytes | None


class ScheduledBackup(NamedTuple):
    """A backup that the schedule made. file_octets: how long its file was."""

    key: int
    made_ms: int
    path: str
    file_octets: int
    messages: int


class BackupRow(NamedTuple):
    """A backup that was made and read back."""

    made_ms: int
    path: str
    messages: int
    octets: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One state of mail.sqlite, whatever is written meanwhile. Made by `snapshot`."""

    mail: apsw.Connection


@contextmanager
def snapshot(source: Source) -> Generator[Snapshot]:
    """Hold the state that is there now; the log of the file grows until the block ends.

    The connection of the source must be in no transaction, and not be used beside the snapshot.
    """
    mail = source.mail
    run(mail, "BEGIN")
    try:
        number(mail, "SELECT count(*) FROM sqlite_schema")  # SQLite begins with the first reading
        yield Snapshot(mail=mail)
    finally:
        if mail.in_transaction:
            run(mail, "ROLLBACK")


def count(source: Source, mailbox: MailboxKey | None = None) -> int:
    """Return how many messages a mailbox has, or all together, counted row by row."""
    if mailbox is None:
        return number(source.mail, "SELECT count(*) FROM message")
    return number(source.mail, "SELECT count(*) FROM message WHERE mailbox_id = ?", (mailbox,))


def messages(source: Source, mailbox: MailboxKey) -> Iterator[WholeRow]:
    """Yield the messages of a mailbox in the order they came, a page at a time."""
    sql = (
        "SELECT m.id, m.flags, coalesce((SELECT group_concat(keyword, ' ') FROM keyword"
        " WHERE message_id = m.id), ''), m.received_ms, h.sent_ms, coalesce(h.subject, ''),"
        " p.sha256 FROM message m LEFT JOIN header h ON h.message_id = m.id"
        " LEFT JOIN part p ON p.message_id = m.id AND p.section = ''"
        " WHERE m.mailbox_id = ? AND m.id > ? ORDER BY m.id LIMIT ?"
    )
    after = 0
    while page := rows(source.mail, WholeRow, sql, (mailbox, after, PAGE)):
        for row in page:
            yield WholeRow._make(row)
        after = page[-1][0]


def scheduled_backups(source: Source) -> list[ScheduledBackup]:
    """Return the backups that the schedule made and that we have not deleted, newest first."""
    sql = (
        "SELECT id, made_ms, path, file_octets, messages FROM backup"
        " WHERE scheduled <> 0 AND removed_ms = 0 ORDER BY id DESC"
    )
    return [ScheduledBackup._make(row) for row in rows(source.mail, ScheduledBackup, sql)]


def last_backup(source: Source) -> BackupRow | None:
    """Return the newest backup, None when none was ever made."""
    sql = "SELECT made_ms, path, messages, octets, left_out FROM backup ORDER BY id DESC LIMIT 1"
    row = first(source.mail, BackupRow, sql)
    return BackupRow._make(row) if row else None
