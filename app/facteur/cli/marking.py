"""`flag`: set and clear marks, here at once and on the server as soon as that is possible."""

import asyncio
from collections.abc import Sequence

from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.dialogue import AWAY_S, Dialogue, Opener, converse
from facteur.cli.invocation import MarkMessages
from facteur.cli.words import sentence
from facteur.link import commands
from facteur.link.events import Failed, Problem
from facteur.mail.keys import AccountKey
from facteur.store.read import operations
from facteur.store.reader import Reader, open_reader
from facteur.store.rows import Operation

DELIVERY_S = 60.0  # until we say that it waits; the engine goes on trying


def run(
    command: MarkMessages,
    profile: Profile,
    opener: Opener,
    *,
    delivery_s: float = DELIVERY_S,
    away_s: float = AWAY_S,
) -> int:
    """Mark the messages; 1 when the server does not have it yet or refused."""
    reader = open_reader(profile)
    for key in command.messages:
        reading.message(reader, key)

    async def work(talk: Dialogue) -> int:
        reply = await talk.ask(
            lambda request: commands.SetFlags(
                request=request,
                messages=list(command.messages),
                add=int(command.add),
                remove=int(command.remove),
                add_keywords=list(command.add_keywords),
                remove_keywords=list(command.remove_keywords),
            )
        )
        if isinstance(reply, Failed):
            output.say(sentence(reply.problem))
            return 1
        await _delivered(talk, reader, command.messages, delivery_s, away_s)
        return _tell(_unfinished(reader, command.messages))

    return asyncio.run(converse(opener, profile, work))


def _unfinished(reader: Reader, messages: Sequence[int]) -> list[Operation]:
    wanted = set(messages)
    return [one for one in operations.waiting(reader) if one.message in wanted]


async def _delivered(
    talk: Dialogue, reader: Reader, messages: Sequence[int], delivery_s: float, away_s: float
) -> None:
    """Return once the server has everything, refused it, or is away."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + delivery_s
    while True:
        waiting = [one for one in _unfinished(reader, messages) if one.state != "failed"]
        left = deadline - loop.time()
        if not waiting or left <= 0:
            return
        away = all(_is_away(talk, one.account) for one in waiting)
        if not await talk.wait(min(away_s, left) if away else left):
            return


def _is_away(talk: Dialogue, account: AccountKey) -> bool:
    state = talk.states.get(account)
    return state is not None and state.state in {"offline", "paused", "stopped"}


def _tell(unfinished: list[Operation]) -> int:
    for one in unfinished:
        if one.state == "failed":
            why = sentence(Problem(family="refused", code=one.code, server_text=one.server_text))
            output.say(f"message {one.message}: {why}")
    waiting = sum(one.state != "failed" for one in unfinished)
    if waiting:
        output.say(
            f"{waiting} change{'s' if waiting > 1 else ''} cannot reach the server now and wait"
            f"{'' if waiting > 1 else 's'}; the next sync sends what waits."
        )
    return 1 if unfinished else 0
