"""Collecting by POP: 10,000 messages downloaded, safe here, and deleted there.

Each tool has a fresh copy of the same maildrop on a server that knows it. mpop and getmail deliver
into a Maildir. Facteur stores, indexes, reads back and compares every message before its DELE, with
the ledger between.
"""

import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from facteur.base.paths import Profile as Paths
from facteur.engine.effects import Effects
from facteur.link import commands, events
from tests.bench import maildrop, otherclients
from tests.bench.facteur import MEGABYTE, Profile, Run, profile
from tests.bench.frame import Row, measure
from tests.support import maildir
from tests.support.enginerig import running as engine
from tests.support.fakes import FakeSecrets
from tests.support.mailserver import Dovecot, running

MESSAGES = 10_000
RUNS = 3
GETMAIL_TRIES = 5
FEW = 1_000  # for the slow ones, and for counting
RICH = maildir.Profile.RICH


@measure
def pop_collect() -> list[Row]:
    with running() as server:
        _warm(server, MESSAGES)
        raw: list[float] = []
        theirs: list[float] = []
        ours: list[Run] = []
        for _ in range(RUNS):  # in turn, so that a slow moment of the machine meets all
            raw.append(_raw(server, MESSAGES))
            theirs.append(_other(server, MESSAGES, otherclients.mpop))
            ours.append(_collect(server, MESSAGES))
    best = min(run.wall_s for run in ours)
    name = f"{MESSAGES:,} messages by POP, deleted there"
    return [
        Row(
            title=f"{name}: against mpop",
            result=best,
            yardstick=min(theirs),
            unit="s",
            limit=1.5,
            note=f"best of {RUNS}; with the start of the program; the aim is 1",
        ),
        Row(
            title=f"{name}: against a raw reader",
            result=best,
            yardstick=min(raw),
            unit="s",
            limit=6,
            note="yardstick: every RETR and DELE in one go, only counted",
        ),
        Row(
            title=f"{name}: memory of the engine",
            result=max(run.peak_octets for run in ours) / MEGABYTE,
            unit="MB",
            limit=150,
        ),
    ]


@measure
def pop_collect_few() -> list[Row]:
    with running() as server:
        _warm(server, FEW)
        ours = _collect(server, FEW).wall_s
        theirs = _getmail(server, FEW)
    return [
        Row(
            title=f"{FEW:,} messages by POP, deleted there: against getmail",
            result=ours,
            yardstick=theirs,
            unit="s",
            limit=1,
        )
    ]


@measure
def pop_round_trips() -> list[Row]:
    with running() as server:
        _warm(server, FEW)
        piped, single = (_round_trips(server, FEW, pipelining=on) for on in (True, False))
    name = f"{FEW:,} messages by POP, deleted there: round trips"
    return [
        Row(
            title=name,
            result=piped,
            unit="",
            limit=FEW / 5,
            note="a write that follows a read; of all sessions, logins counted too",
        ),
        Row(
            title=f"{name} without PIPELINING",
            result=single,
            unit="",
            limit=2.1 * FEW,
            note="one for each RETR and each DELE, and what a login takes",
        ),
    ]


def _warm(server: Dovecot, messages: int) -> None:
    """Have every message read once: all copies are links to the same files."""
    user = server.add_user()
    maildrop.fill(user, messages, RICH)
    maildrop.fetch_all(user, messages)


def _raw(server: Dovecot, messages: int) -> float:
    user = server.add_user()
    maildrop.fill(user, messages, RICH)
    return maildrop.fetch_all(user, messages).seconds


def _other(server: Dovecot, messages: int, client: Callable[..., float]) -> float:
    user = server.add_user()
    maildrop.fill(user, messages, RICH)
    seconds = client(user)
    assert maildrop.left(user) == 0
    return seconds


def _getmail(server: Dovecot, messages: int) -> float:
    for _ in range(GETMAIL_TRIES - 1):
        with contextlib.suppress(AssertionError):
            return _other(server, messages, otherclients.getmail)
    return _other(server, messages, otherclients.getmail)


def _collect(server: Dovecot, messages: int) -> Run:
    with profile() as home:
        user = maildrop.agreed(server, home)
        maildrop.fill(user, messages, RICH)
        run = home.run("sync", "--headers-only")
        assert maildrop.left(user) == 0, "messages are left on the server"
        assert _proven(home) == messages, "not every message is proven to be here"
    return run


def _proven(home: Profile) -> int:
    """Return how many messages are in the ledger with a proof and a row."""
    with contextlib.closing(sqlite3.connect(home.home / "mail.sqlite")) as database:
        sql = (
            "SELECT count(*) FROM ledger l JOIN header h ON h.message_id = l.message_id"
            " WHERE l.proven_ms > 0"
        )
        return database.execute(sql).fetchone()[0]


def _round_trips(server: Dovecot, messages: int, *, pipelining: bool) -> int:
    user = server.add_user()
    network = maildrop.CountedNetwork(pipelining=pipelining)

    async def scene(home: Path) -> int:
        effects = Effects(secrets=FakeSecrets(), network=network)
        async with engine(Paths(home=home), effects) as rig:
            await maildrop.agree(rig, user)
            maildrop.fill(user, messages, RICH)
            network.streams.clear()
            sync = rig.send(commands.Sync, mailbox=0, wait=True, depth="headers")
            assert isinstance(await sync, events.Done)
        assert maildrop.left(user) == 0
        return sum(stream.round_trips for stream in network.streams)

    with tempfile.TemporaryDirectory(prefix="facteur-bench-home-") as folder:
        return asyncio.run(scene(Path(folder) / "profile"))
