"""Lives of an engine that collects, each in a process of its own that may be killed at any step.

A process that has everything imported forks for each life, so that one costs a tenth of a second:
`python -m tests.support.poplives` reads orders from its input and says how each life ended.
"""

import asyncio
import contextlib
import json
import logging
import mmap
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from facteur.base.clock import SystemClock
from facteur.base.override import override
from facteur.base.paths import Profile
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.pop import fetching
from facteur.engine.pop.shelf import Shelf
from facteur.link import commands, events
from tests.support import popplants, popsteps
from tests.support.enginerig import running
from tests.support.fakes import FakeSecrets

ROOT = Path(__file__).resolve().parents[2]
DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What an engine is to do: so many passes, with a fault at one step (see popsteps.Steps).

    secret: name and password, for the keyring. tolerant: a pass may fail.
    run_messages: so many come without a DELE between, 0: as usual.
    plant: a mistake of popplants that its engine makes.
    moments: for each pass by how many days the wall clock and the monotonic one are ahead of the
    machine's; without them there are `passes` on the machine's own clock.
    """

    home: str
    secret: tuple[str, str]
    passes: int = 2
    fault: popsteps.Fault = "none"
    at: int = 0
    tolerant: bool = False
    run_messages: int = 0
    plant: str = ""
    moments: tuple[tuple[float, float], ...] = ()


class MovedClock(SystemClock):
    """The machine's clock, moved; pauses are as long as ever."""

    def __init__(self) -> None:
        self.wall_days = self.monotonic_days = 0.0

    @override
    def now_ms(self) -> int:
        return super().now_ms() + round(self.wall_days * DAY_S * 1000)

    @override
    def monotonic_s(self) -> float:
        return super().monotonic_s() + self.monotonic_days * DAY_S


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How a life ended: killed, or by itself; failed: by an error of its own.

    steps, writes, talk: how much was done, see popsteps.Steps.
    """

    killed: bool
    failed: bool
    steps: int
    writes: int
    talk: int


class Nursery:
    """The process that forks; use as a context manager. One life at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.poplives"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT)])},
        )

    def live(self, life: Life) -> End:
        """Have a life lived to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(life)).encode() + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the process that forks has ended"
        return End(**json.loads(line))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


async def live(life: Life) -> None:
    """Be an engine: collect so many times, then leave in order."""
    secrets = FakeSecrets()
    secrets.set(life.secret[0], Secret(life.secret[1]))
    clock = MovedClock()
    moments = life.moments or ((0.0, 0.0),) * life.passes
    clock.wall_days, clock.monotonic_days = moments[0]
    async with running(Profile(home=Path(life.home)), Effects(secrets=secrets, clock=clock)) as rig:
        for clock.wall_days, clock.monotonic_days in moments:
            reply = await asyncio.wait_for(
                rig.send(commands.Sync, mailbox=0, wait=True, depth="headers"), 20
            )
            assert life.tolerant or isinstance(reply, events.Done), reply


async def _index_nothing(*_: object) -> bool:
    return False


def _be(life: Life, shared: mmap.mmap) -> int:
    """Live in this process and return its exit status."""
    # Reading texts for the search is no part of collecting, and costs a worker process.
    Shelf.index_some = _index_nothing
    logging.disable(logging.ERROR)
    if life.plant:
        popplants.ALL[life.plant](setattr)
    if life.run_messages:
        fetching.RUN_MESSAGES = life.run_messages
    popsteps.Steps(life.fault, life.at, shared).install()
    try:
        asyncio.run(live(life))
    except BaseException:  # noqa: BLE001 -- told by the status
        if not life.tolerant:
            traceback.print_exc()
        return 1
    return 0


def _orders() -> Iterator[Life]:
    for line in sys.stdin:
        yield Life(**json.loads(line))


def main() -> None:
    """Fork once for each order."""
    for life in _orders():
        shared = mmap.mmap(-1, popsteps.SHARED_OCTETS)
        child = os.fork()
        if not child:
            status = 1
            try:
                status = _be(life, shared)
            finally:
                sys.stderr.flush()
                os._exit(status)
        _, how = os.waitpid(child, 0)
        steps, writes, talk = popsteps.read(shared)
        killed = os.WIFSIGNALED(how)
        end = End(
            killed=killed,
            failed=not killed and os.WEXITSTATUS(how) != 0,
            steps=steps,
            writes=writes,
            talk=talk,
        )
        shared.close()
        print(json.dumps(asdict(end)), flush=True)


if __name__ == "__main__":
    main()
