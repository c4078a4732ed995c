"""Kills the engine's process at random moments, lets it go on, and compares with the server.

Each series raises AssertionError where something was lost, invented or fetched twice. The same seed
cuts at the same octets and messages; what the machine does in between differs. Not here: how often
(`tests/end2end`), and for how long (`tests/soak`).
"""

import contextlib
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from facteur.base.errors import ContentDamaged
from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.mail.flags import Flags, from_names, to_names
from facteur.mail.keys import MessageKey
from facteur.store.read import bodies as read_bodies
from facteur.store.reader import open_reader
from tests.store.builders import assert_sound
from tests.support.engineprocess import EngineProcess
from tests.support.faultproxy import Direction, FaultProxy, in_thread
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

OCTETS_EACH = 500  # what the header of a tiny message takes on the way
QUIET_S = 1.0  # no octet for so long: there is nothing left to be killed in
HEADER_ITEMS = (
    "FLAGS",
    "RFC822.SIZE",
    "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]",
)
_HEADER_OF = re.compile(rb"\* \d+ FETCH \(UID (\d+) [^\r\n]*BODY\[HEADER\.FIELDS")
_MESSAGE_ID = re.compile(rb"<(.*)>")
# UID → flags, keywords, size, Message-ID.
Known = dict[int, tuple[int, tuple[str, ...], int, str]]


class Crashes:
    """A profile whose engine is killed. `proxy`: what it reaches the server through."""

    def __init__(self, user: MailUser, folder: Path, proxy: FaultProxy) -> None:
        self.user = user
        self.profile = Profile(home=folder / "profile")
        self.proxy = proxy

    @contextlib.contextmanager
    def engine(self) -> Generator[EngineProcess]:
        """Run an engine that is killed at the end of the block, unless it has left before."""
        running = EngineProcess(self.profile.home)
        try:
            ready = running.wait(lambda one: isinstance(one.message, events.Ready)).message
            assert isinstance(ready, events.Ready)
            assert ready.problem is None, ready.problem
            yield running
        finally:
            running.kill()

    def add_account(self) -> None:
        fields = commands.AccountFields(
            address=self.user.address,
            host="127.0.0.1",
            port=self.proxy.port,
            security="none",
            user=self.user.name,
            secret_kind="command",
            password_command=f"echo {self.user.password}",
        )
        with self.engine() as running:
            running.ask(commands.AddAccount, account=fields)

    def finish(self) -> None:
        """Run once more, undisturbed, to the end of all work, and leave as a window does."""
        with self.engine() as running:
            running.ask(commands.Sync, depth="headers", wait=True)
            running.leave()
        reader = open_reader(self.profile)
        assert_sound(reader)
        reader.close()

    def rows(self, sql: str) -> list[Any]:
        """Read the store between two engines."""
        database = sqlite3.connect(self.profile.mail)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def headers(self) -> set[int]:
        """Return the UIDs whose headers are committed."""
        sql = "SELECT m.uid FROM message m JOIN header h ON h.message_id = m.id"
        return {uid for (uid,) in self.rows(sql)}

    def keys(self) -> dict[int, int]:
        """Return key by UID."""
        return dict(self.rows("SELECT uid, id FROM message WHERE uid > 0"))

    def here(self) -> Known:
        """Return what the store says of INBOX."""
        sql = (
            "SELECT m.uid, m.flags, coalesce((SELECT group_concat(keyword, ' ') FROM keyword k"
            " WHERE k.message_id = m.id), ''), h.size_octets, h.header_message_id"
            " FROM message m JOIN mailbox b ON b.id = m.mailbox_id JOIN header h"
            " ON h.message_id = m.id WHERE b.path = 'INBOX'"
        )
        return {
            uid: (bits, tuple(sorted(str(words).split())), size, str(name))
            for uid, bits, words, size, name in self.rows(sql)
        }

    def there(self) -> Known:
        """Return what an independent client sees on the server."""
        with SecondClient(self.user) as client:
            imap: Any = client.imap
            imap.select_folder("INBOX", readonly=True)
            found: dict[int, dict[bytes, Any]] = imap.fetch(imap.search("ALL"), list(HEADER_ITEMS))
        known: Known = {}
        for uid, item in found.items():
            bits, words = from_names(flag.decode() for flag in item[b"FLAGS"])
            field = next(value for name, value in item.items() if name.startswith(b"BODY[HEADER"))
            name = _MESSAGE_ID.search(field)
            known[uid] = (
                int(bits),
                words,
                item[b"RFC822.SIZE"],
                name[1].decode() if name else "",
            )
        return known


