"""A conversation with the engine: the first frames, questions, answers, what is heard meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

from facteur import __version__
from facteur.base.errors import FacteurError
from facteur.base.paths import Profile
from facteur.link.codec import FromEngine, FromWindow
from facteur.link.commands import Command, Hello
from facteur.link.events import (
    AccountStateChanged,
    Done,
    Event,
    Failed,
    Problem,
    Ready,
    Reply,
)

Result = TypeVar("Result")
AWAY_S = 3.0  # an account that is away may be about to connect; so long without news, it is not
SILENCE_S = 60.0  # an engine that starts may check its files first; more is a hang


class Conversation(Protocol):
    """Our end of a link to an engine, wherever that runs."""

    def command(self, command: FromWindow, /) -> None:
        """Hand a command over."""
        ...

    async def hear(self) -> FromEngine | None:
        """Return what it says next, None once it has ended."""
        ...

    def leave(self) -> None:
        """End the conversation."""
        ...


Opener = Callable[[Profile], AbstractAsyncContextManager[Conversation]]


class EngineUnwilling(Exception):
    """The engine cannot serve us, for the reason in `problem`; caught in this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.family, problem.code)
        self.problem = problem


class Dialogue:
    """Asks one thing at a time. Every event goes to `on_event`, in the engine's order.

    states: how each account stands, as last heard.
    """

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._requests = 0
        self.on_event: Callable[[Event], None] = _ignore
        self.states: dict[int, AccountStateChanged] = {}

    @property
    def all_settled(self) -> bool:
        """Whether no account we heard of is just connecting."""
        return bool(self.states) and all(
            state.state != "connecting" for state in self.states.values()
        )

    @property
    def all_away(self) -> bool:
        """Whether every account we heard of gave up for now."""
        return bool(self.states) and all(
            state.state in {"offline", "paused", "stopped"} for state in self.states.values()
        )

    async def begin(self) -> None:
        """Exchange greetings and wait until the store is there. Raises EngineUnwilling."""
        self._conversation.command(Hello(version=__version__))
        while True:
            message = await self._hear(SILENCE_S)
            match message:
                case Ready(problem=None):
                    return
                case Ready(problem=Problem() as problem):
                    raise EngineUnwilling(problem)
                case _:
                    continue

    async def ask(self, make: Callable[[int], Command]) -> Reply:
        """Send the command that `make` builds around a request number; return its one reply."""
        self._requests += 1
        self._conversation.command(make(self._requests))
        while True:
            message = await self._hear(None)
            if isinstance(message, Done | Failed) and message.request == self._requests:
                return message

    async def wait(self, timeout_s: float) -> bool:
        """Take one message; False when none came in that time."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._next()
        except TimeoutError:
            return False
        return True

    async def _hear(self, timeout_s: float | None) -> FromEngine:
        try:
            async with asyncio.timeout(timeout_s):
                return await self._next()
        except TimeoutError:
            problem = Problem(family="bug", code="engine-silent")
            raise EngineUnwilling(problem) from None

    async def _next(self) -> FromEngine:
        message = await self._conversation.hear()
        match message:
            case None:
                raise EngineUnwilling(Problem(family="bug", code="engine-ended"))
            case Hello() | Done() | Failed():
                pass
            case _:
                if isinstance(message, AccountStateChanged) and message.state != "local":
                    self.states[message.account] = message
                self.on_event(message)
        return message


async def converse(
    opener: Opener, profile: Profile, work: Callable[[Dialogue], Awaitable[Result]]
) -> Result:
    """Return what `work` returns, given a dialogue with the engine of the profile.

    Raises EngineUnwilling and FacteurError plainly, whatever groups of tasks lie between.
    """
    async with opener(profile) as conversation:
        talk = Dialogue(conversation)
        try:
            await talk.begin()
            return await work(talk)
        except (EngineUnwilling, FacteurError) as error:
            failure = error
        finally:
            conversation.leave()
    raise failure


def _ignore(event: Event) -> None:
    """Nobody wants to know."""
    del event
