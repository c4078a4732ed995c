"""The conversation with an engine: first frames, one reply a question, what is heard meanwhile."""

import asyncio
from collections.abc import Sequence

import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli.dialogue import Dialogue, EngineUnwilling, converse
from facteur.link.codec import FromEngine
from facteur.link.commands import Command, Shutdown
from facteur.link.events import (
    AccountsChanged,
    AccountStateChanged,
    Done,
    Event,
    Failed,
    Problem,
)
from tests.cli.scripted import ScriptedEngine

REFUSED = Problem(family="login", code="refused")


def ask(engine: ScriptedEngine, profile: Profile, heard: list[Event] | None = None) -> object:
    async def work(talk: Dialogue) -> object:
        if heard is not None:
            talk.on_event = heard.append
        return await talk.ask(lambda request: Shutdown(request=request))

    return asyncio.run(converse(engine, profile, work))


def test_hello_ready_question_answer(empty: Profile) -> None:
    engine = ScriptedEngine()
    assert ask(engine, empty) == Done(request=1)
    assert len(engine.greeted) == 1
    assert engine.heard == [Shutdown(request=1)]


def test_events_are_heard_and_other_replies_are_not_ours(empty: Profile) -> None:
    def answer(command: Command) -> Sequence[FromEngine]:
        return [
            AccountsChanged(),
            Done(request=99),
            Failed(request=command.request, problem=REFUSED),
        ]

    heard: list[Event] = []
    reply = ask(ScriptedEngine(answer), empty, heard)
    assert reply == Failed(request=1, problem=REFUSED)
    assert heard == [AccountsChanged()]


def test_an_engine_that_is_not_ready_says_why(empty: Profile) -> None:
    problem = Problem(family="store", code="locked")
    with pytest.raises(EngineUnwilling) as caught:
        ask(ScriptedEngine(problem=problem), empty)
    assert caught.value.problem == problem


def test_an_engine_that_ends_is_a_problem(empty: Profile) -> None:
    with pytest.raises(EngineUnwilling) as caught:
        ask(ScriptedEngine(ends=True), empty)
    assert caught.value.problem.code == "engine-ended"


def test_our_own_errors_come_out_plainly(empty: Profile) -> None:
    async def work(talk: Dialogue) -> None:
        raise UsageError("message-unknown")

    with pytest.raises(UsageError):
        asyncio.run(converse(ScriptedEngine(), empty, work))


def test_states_are_remembered_and_waiting_ends(empty: Profile) -> None:
    first = [
        AccountStateChanged(account=1, state="online"),
        AccountStateChanged(account=2, state="offline"),
    ]

    async def work(talk: Dialogue) -> tuple[bool, bool, bool, bool]:
        before = talk.all_away
        came = await talk.wait(5) and await talk.wait(5)
        nothing = await talk.wait(0.001)
        return before, came, nothing, talk.all_away

    engine = ScriptedEngine(first=first)
    assert asyncio.run(converse(engine, empty, work)) == (False, True, False, False)


def test_all_away(empty: Profile) -> None:
    async def work(talk: Dialogue) -> bool:
        await talk.wait(5)
        return talk.all_away

    engine = ScriptedEngine(first=[AccountStateChanged(account=1, state="stopped")])
    assert asyncio.run(converse(engine, empty, work))
