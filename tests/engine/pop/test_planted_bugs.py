"""The checks can fail: each mistake that would lose mail is planted, and the check sees it.

Every scene is played as the program is first, so that it is the mistake which the check sees.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path

import pytest

from facteur.base.errors import FacteurError, NetworkError, StoreUnavailable
from facteur.base.paths import Profile
from facteur.engine.pop.plan import DAY_MS
from facteur.engine.pop.receive import Received, Receiver
from facteur.mail.account import AfterDownload, PopRules
from facteur.store.database import Store, open_writer
from tests.support import popjudge, popplants
from tests.support.builders import message
from tests.support.fakes import FakeClock
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, KEEP, PopRig

LEAVE = PopRules(after_download=AfterDownload.LEAVE, leave_days=14)
Scene = Callable[[Store, OddPop, pytest.MonkeyPatch], Coroutine[None, None, None]]


def judge(rig: PopRig, server: OddPop, sent: list[bytes]) -> None:
    """Look at both sides as the crash runner does."""
    held = popjudge.here(rig.store.profile)
    there = [letter.raw for letter in server.letters]
    popjudge.nothing_lost(popjudge.messages_of(sent), there, held)
    popjudge.twice_nowhere(held)


async def disk_full(store: Store, server: OddPop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_self: Receiver, _batch: list[Received], _session: int) -> None:
        raise StoreUnavailable("disk-full")

    server.fill(3)
    sent = [letter.raw for letter in server.letters]
    monkeypatch.setattr(Receiver, "commit", fail)
    rig = PopRig(store, server, DELETE)
    with contextlib.suppress(FacteurError):
        await rig.session()
    judge(rig, server, sent)


async def nothing_listed_for_once(
    store: Store, server: OddPop, _monkeypatch: pytest.MonkeyPatch
) -> None:
    server.fill(3)
    sent = [letter.raw for letter in server.letters]
    rig = PopRig(store, server, KEEP)
    await rig.session()
    server.stat, server.listing, server.uidls = b"0 0", [], []
    await rig.session()
    server.stat, server.listing, server.uidls = b"", None, None
    await rig.session()
    judge(rig, server, sent)
    assert server.count("RETR") == 3, "fetched again"


async def old_date(store: Store, server: OddPop, _monkeypatch: pytest.MonkeyPatch) -> None:
    server.add(message(date="Mon, 05 Feb 2001 08:00:00 +0000"))
    rig = PopRig(store, server, LEAVE)
    await rig.sessions(3)
    assert server.letters, "it left the server before its days were over"


async def jump_ahead(store: Store, server: OddPop, _monkeypatch: pytest.MonkeyPatch) -> None:
    server.fill(2)
    clock = FakeClock(by_itself=True)
    rig = PopRig(store, server, LEAVE, clock=clock)
    await rig.sessions(2)
    clock.jump(400 * DAY_MS)
    await rig.sessions(2)
    assert server.letters, "they left the server because the clock had jumped"


async def another_client(store: Store, server: OddPop, _monkeypatch: pytest.MonkeyPatch) -> None:
    server.fill(4)
    sent = [letter.raw for letter in server.letters]
    rig = PopRig(store, server, KEEP)
    await rig.session()
    del server.letters[0]
    sent.append(server.add().raw)
    await rig.set_rules(DELETE)
    await rig.sessions(2)
    judge(rig, server, sent)


async def changed_bytes(store: Store, server: OddPop, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Receiver.commit

    async def damage(self: Receiver, batch: list[Received], session: int) -> None:
        """Let the disk keep other bytes of the same length under one name."""
        await usual(self, batch, session)
        query = (
            "UPDATE chunk SET data = (SELECT data FROM chunk ORDER BY id DESC) WHERE id = 1 << 20"
        )
        await store.content_write(lambda content: content._write.execute(query))

    server.fill(3)
    sent = [letter.raw for letter in server.letters]
    monkeypatch.setattr(Receiver, "commit", damage)
    rig = PopRig(store, server, DELETE)
    with contextlib.suppress(NetworkError):
        await rig.session()
    judge(rig, server, sent)


SCENES: dict[str, Scene] = {
    "dele_before_commit": disk_full,
    "forgetting_what_is_not_listed": nothing_listed_for_once,
    "clock_from_the_date": old_date,
    "clock_always_believed": jump_ahead,
    "doubt_not_kept": jump_ahead,
    "number_as_identity": another_client,
    "size_only_proof": changed_bytes,
}


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Store]:
    store = open_writer(Profile(home=folder))
    try:
        yield store
    finally:
        store.close()


def play(scene: Scene, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def whole() -> None:
        async with asyncio.timeout(20), OddPop() as server:
            with opened(folder) as store:
                await scene(store, server, monkeypatch)

    asyncio.run(whole())


def test_each_mistake_has_its_scene() -> None:
    assert SCENES.keys() == popplants.ALL.keys()


@pytest.mark.parametrize("name", SCENES)
def test_the_scene_goes_well_as_the_program_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    play(SCENES[name], tmp_path, monkeypatch)


@pytest.mark.parametrize("name", SCENES)
def test_the_planted_mistake_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    popplants.ALL[name](monkeypatch.setattr)
    with pytest.raises(AssertionError):
        play(SCENES[name], tmp_path, monkeypatch)
