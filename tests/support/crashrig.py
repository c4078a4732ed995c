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
from collections.abc import Iterator
from pathlib import Path

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.mail.flags import Flags, from_names
from facteur.store.read import bodies as read_bodies
from facteur.store.read import messages as read_messages
from facteur.store.reader import open_reader
from tests.store.builders import assert_sound
from tests.support.engineprocess import EngineProcess, Heard
from tests.support.faultproxy import Direction, FaultProxy, in_thread
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

QUIET_S = 2.0  # no octet for so long: there is nothing left to be killed in
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
    def engine(self) -> Iterator[EngineProcess]:
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
            secret_kind="command",  # noqa: S106 -- where the password is
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

    def rows(self, sql: str) -> list[tuple[int, ...]]:
        """Read the store between two engines; [] where it has no tables yet."""
        if not self.profile.mail.exists():
            return []
        database = sqlite3.connect(self.profile.mail)
        try:
            return database.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            assert "no such table" in str(error), error
            return []
        finally:
            database.close()

    def headers(self) -> set[int]:
        """Return the UIDs whose headers are committed."""
        sql = "SELECT m.uid FROM message m JOIN header h ON h.message_id = m.id"
        return {uid for (uid,) in self.rows(sql)}

    def keys(self) -> dict[int, int]:
        """Return key by UID."""
        return {uid: key for uid, key in self.rows("SELECT uid, id FROM message WHERE uid > 0")}

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
            client.imap.select_folder("INBOX", readonly=True)
            found = client.imap.fetch("1:*", list(HEADER_ITEMS))
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
def crashes(user: MailUser, folder: Path) -> Iterator[Crashes]:
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
        most = 250 * len(user_files(user))
        stored: list[int] = []
        again = 0
        for _ in range(kills):
            again += _killed_at(rig, chance.randrange(most // 2))
            stored.append(len(rig.headers()))
        kept, before = rig.headers(), len(rig.proxy.passages)
        rig.finish()
        again += len(_headers_sent(rig, before) & kept)
        assert again == 0, f"headers of {again} messages were fetched although they were committed"
        here, there = rig.here(), rig.there()
        assert here == there, _difference(here, there)
    return f"headers committed at the kills: {', '.join(map(str, stored))}; then {len(here)}"


def user_files(user: MailUser) -> list[Path]:
    """Return the files of INBOX."""
    return [path for name in ("cur", "new") for path in (user.maildir / name).iterdir()]


def _killed_at(rig: Crashes, octets: int) -> int:
    """Kill once so many octets have come; returns how many committed headers came again."""
    kept, before = rig.headers(), len(rig.proxy.passages)
    with rig.engine():
        passed, since = _octets(rig, before), time.monotonic()
        while passed < octets and time.monotonic() - since < QUIET_S:
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
        wanted = {uid: set(_names(known)) for uid, known in rig.there().items()}
        waited: list[int] = []
        for number in range(kills):
            with rig.engine() as running:
                for _ in range(chance.randrange(1, 6)):
                    uids = chance.sample(sorted(keys), chance.randrange(1, len(keys) // 2))
                    _mark(running, [keys[uid] for uid in uids], chance.random() < 0.5, number)
                    _note(wanted, uids, running, number)
                time.sleep(chance.random() * 0.05)
            waiting = {uid for (uid,) in rig.rows("SELECT DISTINCT uid FROM operation")}
            waited.append(len(waiting))
            _interfere(rig, wanted, sorted(keys.keys() - waiting), chance)
        rig.finish()
        there = {uid: set(_names(known)) for uid, known in rig.there().items()}
        assert there == wanted, _difference(there, wanted)
        assert rig.here() == rig.there()
        assert rig.rows("SELECT count(*) FROM operation") == [(0,)]
    return f"marks that waited at the kills: {', '.join(map(str, waited))}"
