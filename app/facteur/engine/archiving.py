"""Between the store and files of others: export, import, backup. Blocks: runs in a thread.

Reading goes on a connection of its own. What is written goes through `Writes`, which hands it to
the engine's one writer and waits.
"""

import hashlib
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from facteur.archive import backup, detect, sources
from facteur.archive.backup import FolderEntry
from facteur.archive.backupreader import BackupReader
from facteur.archive.backupwriter import new_backup
from facteur.archive.emlfiles import EmlWriter, make_folder
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, ArchiveFolder, Unreadable
from facteur.archive.mboxexport import export_mbox
from facteur.base.errors import ContentDamaged, UsageError
from facteur.engine import imported
from facteur.engine.sync.rows import header_row
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.message.received import header_of, received_ms
from facteur.store.content import PIECE_LIMIT_OCTETS, ContentReader, ContentStore, Whole
from facteur.store.query import Source
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import wholes
from facteur.store.reader import Reader
from facteur.store.rows import HeaderRow
from facteur.store.transaction import Transaction
from facteur.store.write import erased, local, localnames
from facteur.store.write import pop as write_pop

AT_ONCE = 100  # messages in a transaction
HEADER_OCTETS = 256 << 10
TOLD_PROBLEMS = 50
LISTED_FOLDERS = 20_000  # more nobody chooses from, and a made-up manifest could name millions
NOT_HERE = "not-here"

_T = TypeVar("_T")
Step = Callable[[int, int], None]
"""Hears messages done and messages in all, 0 when that is not known."""


class Writes(Protocol):
    """The engine's writer, as a thread sees it."""

    def mail(self, work: Callable[[Transaction], _T]) -> _T:
        """Carry out a transaction on mail.sqlite."""
        ...

    def both(
        self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
    ) -> _T:
        """Carry out one on content.sqlite and, at once after it, one on mail.sqlite.

        Nothing that the engine begins when it has seen the first comes before the second.
        """
        ...

    def content(self, work: Callable[[ContentStore], _T]) -> _T:
        """Carry out a transaction on content.sqlite."""
        ...


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was done. problems: the first of what was left out, as place and code."""

    messages: int = 0
    octets: int = 0
    skipped: int = 0
    left_out: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def leave_out(self, place: str, code: str) -> None:
        """Note a message that could not be taken."""
        self.left_out += 1
        if len(self.problems) < TOLD_PROBLEMS:
            self.problems.append((place, code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where imported mail goes: into a mailbox, or below it; at_top: beside it."""

    account: AccountKey
    address: str
    mailbox: Mailbox
    at_top: bool = False


def export(reader: Reader, mailbox: Mailbox, path: Path, form: str, step: Step) -> Tally:
    """Write a mailbox, as it is now, to a new mbox file, or to .eml files in a folder.

    Raises ArchiveError; the counts are read again from what was written (mbox).
    """
    tally = Tally()
    with wholes.snapshot(reader) as source:
        total = wholes.count(source, mailbox.key)
        found = _counted(_stored(source, reader.content, mailbox, tally), step, total)
        if form == "mbox":
            done = export_mbox(path, (message for message, _row in found))
            tally.messages, tally.octets = done.messages, done.octets
            for one in done.left_out:
                tally.leave_out(one.place, one.code)
            return tally
        writer = EmlWriter(make_folder(path, ()))
        for message, row in found:
            try:
                writer.write(message, subject=row.subject, sent_ms=row.sent_ms)
            except ContentDamaged as error:
                tally.leave_out(message.place, error.code)
                continue
            tally.messages += 1
            tally.octets += message.size_octets
    return tally


