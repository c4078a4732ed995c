"""A real profile with one INBOX for tests of the message list; reads are counted where asked."""

from pathlib import Path

from PySide6.QtCore import QDateTime

from facteur.base.paths import Profile
from facteur.link.events import MessagesChanged
from facteur.mail.account import AccountSettings, Security, ServerAddress
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.changes import Changes
from facteur.store.database import Store, open_writer
from facteur.store.read.accounts import accounts as read_accounts
from facteur.store.read.mailboxes import find
from facteur.store.rows import HeaderRow, ListedMailbox, SkeletonRow
from facteur.store.transaction import Transaction
from facteur.store.write import accounts, flags, mailboxes, messages

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
SEEN = int(Flags.SEEN)


def now_ms() -> int:
    return QDateTime.currentMSecsSinceEpoch()


class ListStore:
    """An account `claire@exemple.fr` and its INBOX; keeps what each write changed."""

    def __init__(self, home: Path) -> None:
        self.store: Store = open_writer(Profile(home=home))
        self.store.on_changes = self._note
        self.changes = Changes()
        self.reader = self.store.reader
        known = read_accounts(self.reader)
        self.account: AccountKey = known[0].key if known else self.store.write_now(_account)
        inbox = find(self.reader, self.account, "INBOX")
        self.inbox = inbox.key if inbox else self.add_mailbox("INBOX", "inbox")

    def _note(self, changes: Changes) -> None:
        self.changes = changes

    def add_mailbox(self, path: str, use: str = "") -> MailboxKey:
        listed = ListedMailbox(path.encode(), path, "/", use, 0, -1, -1)
        self.store.write_now(
            lambda tx: mailboxes.apply_list(tx, self.account, [listed], complete=False)
        )
        found = find(self.reader, self.account, path)
        assert found is not None
        self.store.write_now(
            lambda tx: tx.run(
                "UPDATE mailbox SET uidvalidity = 7, skeleton_done = 1 WHERE id = ?", found.key
            )
        )
        return found.key

    def headers(self, *rows: HeaderRow, mailbox: MailboxKey | None = None) -> MessagesChanged:
        box = mailbox or self.inbox
        uids = [row.uid for row in rows]
        self.store.write_now(
            lambda tx: messages.insert_headers(tx, box, rows, min(uids), max(uids))
        )
        return self.event(box)

    def skeleton(self, *rows: SkeletonRow) -> MessagesChanged:
        uids = [row.uid for row in rows]
        self.store.write_now(
            lambda tx: messages.insert_skeleton(tx, self.inbox, rows, min(uids), max(uids))
        )
        return self.event(self.inbox)

    def mark(self, uid: int, marks: int) -> MessagesChanged:
        self.store.write_now(lambda tx: flags.apply(tx, self.inbox, [(uid, marks, ())]))
        return self.event(self.inbox)

    def remove(self, *uids: int) -> MessagesChanged:
        self.store.write_now(lambda tx: messages.remove(tx, self.inbox, uids))
        return self.event(self.inbox)

    def run(self, sql: str, *bindings: object) -> None:
        self.store.write_now(lambda tx: tx.run(sql, *bindings))

    def event(self, mailbox: MailboxKey) -> MessagesChanged:
        """Return what the engine would say of the last write."""
        found = self.changes.messages.get(mailbox)
        if found is None:
            return MessagesChanged(mailbox=mailbox)
        return MessagesChanged(
            mailbox=mailbox,
            added=sorted(found.added),
            changed=sorted(found.changed),
            removed=sorted(found.removed),
            many=found.many,
        )

    def close(self) -> None:
        self.store.close()


def header(
    uid: int,
    received_ms: int,
    *,
    subject: str = "",
    name: str = "Claire Martin",
    address: str = "claire@example.org",
    marks: int = SEEN,
    size: int = 4_200,
    attachment: bool = False,
) -> HeaderRow:
    return HeaderRow(
        uid=uid,
        flags=marks,
        keywords=(),
        received_ms=received_ms,
        size_octets=size,
        sent_ms=received_ms,
        sender_name=name,
        sender_address=address,
        recipients="Paul <paul@example.test>",
        subject=subject or f"Message {uid}",
        header_message_id=f"{uid}@example.org",
        in_reply_to="",
        reference_ids="",
        list_id="",
        has_attachment=int(attachment),
    )


def fill(store: ListStore, count: int, *, step_ms: int = 10 * MINUTE_MS) -> None:
    """Put `count` messages in, uid 1 the oldest, the newest a few minutes old."""
    newest = now_ms() - 3 * MINUTE_MS
    batch = 5_000
    for start in range(1, count + 1, batch):
        rows = [
            header(uid, newest - (count - uid) * step_ms, marks=SEEN if uid % 3 else 0)
            for uid in range(start, min(count, start + batch - 1) + 1)
        ]
        store.headers(*rows)


def _account(tx: Transaction) -> AccountKey:
    settings = AccountSettings(
        address="claire@exemple.fr",
        server=ServerAddress(host="localhost", port=143, security=Security.NONE),
        user="claire",
    )
    return accounts.add(tx, settings, now_ms())
