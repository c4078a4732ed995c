"""Asks all sources at once and ends as soon as no better answer can come, within one limit."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from facteur.base.clock import Clock
from facteur.base.errors import NetworkError
from facteur.net.discovery.findings import Answer, Source
from facteur.net.discovery.sources import Question

LIMIT_S = 5
SLOW_S = 3  # from then on the user is told how long it may still take


class State(Enum):
    """How it stands with a source."""

    RUNNING = "running"
    FOUND = "found"
    NONE = "none"
    SLOW = "slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to tell: left_s is how long a slow source is still waited for."""

    source: Source
    state: State
    left_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was answered. reached: whether anybody at all could be asked."""

    answers: tuple[Answer, ...]
    reached: bool


class Search:
    """One search. `stop` ends it with what there is; `say` hears each step of each source."""

    def __init__(
        self,
        questions: Mapping[Source, Question],
        clock: Clock,
        say: Callable[[Step], None],
    ) -> None:
        self._questions = questions
        self._clock = clock
        self._say = say
        self._answers: dict[Source, Answer] = {}
        self._ended: set[Source] = set()
        self._reached = False
        self._timed_out = False
        self._stopped = False
        self._turn = asyncio.Event()

    def stop(self) -> None:
        """End it at the next turn of the loop."""
        self._stopped = True
        self._turn.set()

    async def run(self) -> Outcome:
        """Ask; returns after LIMIT_S at the latest."""
        for source in self._questions:
            self._say(Step(source=source, state=State.RUNNING))
        running = [
            asyncio.create_task(self._ask(source, question))
            for source, question in self._questions.items()
        ]
        running.append(asyncio.create_task(self._watch()))
        try:
            while not self._over():
                self._turn.clear()
                await self._turn.wait()
        finally:
            for task in running:
                task.cancel()
            ends = await asyncio.gather(*running, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):  # a mistake of ours; what a network can do is caught
                raise end
        for source in self._questions:
            self._end(source)
        return Outcome(
            answers=tuple(self._answers.values()),
            reached=self._reached or self._stopped,
        )

    def _over(self) -> bool:
        """Whether there is nothing more to wait for."""
        if self._stopped or self._timed_out:
            return True
        for source in sorted(self._questions, key=lambda one: one.rank):
            if source not in self._ended:
                return False
            if source in self._answers and self._answers[source].settles:
                return True
        return True

    async def _ask(self, source: Source, question: Question) -> None:
        def note(answer: Answer) -> None:
            self._answers[source] = answer
            self._reached = True

        try:
            note(await question(note))
        except NetworkError:
            pass  # nobody could be asked; what was noted before stays
        finally:
            self._end(source)
            self._turn.set()

    def _end(self, source: Source) -> None:
        if source in self._ended:
            return
        self._ended.add(source)
        answer = self._answers.get(source)
        found = answer is not None and answer.found
        self._say(Step(source=source, state=State.FOUND if found else State.NONE))

    async def _watch(self) -> None:
        """Tell what is slow, and end it all when the limit is reached."""
        await self._clock.sleep(SLOW_S)
        for left_s in range(LIMIT_S - SLOW_S, 0, -1):
            for source in self._questions:
                if source not in self._ended:
                    self._say(Step(source=source, state=State.SLOW, left_s=left_s))
            await self._clock.sleep(1)
        self._timed_out = True
        self._turn.set()