def make_backup(
    reader: Reader, path: Path, passphrase: str, now_ms: int, step: Step
) -> tuple[Path, Tally]:
    """Write every account's mailboxes, as they are now, into one new file that was read back.

    Returns its path. Raises ArchiveError, `differs` also when not every message was come by.
    """
    tally = Tally()
    if path.is_dir():
        path = _in_folder(path, now_ms, sealed=bool(passphrase))
    with (
        wholes.snapshot(reader) as source,
        new_backup(path, created_ms=now_ms, passphrase=passphrase) as writer,
    ):
        addresses = {one.key: one.settings.address for one in read_accounts.accounts(source)}
        total = wholes.count(source)
        done = 0
        for mailbox in read_mailboxes.mailboxes(source):
            levels = (addresses[mailbox.account], *mailbox.levels)
            writer.begin_folder(levels, mailbox.special_use)
            for message, row in _stored(source, reader.content, mailbox, tally):
                if writer.add(message, row.sha256):
                    tally.messages += 1
                    tally.octets += message.size_octets
                done += 1
                step(done + tally.left_out, total)
        if done + tally.left_out != total:
            raise ArchiveError("differs", detail=f"{done + tally.left_out} of {total} messages")
    for one in writer.left_out:
        tally.leave_out(one.place, one.code)
    return path, tally


def check_backup(path: Path, passphrase: str) -> Tally:
    """Read a backup again, all of it. Raises ArchiveError."""
    with BackupReader(path, passphrase=passphrase) as opened:
        verdict = opened.verify()
    tally = Tally(messages=verdict.messages, octets=verdict.octets)
    for one in verdict.differences:
        tally.leave_out(one.place, one.code)
    return tally


def contents(path: Path, passphrase: str) -> list[FolderEntry]:
    """Return what a backup holds by its manifest, the first folders of very many. ArchiveError."""
    with BackupReader(path, passphrase=passphrase) as opened:
        return list(opened.contents()[:LISTED_FOLDERS])


def coming_back(found: Sequence[FolderEntry], homes: Container[str]) -> list[FolderEntry]:
    """Return the folders of a backup that a restoration brings.

    Not the empty ones of a special use, which every account has, nor those of an account that is
    not here and has no message in the backup. homes: addresses that are here, case-folded.
    """
    filled = {_owner(one.levels) for one in found if one.messages}
    return [
        one
        for one in found
        if one.messages
        or (
            one.special_use is SpecialUse.NONE
            and (_owner(one.levels) in filled or _owner(one.levels) in homes)
        )
    ]


def _owner(levels: tuple[str, ...]) -> str:
    """Return the address of the account of a folder of a backup."""
    return levels[0].casefold() if levels else ""


