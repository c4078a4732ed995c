"""Small makers of values for the store's tests, and the invariants that always hold."""

from pathlib import Path

from facteur.base.paths import Profile
from facteur.mail.account import AccountSettings, Security, ServerAddress
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.message import ListFilter, ListOrder
from facteur.store.connection import connect_reader
from facteur.store.database import Store
from facteur.store.query import Source, number, rows
from facteur.store.read import messages as read_messages
from facteur.store.rows import HeaderRow, ListedMailbox, SkeletonRow
from facteur.store.write import accounts, mailboxes, messages

EVERYTHING = ListFilter()
WRONG = (
    """SELECT id FROM message m WHERE waiting <> (SELECT count(*) FROM operation o
       WHERE o.message_id = m.id AND o.state <> 'failed')""",
    """SELECT id FROM message m WHERE (state = 1) <> EXISTS
       (SELECT 1 FROM header h WHERE h.message_id = m.id)""",
    "SELECT id FROM search_docsize WHERE id NOT IN (SELECT message_id FROM header)",
    "SELECT message_id FROM header WHERE message_id NOT IN (SELECT id FROM search_docsize)",
    """SELECT a.low_uid FROM covered a JOIN covered b ON a.mailbox_id = b.mailbox_id
       AND a.layer = b.layer AND a.low_uid < b.low_uid AND a.high_uid >= b.low_uid - 1""",
)
NEWEST_FIRST = ListOrder()


def settings(address: str = "ann@example.org") -> AccountSettings:
    server = ServerAddress(host="imap.example.org", port=993, security=Security.TLS)
    return AccountSettings(address=address, server=server, user="ann")


def listed(name: str, use: str = "", messages: int = -1, unseen: int = -1) -> ListedMailbox:
    return ListedMailbox(name.encode(), name, "/", use, 0, messages, unseen)


def skeleton(uid: int, flags: int = 0, keywords: tuple[str, ...] = ()) -> SkeletonRow:
    return SkeletonRow(uid, flags, keywords, uid * 1000)


def header(
    uid: int, flags: int = 0, keywords: tuple[str, ...] = (), **changed: object
) -> HeaderRow:
    row = HeaderRow(
        uid=uid,
        flags=flags,
        keywords=keywords,
        received_ms=uid * 1000,
        size_octets=1000 + uid,
        sent_ms=None,
        sender_name=f"Sender {uid}",
        sender_address=f"s{uid}@example.org",
        recipients="Bob <bob@example.org>",
        subject=f"Subject {uid}",
        header_message_id=f"m{uid}@example.org",
        in_reply_to="",
        reference_ids="",
        list_id="",
        has_attachment=0,
    )
    return row._replace(**changed)


def with_account(store: Store) -> AccountKey:
    return store.write_now(lambda tx: accounts.add(tx, settings(), 1))


def with_inbox(store: Store) -> tuple[AccountKey, MailboxKey]:
    account = with_account(store)
    names = [listed("INBOX", "inbox"), listed("Sent", "sent")]
    store.write_now(lambda tx: mailboxes.apply_list(tx, account, names, complete=True))
    sql = "SELECT id FROM mailbox WHERE account_id = ? AND name = ?"
    inbox = number(store.reader.mail, sql, (account, b"INBOX"))
    set_token(store, MailboxKey(inbox), 7)
    return account, MailboxKey(inbox)


def set_token(store: Store, mailbox: MailboxKey, uidvalidity: int) -> None:
    store.write_now(
        lambda tx: mailboxes.set_token(
            tx, mailbox, uidvalidity=uidvalidity, uidnext=9, highestmodseq=1, exists_count=0
        )
    )


def fill(store: Store, mailbox: MailboxKey, low: int, high: int, flags: int = 0) -> None:
    batch = [header(uid, flags) for uid in range(low, high + 1)]
    store.write_now(lambda tx: messages.insert_headers(tx, mailbox, batch, low, high))


def keys(source: Source, mailbox: MailboxKey) -> list[MessageKey]:
    found = read_messages.keys(source, mailbox, NEWEST_FIRST, EVERYTHING, limit=10_000)
    return [MessageKey(key) for key in found]


def key_of(source: Source, mailbox: MailboxKey, uid: int) -> MessageKey:
    return read_messages.keys_by_uid(source, mailbox, [uid])[uid]


def assert_sound(source: Source) -> None:
    """What holds after every transaction, whatever happened."""
    kept = rows(
        source.mail,
        tuple[int, int, int, int],
        "SELECT id, messages, unseen, without_headers FROM mailbox ORDER BY id",
    )
    counted = rows(
        source.mail,
        tuple[int, int, int, int],
        "SELECT b.id, count(m.id), coalesce(sum(m.flags & 1 = 0), 0), coalesce(sum(m.state = 0), 0)"
        " FROM mailbox b LEFT JOIN message m ON m.mailbox_id = b.id AND m.uid IS NOT NULL"
        " GROUP BY b.id ORDER BY b.id",
    )
    assert kept == counted
    for sql in WRONG:
        assert rows(source.mail, tuple[int], sql) == [], sql
    assert rows(source.mail, tuple[str], "PRAGMA foreign_key_check") == []
    # On a connection of its own: SQLite 3.54 checks FTS5 against the segments that an earlier
    # query on the connection remembered, and reports those merged since as corrupt.
    checked = connect_reader(Path(source.mail.filename))
    found = rows(checked, tuple[str], "PRAGMA quick_check")
    checked.close()
    assert found == [("ok",)], found


def profile_in(folder: Path) -> Profile:
    return Profile(home=folder / "profile")