@contextlib.contextmanager
def crashes(user: MailUser, folder: Path) -> Generator[Crashes]:
    """Give a profile with the account, whose engine reaches the server through a proxy."""
    with in_thread(user.server.host, user.server.ports.imap, keep_octets=1 << 30) as proxy:
        found = Crashes(user, folder, proxy)
        found.add_account()
        yield found


def backfill(user: MailUser, folder: Path, seed: int, *, kills: int = 8) -> str:
    """Kill at random octets of a backfill; returns what was done, in words.

    user: with messages in INBOX, on a server that keeps a log.
    """
    chance = random.Random(seed)
    with crashes(user, folder) as rig:
        octets = OCTETS_EACH * len(user_files(user)) // 4
        stored: list[int] = []
        again = 0
        for number in range(kills):
            if number % 2 == 0:  # while something is on its way
                again += _killed_at(rig, octets=chance.randrange(octets))
            else:  # while what came is being kept
                again += _killed_at(rig, headers=chance.randrange(50, 400))
            stored.append(len(rig.headers()))
        kept, before = rig.headers(), len(rig.proxy.passages)
        rig.finish()
        again += len(_headers_sent(rig, before) & kept)
        assert again == 0, f"headers of {again} messages were fetched although they were committed"
        here, there = rig.here(), rig.there()
        assert here == there, _difference(here, there)
        assert _headers_sent(rig, 0) == set(here), "the count does not see what the server sends"
    return f"headers committed at the kills: {', '.join(map(str, stored))}; then {len(here)}"


def user_files(user: MailUser) -> list[Path]:
    """Return the files of INBOX."""
    return [path for name in ("cur", "new") for path in (user.maildir / name).iterdir()]


def _killed_at(rig: Crashes, *, octets: int = 0, headers: int = 0) -> int:
    """Kill once so much more has come or is committed; returns how many headers came again."""
    kept, before = rig.headers(), len(rig.proxy.passages)
    with rig.engine():
        passed, since = _octets(rig, before), time.monotonic()
        while time.monotonic() - since < QUIET_S:
            if octets and passed >= octets:
                break
            if headers and len(rig.headers()) - len(kept) >= headers:
                break
            time.sleep(0.001)
            if (now := _octets(rig, before)) != passed:
                passed, since = now, time.monotonic()
    return len(_headers_sent(rig, before) & kept)


def _octets(rig: Crashes, since: int) -> int:
    return sum(
        len(one.data) for one in rig.proxy.passages[since:] if one.direction is Direction.TO_CLIENT
    )


def _headers_sent(rig: Crashes, since: int) -> set[int]:
    """Return the UIDs whose headers the server has sent since a passage."""
    talks: dict[int, bytearray] = {}
    for passage in rig.proxy.passages[since:]:
        if passage.direction is Direction.TO_CLIENT:
            talks.setdefault(passage.connection, bytearray()).extend(passage.data)
    return {int(uid) for talk in talks.values() for uid in _HEADER_OF.findall(talk)}


