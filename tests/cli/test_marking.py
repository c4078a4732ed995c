"""`flag`: done when the server has it, 1 while it waits."""

from collections.abc import Sequence

import pytest

from facteur.base.errors import UsageError
from facteur.cli import marking
from facteur.cli.invocation import MarkMessages
from facteur.link import commands
from facteur.link.codec import FromEngine
from facteur.link.events import AccountStateChanged, Done, Failed, MessagesChanged, Problem
from facteur.mail.flags import Flags
from facteur.store.read import operations
from facteur.store.write import operations as write_operations
from tests.cli.scripted import SENT_MS, Filled, ScriptedEngine


def queue(filled: Filled, command: commands.Command) -> None:
    """Do the local half, as the engine does."""
    assert isinstance(command, commands.SetFlags)
    filled.store.write_now(
        lambda tx: write_operations.set_flags(
            tx,
            [filled.messages[0]],
            add=Flags(command.add),
            remove=Flags(command.remove),
            add_keywords=command.add_keywords,
            remove_keywords=command.remove_keywords,
            created_ms=SENT_MS,
        )
    )


def mark(filled: Filled, engine: ScriptedEngine, seconds: float = 5.0) -> int:
    command = MarkMessages(
        messages=(filled.messages[0],), add=Flags.FLAGGED, add_keywords=("$work",)
    )
    return marking.run(command, filled.profile, engine, delivery_s=seconds, away_s=0.01)


def test_until_the_server_has_it(filled: Filled) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        def said():
            queue(filled, command)
            yield Done(request=command.request)
            yield MessagesChanged(mailbox=filled.inbox, changed=[filled.messages[0]])
            keys = [one.key for one in operations.waiting(filled.store.reader)]
            filled.store.write_now(lambda tx: write_operations.finish(tx, keys))
            yield MessagesChanged(mailbox=filled.inbox, changed=[filled.messages[0]])

        return said()  # pyright: ignore[reportReturnType]

    engine = ScriptedEngine(answer)
    assert mark(filled, engine) == 0
    assert engine.heard == [
        commands.SetFlags(
            request=1,
            messages=[filled.messages[0]],
            add=int(Flags.FLAGGED),
            add_keywords=["$work"],
        )
    ]


@pytest.mark.parametrize("state", ["offline", "stopped"])
def test_offline_it_waits(filled: Filled, state: str, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        queue(filled, command)
        return [Done(request=command.request)]

    first = [AccountStateChanged(account=filled.account, state=state)]
    assert mark(filled, ScriptedEngine(answer, first=first)) == 1
    assert "1 change cannot reach the server now and waits" in capsys.readouterr().err


def test_an_engine_that_takes_too_long(filled: Filled) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        queue(filled, command)
        return [Done(request=command.request)]

    assert mark(filled, ScriptedEngine(answer), seconds=0.01) == 1


def test_what_the_server_refused(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        queue(filled, command)
        (one,) = operations.waiting(filled.store.reader)
        filled.store.write_now(lambda tx: write_operations.fail(tx, one.key, "noperm", "read-only"))
        return [Done(request=command.request)]

    assert mark(filled, ScriptedEngine(answer)) == 1
    assert "read-only" in capsys.readouterr().err


def test_what_the_engine_refused(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        return [Failed(request=command.request, problem=Problem(family="store", code="disk-full"))]

    assert mark(filled, ScriptedEngine(answer)) == 1
    assert "disk" in capsys.readouterr().err


def test_an_unknown_message_starts_no_engine(filled: Filled) -> None:
    engine = ScriptedEngine()
    with pytest.raises(UsageError):
        marking.run(MarkMessages(messages=(999,), add=Flags.SEEN), filled.profile, engine)
    assert engine.greeted == []
