"""Taking over the server's flags, with the user's waiting changes left over them."""

from collections.abc import Collection, Sequence

import msgspec

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store.encoding import jsonb
from facteur.store.transaction import Transaction
from facteur.store.write import counts, overlay

FlagsRow = tuple[int, int, Collection[str]]
_OF_BATCH = "jsonb_each(?1) j CROSS JOIN message m ON m.mailbox_id = ?2 AND m.uid = j.value ->> 0"
_Difference = tuple[MessageKey, int, int, int, int]


def apply(tx: Transaction, mailbox: MailboxKey, rows: Sequence[FlagsRow]) -> None:
    """Take over UID, flags and keywords as the server has them; unknown UIDs are passed over."""
    if not rows:
        return
    batch = jsonb([(uid, int(flags)) for uid, flags, _keywords in rows])
    sql = (
        "SELECT m.id, m.uid, m.flags, j.value ->> 1, m.waiting"
        f" FROM {_OF_BATCH} WHERE m.flags <> j.value ->> 1 OR m.waiting > 0"
    )
    differing = tx.rows(_Difference, sql, (batch, mailbox))
    waiting = {row[1] for row in differing if row[4]}
    _update(tx, mailbox, [row for row in differing if not row[4]])
    by_uid = {uid: (flags, keywords) for uid, flags, keywords in rows}
    for key, uid, _shown, _flags, _count in differing:
        if uid in waiting:
            standing = overlay.load(tx, key)
            assert standing is not None
            flags, keywords = by_uid[uid]
            server = overlay.Marks(flags=int(flags), keywords=frozenset(keywords))
            overlay.show(tx, standing, server)
    _apply_keywords(
        tx,
        mailbox,
        batch,
        {uid: frozenset(keywords) for uid, _flags, keywords in rows if uid not in waiting},
    )


def _update(tx: Transaction, mailbox: MailboxKey, differing: Sequence[_Difference]) -> None:
    if not differing:
        return
    tx.run(
        "UPDATE message SET flags = j.value ->> 1 FROM jsonb_each(?) j"
        " WHERE message.id = j.value ->> 0",
        jsonb([(row[0], row[3]) for row in differing]),
    )
    tx.changes.of(mailbox).changed.update(row[0] for row in differing)
    unseen = sum((row[2] & overlay.SEEN) - (row[3] & overlay.SEEN) for row in differing)
    counts.add(tx, mailbox, unseen=unseen)


def _apply_keywords(
    tx: Transaction, mailbox: MailboxKey, batch: bytes, wanted: dict[int, frozenset[str]]
) -> None:
    """Bring the keywords of the UIDs to what is wanted; most messages have none at all."""
    there: dict[int, set[str]] = {}
    if tx.number("SELECT EXISTS (SELECT 1 FROM keyword)"):
        sql = f"SELECT m.uid, k.keyword FROM {_OF_BATCH} JOIN keyword k ON k.message_id = m.id"
        for uid, keyword in tx.rows(tuple[int, str], sql, (batch, mailbox)):
            there.setdefault(uid, set()).add(keyword)
    differing = {
        uid: (frozenset(there.get(uid, ())), keywords)
        for uid, keywords in wanted.items()
        if keywords != frozenset(there.get(uid, ()))
    }
    if not differing:
        return
    sql = (
        "SELECT m.uid, m.id FROM json_each(?) j"
        " CROSS JOIN message m ON m.mailbox_id = ? AND m.uid = j.value"
    )
    uids = msgspec.json.encode(list(differing)).decode()
    for uid, key in tx.rows(tuple[int, MessageKey], sql, (uids, mailbox)):
        old, new = differing[uid]
        for keyword in old - new:
            tx.run("DELETE FROM keyword WHERE message_id = ? AND keyword = ?", key, keyword)
        for keyword in new - old:
            tx.run("INSERT OR IGNORE INTO keyword VALUES (?, ?)", key, keyword)
        tx.changes.of(mailbox).changed.add(key)