@dataclass(slots=True, kw_only=True)
class Import:
    """Reads an archive into local mailboxes.

    A single folder goes into the target, several go below it; those of a backup go back to where
    they were in the account of their address, where that is among the homes or the target's. What
    is in its mailbox already is skipped. chosen: levels of the folders that are wanted, None: all.
    """

    target: Target
    homes: Sequence[Target] = ()
    chosen: frozenset[tuple[str, ...]] | None = None
    writes: Writes
    now_ms: int
    step: Step
    tally: Tally = field(default_factory=Tally)

    def run(self, path: Path, passphrase: str) -> Tally:
        """Read it all. Raises ArchiveError, StoreUnavailable; what is here by then stays."""
        kind = detect.detect(path)
        is_backup = kind in {detect.Kind.BACKUP, detect.Kind.SEALED_BACKUP}
        is_single = kind in {detect.Kind.MBOX, detect.Kind.EML_FILE}
        filled = set(self._addresses())
        empty: list[tuple[str, Callable[[Transaction], MailboxKey]]] = []
        for folder in sources.folders(path, kind, passphrase=passphrase):
            if self.chosen is not None and folder.levels not in self.chosen:
                continue
            levels = () if is_single else folder.levels
            home = self._home(levels) if is_backup else None
            target = home or self.target
            place = partial(_place, target, folder, levels, goes_home=home is not None)
            if self._folder(folder, target, place):
                filled.add(_owner(levels))
            elif is_backup and folder.special_use is SpecialUse.NONE:
                empty.append((_owner(levels), place))
        for owner, place in empty:  # see `coming_back`; what the user has chosen comes anyhow
            if owner in filled or self.chosen is not None:
                self.writes.mail(place)
        return self.tally

    def _addresses(self) -> list[str]:
        return [one.address.casefold() for one in (self.target, *self.homes)]

    def _home(self, levels: tuple[str, ...]) -> Target | None:
        """Return the account to which a folder of a backup goes back; the target's comes first."""
        address = _owner(levels)
        known = (one for one in (self.target, *self.homes) if one.address.casefold() == address)
        return next(known, None)

    def _folder(
        self, folder: ArchiveFolder, target: Target, place: Callable[[Transaction], MailboxKey]
    ) -> bool:
        """Take in a folder and return whether anything is in it."""
        found = folder.open()
        mailbox: MailboxKey | None = None
        while batch := list(islice(found, AT_ONCE)):
            if mailbox is None:
                mailbox = self.writes.mail(place)
            self._batch(target, mailbox, self._readable(batch))
            self.step(self.tally.messages + self.tally.skipped, 0)
        return mailbox is not None

    def _readable(
        self, batch: list[ArchivedMessage | Unreadable]
    ) -> list[tuple[ArchivedMessage, bytes]]:
        """Return those that can be read, with their SHA-256."""
        readable: list[tuple[ArchivedMessage, bytes]] = []
        for one in batch:
            if isinstance(one, Unreadable):
                self.tally.leave_out(one.place, one.code)
                continue
            try:
                readable.append((one, _hash(one)))
            except ArchiveError as error:
                self.tally.leave_out(one.place, error.code)
        return readable

    def _batch(
        self, target: Target, mailbox: MailboxKey, found: list[tuple[ArchivedMessage, bytes]]
    ) -> None:
        """Store what is new: bytes first, then the rows that name them."""
        names = [name for _one, name in found]
        path, known = self.writes.mail(
            lambda tx: (
                local.path_of_mailbox(tx, mailbox),
                local.known_wholes(tx, mailbox, names),
            )
        )
        new: list[tuple[ArchivedMessage, HeaderRow, bytes]] = []
        for one, name in found:
            if name in known:
                self.tally.skipped += 1
                continue
            known.add(name)
            new.append((one, _row(one, self.now_ms), name))
        if not new:
            return

        def put(content: ContentStore) -> None:
            for one, row, name in new:
                if content.put_stream(_pieces(one), stored_ms=self.now_ms) != name:
                    raise ArchiveError("changed", detail=one.place)
                noted = imported.hint(path, one.flags)
                whole = _whole(target, name, noted, row.received_ms, self.now_ms)
                content.keep_whole([whole])

        rows = [(row, name) for _one, row, name in new]
        try:
            came = self.writes.both(put, lambda tx: self._insert(tx, mailbox, rows))
        except UsageError:
            self._take_back(target.account, [name for _one, _row_, name in new])
            raise
        self.tally.messages += len(came)
        self.tally.skipped += len(new) - len(came)
        self.tally.octets += sum(one.size_octets for one, _row_, name in new if name in came)

    def _insert(
        self, tx: Transaction, mailbox: MailboxKey, rows: list[tuple[HeaderRow, bytes]]
    ) -> set[bytes]:
        """Give the messages rows; not those that came from elsewhere since they were looked for.

        Returns which got one. Raises UsageError when mailbox or account have gone meanwhile.
        """
        account = local.account_of_mailbox(tx, mailbox)
        known = local.known_wholes(tx, mailbox, [name for _row_, name in rows])
        new = [(row, name) for row, name in rows if name not in known]
        local.insert_batch(tx, mailbox, new)
        came = [name for _row_, name in new]
        write_pop.reclaim(tx, account, mailbox, came)
        return set(came)

    def _take_back(self, account: AccountKey, names: list[bytes]) -> None:
        """Let go of bytes whose rows have no place any more, or they would come back by a start."""
        named = set(self.writes.mail(lambda tx: erased.named(tx, account, names)))

        def release(content: ContentStore) -> None:
            for name in names:
                if name not in named:
                    content.release_whole(account, name)

        self.writes.content(release)


