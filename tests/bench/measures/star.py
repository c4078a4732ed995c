"""A star, while the engine brings 100,000 headers and 25 MB are decoded beside it.

The engine is the process the window starts, told and heard over frames. When the server had the
star is read from the server's own log of the conversation. The first STORE of all in a Maildir of
100,000 takes Dovecot itself a quarter of a second with nobody else connected, so another client
makes one before; how long that took is noted.
"""

import contextlib
import random
import re
import sqlite3
import statistics
import time
from pathlib import Path
from typing import Any

import msgspec

from facteur.base.clock import SystemClock
from facteur.link import commands, events
from facteur.mail.flags import Flags
from tests.bench.decoding import decoding
from tests.bench.facteur import Profile, profile
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND, mailbox
from tests.bench.stars import served as served_stars
from tests.support.engineprocess import EngineProcess, Heard, engine
from tests.support.mailserver import Knobs, MailUser
from tests.support.secondclient import SecondClient

LIMIT_MS = 150
EVERY_S = 0.05
DECODED_OCTETS = 25_000_000
_LINE = re.compile(rb"^(\d+\.\d+) (.*)$", re.MULTILINE)


@measure
def star_during_sync() -> list[Row]:
    with mailbox(HUNDRED_THOUSAND, Knobs(rawlog=True)) as user, profile() as home:
        first_ms = _first_store_ms(user)
        home.add_account(user)
        with engine(home.home) as running, decoding() as decoded:
            stars = _star_until_synced(home, running)
            decodings = decoded()
        rows = [
            _row("engine says it is kept (Done)", stars.done_ms()),
            _row("back on screen (MessagesChanged)", stars.shown_ms()),
            _row("on the server", stars.served_ms(user, listed=True)),
            _row("on the server, in the first second", stars.served_ms(user, listed=False)),
        ]
        _check(user, stars)
    note = (
        f"{len(stars.sent)} stars; 25 MB decoded {decodings} times meanwhile;"
        f" the server's first STORE, before: {first_ms:.0f} ms"
    )
    return [*rows[:-1], msgspec.structs.replace(rows[-1], note=note)]


def _first_store_ms(user: MailUser) -> float:
    """Let another client mark and unmark a message, and return how long the first took."""
    with SecondClient(user) as client:
        uid = client.uids()[0]
        began = time.monotonic()
        client.add_flags([uid], "\\Answered")
        took = time.monotonic() - began
        client.remove_flags([uid], "\\Answered")
    return took * 1000


class _Stars:
    """Which messages were starred when, and when it was answered."""

    def __init__(self) -> None:
        self.sent: dict[int, float] = {}  # UID → when
        self.keys: dict[int, int] = {}  # UID → key
        self.listed: set[int] = set()  # sent when every message had a row
        self.done: dict[int, float] = {}
        self.shown: dict[int, float] = {}

    def done_ms(self) -> list[float]:
        return [(self.done[uid] - at) * 1000 for uid, at in self.sent.items()]

    def shown_ms(self) -> list[float]:
        return [(self.shown[uid] - at) * 1000 for uid, at in self.sent.items()]

    def served_ms(self, user: MailUser, *, listed: bool) -> list[float]:
        """Return the times of the stars sent while headers came, or before, while rows were made."""
        served = served_stars(user)
        return [
            (served[uid] - at) * 1000
            for uid, at in self.sent.items()
            if (uid in self.listed) == listed
        ]


def _star_until_synced(home: Profile, running: EngineProcess) -> _Stars:
    stars = _Stars()
    chance = random.Random(1)
    with contextlib.closing(_Rows(home.home)) as rows:
        while (opened := rows.mailbox("INBOX")) is None:
            time.sleep(EVERY_S)
        running.ask(commands.OpenMailbox, mailbox=opened)
        while rows.headers() < HUNDRED_THOUSAND:
            if found := rows.unstarred(chance.random()):
                stars.listed |= {found[0]} if rows.is_listed(opened) else set()
                _star(running, stars, *found)
            time.sleep(EVERY_S)
    return stars


def _star(running: EngineProcess, stars: _Stars, uid: int, key: int) -> None:
    since = len(running.heard)
    stars.keys[uid] = key
    stars.sent[uid] = SystemClock().now_ms() / 1000
    request = running.send(commands.SetFlags, messages=[key], add=int(Flags.FLAGGED))

    def is_done(one: Heard) -> bool:
        return isinstance(one.message, events.Done) and one.message.request == request

    def is_shown(one: Heard) -> bool:
        told = one.message
        return isinstance(told, events.MessagesChanged) and (key in told.changed or told.many)

    stars.done[uid] = running.wait(is_done, since).at_s
    stars.shown[uid] = running.wait(is_shown, since).at_s


class _Rows:
    """Looks into the store as the window does."""

    def __init__(self, home: Path) -> None:
        self._mail = sqlite3.connect(f"file:{home / 'mail.sqlite'}?mode=ro", uri=True)

    def unstarred(self, share: float) -> tuple[int, int] | None:
        """Return UID and key of an unstarred message whose header is here.

        share: how far towards the newest key, 0 to 1.
        """
        sql = (
            "SELECT m.uid, m.id FROM header h JOIN message m ON m.id = h.message_id"
            " WHERE h.message_id >= (SELECT min(message_id)"
            " + ? * (max(message_id) - min(message_id)) FROM header)"
            " AND m.flags & 4 = 0 AND m.uid > 0 ORDER BY h.message_id LIMIT 1"
        )
        return self._mail.execute(sql, (share,)).fetchone()

    def mailbox(self, name: str) -> int | None:
        found = self._mail.execute("SELECT id FROM mailbox WHERE path = ?", (name,)).fetchone()
        return found[0] if found else None

    def is_listed(self, mailbox: int) -> bool:
        sql = "SELECT skeleton_done FROM mailbox WHERE id = ?"
        return bool(self._mail.execute(sql, (mailbox,)).fetchone()[0])

    def headers(self) -> int:
        return self._mail.execute("SELECT count(*) FROM header").fetchone()[0]

    def close(self) -> None:
        self._mail.close()


def _check(user: MailUser, stars: _Stars) -> None:
    """An independent client must see every star."""
    with SecondClient(user) as client:
        imap: Any = client.imap
        imap.select_folder("INBOX", readonly=True)
        flagged: set[int] = set(imap.search("FLAGGED"))
    assert set(stars.sent) <= flagged, "stars are missing on the server"


def _row(title: str, found: list[float]) -> Row:
    return Row(
        title=f"star during a sync: {title}, p95",
        result=statistics.quantiles(found, n=20, method="inclusive")[-1],
        unit="ms",
        limit=LIMIT_MS,
    )
