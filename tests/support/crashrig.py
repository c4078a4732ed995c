"""Kills the engine while it sends marks, lets it go on, and compares with the server.

Raises AssertionError where a mark was lost, invented or made again. The same seed marks the same
messages; what the machine does in between differs. Not here: kills while headers come
(`killseries`), damage (`damageseries`), how often (`tests/end2end`), for how long (`tests/soak`).
"""

import contextlib
import random
import re
import sqlite3
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.mail.flags import Flags, from_names, to_names
from facteur.store.reader import open_reader
from tests.bench import facteur as bench
from tests.store.builders import assert_sound
from tests.support.engineprocess import EngineProcess
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

HEADER_ITEMS = (
    "FLAGS",
    "RFC822.SIZE",
    "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]",
)
_MESSAGE_ID = re.compile(rb"<(.*)>")
# UID → flags, keywords, size, Message-ID.
Known = dict[int, tuple[int, tuple[str, ...], int, str]]


class Crashes:
    """A profile with the account, whose engine is killed."""

    def __init__(self, user: MailUser, folder: Path) -> None:
        self.user = user
        self.profile = Profile(home=folder / "profile")
        bench.Profile(self.profile.home).add_account(user)

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


def flag_replay(user: MailUser, folder: Path, seed: int, *, kills: int = 6) -> str:
    """Kill while marks are sent, with another client at work; returns what was done, in words."""
    chance = random.Random(seed)
    rig = Crashes(user, folder)
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


def _difference(ours: Mapping[int, object], theirs: Mapping[int, object]) -> str:
    """Return the first few messages that are not the same."""
    differing = [uid for uid in {*ours, *theirs} if ours.get(uid) != theirs.get(uid)]
    some = [f"UID {uid}: {ours.get(uid)} / {theirs.get(uid)}" for uid in sorted(differing)[:5]]
    return f"{len(differing)} differ: {'; '.join(some)}"