def _place(
    target: Target,
    folder: ArchiveFolder,
    levels: tuple[str, ...],
    tx: Transaction,
    *,
    goes_home: bool,
) -> MailboxKey:
    """Return the mailbox for a folder of an archive, made where it is missing.

    Names are cleaned, not refused: one that cannot be had here is no reason to leave mail behind.
    Raises UsageError when the target has gone meanwhile, with its account perhaps.
    """
    local.account_of_mailbox(tx, target.mailbox.key)
    path = ""
    if goes_home:
        levels = tuple(map(localnames.cleaned, levels[1:]))
        if folder.special_use is not SpecialUse.NONE:
            use = folder.special_use
            return local.special(tx, target.account, use, levels or (use.value,))
    else:
        levels = tuple(map(localnames.cleaned, levels))
        path = "" if target.at_top else target.mailbox.path
    path = local.DELIMITER.join((path, *levels) if path else levels)
    return local.found_or_made(tx, target.account, path) if path else target.mailbox.key


def _stored(
    source: Source, content: ContentReader, mailbox: Mailbox, tally: Tally
) -> Iterator[tuple[ArchivedMessage, wholes.WholeRow]]:
    """Yield what is wholly here; note the rest. Raises ArchiveError when rows are missing."""
    total, seen = wholes.count(source, mailbox.key), 0
    for row in wholes.messages(source, mailbox.key):
        seen += 1
        place = f"{mailbox.path}: {row.subject[:80]}"
        size = content.size(row.sha256) if row.sha256 is not None else None
        if row.sha256 is None or size is None:
            tally.leave_out(place, NOT_HERE)
            continue
        message = ArchivedMessage(
            place=place,
            flags=Flags(row.flags),
            keywords=tuple(row.keywords.split()),
            received_ms=row.received_ms or None,
            size_octets=size,
            open=partial(content.read_chunks, row.sha256),
        )
        yield message, row
    if seen != total:
        raise ArchiveError("differs", detail=f"{mailbox.path}: {seen} of {total} messages")


def _counted(
    found: Iterator[tuple[ArchivedMessage, wholes.WholeRow]], step: Step, total: int
) -> Iterator[tuple[ArchivedMessage, wholes.WholeRow]]:
    for number, one in enumerate(found, 1):
        yield one
        step(number, total)


def _in_folder(folder: Path, now_ms: int, *, sealed: bool) -> Path:
    backup.drop_unfinished(folder)
    return backup.free_path(folder, backup.backup_name(backup.day_of(now_ms), sealed=sealed))


def _hash(message: ArchivedMessage) -> bytes:
    digest = hashlib.sha256()
    for chunk in message.open():
        digest.update(chunk)
    return digest.digest()


def _pieces(message: ArchivedMessage) -> Iterator[bytes]:
    """Yield chunks that the store takes."""
    for chunk in message.open():
        for at in range(0, len(chunk), PIECE_LIMIT_OCTETS):
            yield chunk[at : at + PIECE_LIMIT_OCTETS]


def _row(message: ArchivedMessage, now_ms: int) -> HeaderRow:
    held: list[bytes] = []
    for chunk in message.open():
        held.append(chunk)
        if sum(map(len, held)) >= HEADER_OCTETS:
            break
    header = header_of(b"".join(held)[:HEADER_OCTETS])
    came_ms = message.received_ms or received_ms(header)
    row = header_row(0, int(message.flags), message.keywords, 0, message.size_octets, header)
    return row._replace(received_ms=came_ms or row.sent_ms or now_ms)


def _whole(target: Target, name: bytes, noted: int, came_ms: int, now_ms: int) -> Whole:
    return Whole(
        account=target.account,
        address=target.address,
        uidl=b"",
        occurrence=noted,
        sha256=name,
        received_ms=came_ms,
        stored_ms=now_ms,
    )
