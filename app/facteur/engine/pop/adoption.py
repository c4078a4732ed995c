"""Rows for messages that only content.sqlite knows: a kill between two commits, a lost mail.sqlite.

Each message that may be had nowhere else is noted beside its bytes (`store.content.Whole`). Here
those notes are compared with the rows, at every start, and the rows that lack are made; the notes
of what the user deleted for good are taken away before (`store.write.erased`).
"""

from collections import Counter
from collections.abc import Sequence

from facteur.base.errors import ContentDamaged
from facteur.base.log import logger
from facteur.engine import imported
from facteur.engine.pop.receive import HEADER_OCTETS, row_of
from facteur.mail.keys import AccountKey
from facteur.message.received import header_of
from facteur.store.content import ContentStore, Whole
from facteur.store.database import Store
from facteur.store.rows import Collected, HeaderRow, NoticeFamily
from facteur.store.transaction import Transaction
from facteur.store.write import erased, local, notices
from facteur.store.write import pop as write_pop

_KNOWN = "SELECT uidl, occurrence, sha256 FROM pop_item WHERE account_id = ? AND sha256 IS NOT NULL"

_Known = tuple[bytes, int, bytes]
_log = logger("pop")


async def adopt(store: Store, account: AccountKey, address: str, now_ms: int) -> int:
    """Give rows to wholes of the account that have none, tell it, and return how many there were.

    address: of the account, see store.content.Whole. One that cannot be read is left, and may be
    fetched again. Raises StoreUnavailable.
    """
    await release_erased(store, account)
    reader = store.reader.content
    noted = reader.wholes(account, address)
    # What an import stores at this moment has its rows next in the queue of mail.sqlite: once the
    # bytes before this line are through, what is asked after it sees them.
    await store.content_write(_nothing)
    lacking = await store.write(lambda tx: _lacking(tx, account, noted))
    adopted = 0
    for one in lacking:
        if not reader.has(one.sha256):
            continue
        try:
            await _adopt_one(store, account, one)
        except ContentDamaged as error:
            _log.error("a message without a row cannot be read: %s", error)
            name = one.sha256  # so that its bytes may be stored when the server has them still
            await store.content_write(lambda content, name=name: content.forget(name))
        else:
            adopted += 1
    if adopted:
        _log.warning("%d messages got their rows back", adopted)
        await store.write(lambda tx: _tell(tx, account, adopted, now_ms))
    return adopted


def _tell(tx: Transaction, account: AccountKey, adopted: int, now_ms: int) -> None:
    notices.tell(
        tx,
        account=account,
        family=NoticeFamily.INFORMATION,
        code="rows-back",
        happened_ms=now_ms,
        count=adopted,
    )


async def release_erased(store: Store, account: AccountKey) -> None:
    """Let content.sqlite go of what the user has deleted for good; a kill leaves the rest noted."""
    names = await store.write(lambda tx: erased.waiting(tx, account))
    if not names:
        return

    def release(content: ContentStore) -> list[Whole]:
        return [gone for name in names for gone in content.release_whole(account, name)]

    gone = await store.content_write(release)
    # An equal message may have been stored meanwhile, and been noted before its note was taken.
    back = set(await store.write(lambda tx: erased.named(tx, account, names)))
    if again := [one for one in gone if one.sha256 in back]:
        await store.content_write(lambda content: content.keep_whole(again))
    await store.write(lambda tx: erased.finish(tx, account, names))


async def release_removed(store: Store) -> None:
    """Let content.sqlite go of accounts that were removed, where that was cut short."""
    for account in erased.accounts(store.reader):
        await store.content_write(lambda content, key=account: content.release_account(key))
        await store.write(lambda tx, key=account: erased.finish(tx, key))


def lacking(noted: Sequence[Whole], known: Sequence[_Known]) -> list[Whole]:
    """Return the collected messages that have no item: first by name, then by content alone.

    An item that goes by another UIDL now, or has made room for another, has its content still; of
    two equal messages each counts.
    """
    there = set(known)
    nameless = Counter(sha256 for _uidl, _occurrence, sha256 in known)
    unmatched: list[Whole] = []
    for one in noted:
        if (one.uidl, one.occurrence, one.sha256) in there:
            nameless[one.sha256] -= 1
        else:
            unmatched.append(one)
    found: list[Whole] = []
    for one in unmatched:
        if nameless[one.sha256] > 0:
            nameless[one.sha256] -= 1
        else:
            found.append(one)
    return found


def _lacking(tx: Transaction, account: AccountKey, noted: Sequence[Whole]) -> list[Whole]:
    collected = [one for one in noted if one.uidl]
    brought = {one.sha256: one for one in noted if not one.uidl}  # whatever folders had it
    known = tx.rows(_Known, _KNOWN, (account,))
    found = lacking(collected, known)
    # What was imported and collected is one message, see write.pop.store_batch.
    there = {one.sha256 for one in found}
    there.update(erased.named(tx, account, list(brought)))
    return [*found, *(one for name, one in brought.items() if name not in there)]


async def _adopt_one(store: Store, account: AccountKey, whole: Whole) -> None:
    header, octets = b"", 0
    for chunk in store.reader.content.read_chunks(whole.sha256):
        header = header or header_of(chunk[:HEADER_OCTETS])
        octets += len(chunk)
    row = row_of(header, whole.received_ms, octets)
    await store.write(lambda tx: _insert(tx, account, whole, row))


def _insert(tx: Transaction, account: AccountKey, whole: Whole, row: HeaderRow) -> None:
    inbox = local.ensure(tx, account)
    if not whole.uidl:
        if erased.named(tx, account, [whole.sha256]):
            return  # an import has just brought it
        place = imported.place_of(tx, account, whole.occurrence)
        row = row._replace(flags=imported.flags_of(whole.occurrence))
        local.insert_batch(tx, place, [(row, whole.sha256)])
        return
    one = Collected(
        uidl=whole.uidl,
        occurrence=whole.occurrence,
        key=0,
        sha256=whole.sha256,
        size_octets=row.size_octets,
        listed_octets=row.size_octets,
        header=row,
    )
    write_pop.store_batch(tx, account, inbox, [one], session=0, stored_ms=whole.stored_ms)


def _nothing(content: ContentStore) -> None:
    """Only wait for what is before it."""
    del content
