"""Judges what a collecting engine left: is every message somewhere, is the ledger complete.

Reads the files of profile and server, never what the engine says of itself. A judgement raises
AssertionError.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from facteur.base.errors import ContentDamaged
from facteur.base.paths import Profile
from facteur.store.connection import connect_reader
from facteur.store.content import ContentReader
from facteur.store.reader import open_reader
from tests.store.builders import assert_sound
from tests.support.mailserver import MailUser

_LISTED = re.compile(rb"^(\d+) ([0-9a-f]{16})\r?$", re.MULTILINE)
_DELE = re.compile(rb"^DELE (\d+)\r?$", re.MULTILINE | re.IGNORECASE)
_STAMP = re.compile(rb"^\d+\.\d+ ", re.MULTILINE)
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that must exist. raw: as POP sends it."""

    raw: bytes
    sha256: bytes


def messages_of(raws: Iterable[bytes]) -> dict[bytes, Message]:
    """Return messages by SHA-256."""
    made = (Message(raw=raw, sha256=hashlib.sha256(raw).digest()) for raw in raws)
    return {one.sha256: one for one in made}


def on_server(user: MailUser) -> list[bytes]:
    """Return what lies in the maildrop, line ends as POP sends them."""
    found: list[bytes] = []
    for folder in ("new", "cur"):
        for path in (user.maildir / folder).iterdir():
            try:
                data = path.read_bytes()
            except FileNotFoundError:  # the server is just ending a session
                continue
            found.append(data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return found


@dataclass(slots=True)
class Here:
    """What a profile holds: SHA-256 that a row names with sound bytes, and those a note names."""

    named: Counter[bytes]
    noted: set[bytes]


def here(profile: Profile, account: int = 0) -> Here:
    """Read what is in a profile, with every byte of it; of one account, 0: of all."""
    reader = open_reader(profile)
    try:
        sql = (
            "SELECT p.sha256 FROM message m JOIN part p ON p.message_id = m.id"
            " JOIN mailbox b ON b.id = m.mailbox_id"
            " WHERE p.section = '' AND p.sha256 IS NOT NULL AND ? IN (0, b.account_id)"
        )
        named = Counter(row[0] for row in reader.mail.execute(sql, (account,)))
        with closing(connect_reader(profile.content)) as content:
            noted = {row[0] for row in content.execute("SELECT sha256 FROM whole")}
        sound = {name for name in {*named, *noted} if is_sound(reader.content, name)}
    finally:
        reader.close()
    return Here(
        Counter({name: count for name, count in named.items() if name in sound}), noted & sound
    )


def is_sound(content: ContentReader, sha256: bytes) -> bool:
    try:
        return hashlib.sha256(content.read(sha256)).digest() == sha256
    except ContentDamaged:
        return False


def nothing_lost(expected: Mapping[bytes, Message], server: list[bytes], held: Here) -> None:
    """Every message is on the server, or here with sound bytes that a row or a note names."""
    there = {hashlib.sha256(raw).digest() for raw in server}
    lost = expected.keys() - there - held.named.keys() - held.noted
    assert not lost, f"{len(lost)} messages are on neither side"


def twice_nowhere(held: Here) -> None:
    """No message has two rows here."""
    twice = [name.hex()[:8] for name, count in held.named.items() if count > 1]
    assert not twice, f"here twice: {twice[:_SHOWN]}"


def all_here_once(expected: Mapping[bytes, Message], held: Here) -> None:
    """Every message is here exactly once, and nothing else."""
    wrong = {name.hex()[:8]: held.named[name] for name in expected if held.named[name] != 1}
    assert not wrong, f"not here exactly once: {dict(list(wrong.items())[:_SHOWN])}"
    assert set(held.named) == set(expected), "messages are here that never were there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the ledger."""

    uidl: bytes
    sha256: bytes
    proven_ms: int
    sent_ms: int
    outcome: str


def ledger(profile: Profile) -> list[Entry]:
    with closing(connect_reader(profile.mail)) as mail:
        sql = "SELECT uidl, sha256, proven_ms, sent_ms, outcome FROM ledger ORDER BY id"
        return [
            Entry(uidl=row[0], sha256=row[1], proven_ms=row[2], sent_ms=row[3], outcome=row[4])
            for row in mail.execute(sql)
        ]


def heard(user: MailUser) -> Counter[bytes]:
    """Return how often a client has sent DELE for each UIDL, as the server's own log has it."""
    found: Counter[bytes] = Counter()
    folder = user.server.root / "rawlog" / user.name
    for asked in folder.glob("*.in"):
        numbers = _DELE.findall(_STAMP.sub(b"", asked.read_bytes()))
        if numbers:
            said = _STAMP.sub(b"", asked.with_suffix(".out").read_bytes())
            names = dict(_LISTED.findall(said))
            found.update(names[number] for number in numbers)
    return found


def ledger_covers(entries: list[Entry], sent: Mapping[bytes, int]) -> None:
    """Each DELE that was sent has its row, with a proof that came before it."""
    rows = Counter(one.uidl for one in entries)
    short = {uidl: count for uidl, count in sent.items() if rows[uidl] < count}
    assert not short, f"DELE without a row in the ledger: {dict(list(short.items())[:_SHOWN])}"
    unproven = [one.uidl for one in entries if not 0 < one.proven_ms <= one.sent_ms]
    assert not unproven, f"in the ledger without a proof: {unproven[:_SHOWN]}"


def kept_for(profile: Profile, least_ms: int) -> None:
    """Nothing was marked for deletion until it had been here for so long."""
    with closing(connect_reader(profile.mail)) as mail:
        sql = (
            "SELECT l.uidl, l.sent_ms - i.stored_ms FROM ledger l JOIN pop_item i"
            " ON i.uidl = l.uidl WHERE l.sent_ms - i.stored_ms < ?"
        )
        early = mail.execute(sql, (least_ms,)).fetchall()
    assert not early, f"removed too early: {early[:_SHOWN]}"


def settled(entries: list[Entry]) -> None:
    """The last row of each message says that it is gone, and no row is left open."""
    last = {one.uidl: one.outcome for one in entries}
    still = {uidl: outcome for uidl, outcome in last.items() if outcome != "gone"}
    assert not still, f"not gone in the ledger: {dict(list(still.items())[:_SHOWN])}"


def states(profile: Profile) -> Counter[str]:
    with closing(connect_reader(profile.mail)) as mail:
        return Counter(row[0] for row in mail.execute("SELECT state FROM pop_item"))


def tidy(profile: Profile) -> None:
    """Nothing half done is left, and the store is sound."""
    with closing(connect_reader(profile.content)) as content:
        assert content.execute("SELECT count(*) FROM partial").fetchone() == (0,)
    reader = open_reader(profile)
    try:
        assert_sound(reader)
    finally:
        reader.close()


def user_home(folder: Path) -> Profile:
    return Profile(home=folder / "profile")
