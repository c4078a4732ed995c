"""A practice server in a process of its own, and lessons done with a real engine, without a window."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable

from facteur.base.clock import TurnedClock
from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.link import commands
from facteur.link import practice as link
from facteur.ui.practice import scene as scenes
from facteur.ui.practice.lessons import Deed
from facteur.ui.practice.performing import Accounts, EngineStep, fields, steps
from facteur.ui.practice.scene import End, Scene
from tests.support.enginerig import PATIENCE_S, Rig, running
from tests.support.fakes import FakeSecrets

COMMAND = (sys.executable, "-m", "facteur", "--practice-server")


class PracticeServer:
    """The process and what it has told."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.listening: link.Listening | None = None
        self.maildrops: dict[str, link.Maildrop] = {}
        self.line_up = False
        self.sent = 0
        self.told = 0
        self._heard = asyncio.Event()

    def send(self, command: link.Command) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(link.line(command))

    async def listen(self) -> None:
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            match link.event(line):
                case link.Listening() as listening:
                    self.listening = listening
                case link.Maildrop() as maildrop:
                    self.maildrops[maildrop.user] = maildrop
                case link.Line(up=up):
                    self.line_up = up
                case link.Sent(messages=messages):
                    self.sent = messages
            self.told += 1
            self._heard.set()

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not holds():
                self._heard.clear()
                await self._heard.wait()


@contextlib.asynccontextmanager
async def practice_server(*arguments: str) -> AsyncIterator[PracticeServer]:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *arguments, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    server = PracticeServer(process)
    listening = asyncio.create_task(server.listen())
    try:
        await server.until(lambda: server.line_up)
        yield server
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await asyncio.wait_for(process.wait(), PATIENCE_S)
        await listening


class Practice:
    """Engine and server, and the accounts of the practice."""

    def __init__(self, rig: Rig, server: PracticeServer) -> None:
        self.rig = rig
        self.server = server
        assert server.listening is not None
        self.accounts = Accounts(
            keys={}, fields={user: fields(user, server.listening) for user in link.ADDRESSES}
        )
        self.days_ahead = 0

    async def add_accounts(self) -> None:
        assert self.server.listening is not None
        passwords = self.server.listening.passwords
        keys = {
            user: await self.rig.add(of_user, passwords[user])
            for user, of_user in self.accounts.fields.items()
        }
        self.accounts = Accounts(keys=keys, fields=self.accounts.fields)
        await self.rig.until(lambda: all(self.scene().end(user).here for user in keys))
        await self.rig.ask(commands.Sync, wait=True, depth="headers")
        # As the window does it: the inbox that a lesson is about is open, and kept live.
        await self.rig.ask(commands.OpenMailbox, mailbox=self.rig.mailbox("INBOX"))

    def scene(self) -> Scene:
        reader = self.rig.store.reader
        ends = {
            user: End(
                server=tuple(reversed(self.server.maildrops[user].messages)),
                here=scenes.here(reader, key),
            )
            for user, key in self.accounts.keys.items()
        }
        return Scene(ends=ends, line_up=self.server.line_up, days_ahead=self.days_ahead)

    async def perform(self, deed: Deed) -> None:
        for step in steps(deed, self.accounts):
            if isinstance(step, EngineStep):
                command = step.make(1)
                values = {name: getattr(command, name) for name in command.__struct_fields__}
                del values["request"]
                await self.rig.ask(type(command), **values)
                self.days_ahead += getattr(command, "days", 0)
            else:
                before = self.server.told
                self.server.send(step.command)
                await self.server.until(lambda before=before: self.server.told > before)


@contextlib.asynccontextmanager
async def practising(profile: Profile) -> AsyncIterator[Practice]:
    effects = Effects(clock=TurnedClock(), secrets=FakeSecrets())
    async with practice_server("--language", "en") as server, running(profile, effects) as rig:
        practice = Practice(rig, server)
        await practice.add_accounts()
        yield practice
