"""The search over all sources: what is waited for, what is told, when it ends."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import pytest

from facteur.base.errors import NetworkError
from facteur.mail.account import Security, ServerAddress
from facteur.net.discovery.findings import Answer, FoundServer, Kind, Source
from facteur.net.discovery.search import Outcome, Search, State, Step
from facteur.net.discovery.sources import Note, Question
from tests.support.fakes import FakeClock


def says(source: Source, *kinds: Kind) -> Answer:
    server = ServerAddress(host="mail.example.test", port=993, security=Security.TLS)
    found = tuple(
        FoundServer(kind=kind, server=server, user="claire", source=source) for kind in kinds
    )
    return Answer(source=source, servers=found)


def whole(source: Source) -> Answer:
    return says(source, Kind.IMAP, Kind.SUBMISSION)


def at_once(answer: Answer) -> Question:
    async def question(_note: Note) -> Answer:
        return answer

    return question


def silent(interim: Answer | None = None) -> Question:
    async def question(note: Note) -> Answer:
        if interim is not None:
            note(interim)
        await asyncio.Event().wait()
        raise AssertionError

    return question


async def away(_note: Note) -> Answer:
    raise NetworkError("dns")


class Heard:
    def __init__(self, questions: Mapping[Source, Question]) -> None:
        self.clock = FakeClock()
        self.steps: list[Step] = []
        self._questions = questions

    def run(self, meanwhile: Callable[[Search], Awaitable[None]] | None = None) -> Outcome:
        async def go() -> Outcome:
            search = Search(self._questions, self.clock, self.steps.append)
            running = asyncio.create_task(search.run())
            await asyncio.sleep(0)
            if meanwhile is not None:
                await meanwhile(search)
            async with asyncio.timeout(5):
                return await running

        return asyncio.run(go())

    async def pass_all(self, _search: Search) -> None:
        await self.clock.advance(5)

    def of(self, source: Source) -> list[State]:
        return [one.state for one in self.steps if one.source is source]


ALL = (Source.DOMAIN, Source.DIRECTORY, Source.DNS, Source.GUESS)


def test_the_best_answer_ends_it_at_once() -> None:
    heard = Heard(
        {
            Source.GUESS: silent(),
            Source.DNS: silent(),
            Source.DOMAIN: at_once(whole(Source.DOMAIN)),
        }
    )
    found = heard.run()
    assert found.answers == (whole(Source.DOMAIN),)
    assert heard.of(Source.DOMAIN) == [State.RUNNING, State.FOUND]
    assert heard.of(Source.GUESS) == [State.RUNNING, State.NONE]
    assert heard.clock.monotonic_s() == 0


def test_a_lesser_answer_waits_for_better_ones() -> None:
    heard = Heard({Source.DOMAIN: silent(), Source.DNS: at_once(whole(Source.DNS))})
    found = heard.run(heard.pass_all)
    assert found.answers == (whole(Source.DNS),)
    assert heard.clock.monotonic_s() == 5
    slow = [one.left_s for one in heard.steps if one.state is State.SLOW]
    assert slow == [2, 1]
    assert {one.source for one in heard.steps if one.state is State.SLOW} == {Source.DOMAIN}


def test_an_incomplete_answer_waits_for_lesser_ones() -> None:
    only_imap, only_send = says(Source.DOMAIN, Kind.IMAP), says(Source.GUESS, Kind.SUBMISSION)
    heard = Heard({Source.DOMAIN: at_once(only_imap), Source.GUESS: at_once(only_send)})
    assert set(heard.run().answers) == {only_imap, only_send}


def test_all_silent_ends_at_the_limit() -> None:
    heard = Heard(dict.fromkeys(ALL, silent()))
    found = heard.run(heard.pass_all)
    assert found == Outcome(answers=(), reached=False)
    for source in ALL:
        assert heard.of(source) == [State.RUNNING, State.SLOW, State.SLOW, State.NONE]
    assert heard.clock.sleepers == 0


def test_what_was_known_so_far_counts() -> None:
    heard = Heard({Source.DOMAIN: silent(), Source.DNS: silent(whole(Source.DNS))})
    found = heard.run(heard.pass_all)
    assert found == Outcome(answers=(whole(Source.DNS),), reached=True)
    assert heard.of(Source.DNS)[-1] is State.FOUND


def test_stopped_it_answers_with_what_there_is() -> None:
    async def stop(search: Search) -> None:
        await asyncio.sleep(0)
        search.stop()

    heard = Heard({Source.DOMAIN: silent(), Source.GUESS: silent(says(Source.GUESS, Kind.IMAP))})
    found = heard.run(stop)
    assert found.reached
    assert found.answers == (says(Source.GUESS, Kind.IMAP),)
    assert heard.clock.monotonic_s() == 0
    assert Heard({Source.DOMAIN: silent()}).run(stop) == Outcome(answers=(), reached=True)


def test_nobody_could_be_asked() -> None:
    assert Heard(dict.fromkeys(ALL, away)).run() == Outcome(answers=(), reached=False)
    reached = {Source.DOMAIN: away, Source.DNS: at_once(Answer(source=Source.DNS))}
    assert Heard(reached).run() == Outcome(answers=(Answer(source=Source.DNS),), reached=True)


def test_each_source_ends_once() -> None:
    heard = Heard({**dict.fromkeys(ALL, silent()), Source.DOMAIN: away})
    heard.run(heard.pass_all)
    for source in ALL:
        assert len([one for one in heard.of(source) if one in {State.FOUND, State.NONE}]) == 1


def test_a_mistake_of_ours_is_not_hidden() -> None:
    async def broken(_note: Note) -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Heard({Source.DOMAIN: broken}).run()