def flag_replay(user: MailUser, folder: Path, seed: int, *, kills: int = 6) -> str:
    """Kill while marks are sent, with another client at work; returns what was done, in words."""
    chance = random.Random(seed)
    with crashes(user, folder) as rig:
        rig.finish()
        keys = rig.keys()
        pool = sorted(keys)
        wanted = _flags_there(rig)
        waited: list[int] = []
        for number in range(kills):
            with rig.engine() as running:
                for _ in range(chance.randrange(1, 6)):
                    uids = chance.sample(pool, chance.randrange(1, len(pool) // 2))
                    _mark(running, uids, keys, wanted, f"round{number}", star=chance.random() < 0.6)
                time.sleep(chance.random() * 0.1)
            waiting = {uid for (uid,) in rig.rows("SELECT DISTINCT uid FROM operation")}
            waited.append(len(waiting))
            settled = [uid for uid in pool if uid not in waiting and "\\Flagged" in wanted[uid]]
            taken = settled[: chance.randrange(1, 4)]
            _unstar_elsewhere(user, taken, wanted)
            pool = [uid for uid in pool if uid not in taken]
        rig.finish()
        there = _flags_there(rig)
        assert there == wanted, _difference(there, wanted)
        here, server = rig.here(), rig.there()
        assert here == server, _difference(here, server)
        assert rig.rows("SELECT count(*) FROM operation") == [(0,)]
    return f"marks that waited at the kills: {', '.join(map(str, waited))}"


def _mark(
    running: EngineProcess,
    uids: list[int],
    keys: dict[int, int],
    wanted: dict[int, set[str]],
    keyword: str,
    *,
    star: bool,
) -> None:
    """Star or unstar and add a keyword; once the engine says Done, it must reach the server."""
    running.ask(
        commands.SetFlags,
        messages=[keys[uid] for uid in uids],
        add=int(Flags.FLAGGED if star else 0),
        remove=int(0 if star else Flags.FLAGGED),
        add_keywords=[keyword],
    )
    for uid in uids:
        wanted[uid] = (wanted[uid] - {"\\Flagged"}) | {keyword} | ({"\\Flagged"} if star else set())


def _unstar_elsewhere(user: MailUser, uids: list[int], wanted: dict[int, set[str]]) -> None:
    """Let another client unstar what the engine has starred and settled: it must stay so."""
    if uids:
        with SecondClient(user) as client:
            client.remove_flags(uids, "\\Flagged")
    for uid in uids:
        wanted[uid] = wanted[uid] - {"\\Flagged"}


def _flags_there(rig: Crashes) -> dict[int, set[str]]:
    return {
        uid: {*to_names(Flags(bits)), *words} for uid, (bits, words, _, _) in rig.there().items()
    }


def damaged_content(user: MailUser, folder: Path, seed: int) -> str:
    """Flip a bit in one kept message; the others are read, that one is brought again."""
    chance = random.Random(seed)
    with crashes(user, folder) as rig:
        rig.finish()
        keys = rig.keys()
        with rig.engine() as running:
            for key in keys.values():
                running.ask(commands.OpenMessage, message=key)
                running.ask(commands.FetchSource, message=key)
            running.leave()
        broken = chance.choice(sorted(keys))
        _flip_a_bit(rig, keys[broken], chance)
        others = [uid for uid in keys if uid != broken]
        assert all(_source(rig, keys[uid]) == _raw(user, uid) for uid in others)
        with contextlib.suppress(ContentDamaged):
            raise AssertionError(f"damage was read as if sound: {len(_source(rig, keys[broken]))}")
        for uid in (broken, others[0]):
            assert _shown_raw(rig, keys[uid]) == _raw(user, uid)
        with rig.engine() as running:
            for uid, key in keys.items():
                running.ask(commands.OpenMessage, message=key)
                running.ask(commands.FetchSource, message=key)
                assert _source(rig, key) == _raw(user, uid)
    return f"{len(keys)} messages read, number {broken} damaged and brought again"


def _flip_a_bit(rig: Crashes, key: int, chance: random.Random) -> None:
    """Change one bit in the file, in the middle of the compressed source of a message."""
    reader = open_reader(rig.profile)
    part = read_bodies.part(reader, MessageKey(key), "")
    reader.close()
    assert part is not None
    assert part.sha256 is not None
    database = sqlite3.connect(rig.profile.content)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sql = (
        "SELECT c.data FROM chunk c JOIN blob b ON c.id BETWEEN b.id << 20 AND (b.id << 20) + 1000"
        " WHERE b.sha256 = ?"
    )
    (data,) = database.execute(sql, (part.sha256,)).fetchone()
    database.close()
    at = len(data) // 2
    raw = bytearray(rig.profile.content.read_bytes())
    piece = data[at : at + 40]  # a longer one may go on in another page
    place = raw.find(piece)
    assert place >= 0
    bit = 1 << chance.randrange(8)
    while place >= 0:  # pages that are free now may have it as well
        raw[place] ^= bit
        place = raw.find(piece, place + 1)
    rig.profile.content.write_bytes(raw)


def _source(rig: Crashes, key: int) -> bytes:
    """Return what the store has as the raw message. Raises ContentDamaged."""
    reader = open_reader(rig.profile)
    try:
        part = read_bodies.part(reader, MessageKey(key), "")
        assert part is not None
        assert part.sha256 is not None
        return reader.content.read(part.sha256)
    finally:
        reader.close()


def _shown_raw(rig: Crashes, key: int) -> bytes:
    command = [sys.executable, "-m", "facteur", "--home", str(rig.profile.home)]
    ended = subprocess.run(
        [*command, "show", str(key), "--raw"], capture_output=True, check=True, timeout=30
    )
    return ended.stdout


def _raw(user: MailUser, uid: int) -> bytes:
    with SecondClient(user) as client:
        return client.raw(uid)


def _difference(ours: Mapping[int, object], theirs: Mapping[int, object]) -> str:
    """Return the first few messages that are not the same."""
    differing = [uid for uid in {*ours, *theirs} if ours.get(uid) != theirs.get(uid)]
    some = [f"UID {uid}: {ours.get(uid)} / {theirs.get(uid)}" for uid in sorted(differing)[:5]]
    return f"{len(differing)} differ: {'; '.join(some)}"
