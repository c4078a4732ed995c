"""What is sent for a flag change, and what a refusal means."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from facteur.engine.operations.flags import SET_NUMBERS, Refusal, carry_out
from facteur.engine.selection import Selection
from facteur.imap import commands
from facteur.imap.responses import Code, Completed, Status
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, OperationKey
from facteur.store.rows import Operation

ALL = frozenset({"\\answered", "\\flagged", "\\deleted", "\\seen", "\\draft", "\\*"})


def operation(uid: int, **changed: Any) -> Operation:
    usual: dict[str, Any] = {
        "key": OperationKey(uid), "account": AccountKey(1), "mailbox": MailboxKey(1),
        "message": MessageKey(uid), "kind": "flags", "uidvalidity": 7, "uid": uid,
        "add_flags": Flags(0), "remove_flags": Flags(0), "add_keywords": (), "remove_keywords": (),
        "state": "inflight", "tries": 1, "created_ms": 1, "code": "", "server_text": "",
    }  # fmt: skip
    return Operation(**{**usual, **changed})


class FakeLane:
    """Answers each STORE as told, by the flags in it."""

    def __init__(self, refused: dict[str, tuple[Status, str]] | None = None) -> None:
        self.sent: list[commands.Store] = []
        self.refused = refused or {}

    def live(self) -> Any:
        return SimpleNamespace(flight=self.flight)

    async def flight(self, sent: list[commands.Store], _note: object) -> list[Completed]:
        self.sent += sent
        return [self._end(one) for one in sent]

    def _end(self, sent: commands.Store) -> Completed:
        status, code = self.refused.get(str(sent.flags[0]), (Status.OK, ""))
        return Completed(tag="A1", command=sent, status=status, code=Code(name=code), text="words")


def run(
    operations: list[Operation],
    selection: Selection | None = None,
    refused: dict[str, tuple[Status, str]] | None = None,
) -> tuple[dict[OperationKey, Refusal | None], list[tuple[str, str, tuple[str, ...]]]]:
    lane = FakeLane(refused)
    chosen = selection or Selection(MailboxKey(1), 7, permanent_flags=ALL)
    outcome = asyncio.run(carry_out(lane, chosen, operations))  # pyright: ignore[reportArgumentType] -- a fake
    said = [
        ("+" if one.add else "-", one.messages.write().decode(), tuple(map(str, one.flags)))
        for one in lane.sent
    ]
    return outcome, said


def test_changes_of_one_kind_go_together():
    outcome, said = run([
        operation(1, add_flags=Flags.SEEN),
        operation(2, add_flags=Flags.SEEN),
        operation(3, remove_flags=Flags.SEEN | Flags.FLAGGED),
        operation(9, add_flags=Flags.SEEN, remove_keywords=("$work",)),
    ])  # fmt: skip
    assert outcome == {1: None, 2: None, 3: None, 9: None}
    assert said == [
        ("+", "1:2,9", ("\\Seen",)), ("-", "3", ("\\Seen", "\\Flagged")), ("-", "9", ("$work",)),
    ]  # fmt: skip


def test_many_are_cut_into_sets_a_server_takes():
    _outcome, said = run([operation(uid * 2, add_flags=Flags.SEEN) for uid in range(1, 1500)])
    assert len(said) > 1
    assert all(len(numbers) <= 900 for _sign, numbers, _flags in said)
    assert sum(numbers.count(",") + 1 for _sign, numbers, _flags in said) == 1499
    assert SET_NUMBERS == 1000


@pytest.mark.parametrize(
    ("selection", "wanted", "code"),
    [
        (Selection(MailboxKey(1), 7, read_only=True), {"add_flags": Flags.SEEN}, "read-only"),
        (Selection(MailboxKey(1), 7, permanent_flags=frozenset({"\\seen"})), {"add_flags": Flags.FLAGGED}, "flags-not-stored"),
        (Selection(MailboxKey(1), 7, permanent_flags=frozenset({"\\seen"})), {"add_keywords": ("$x",)}, "flags-not-stored"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_not_sent(selection: Selection, wanted: dict[str, Any], code: str):
    outcome, said = run([operation(1, **wanted)], selection)
    assert outcome == {1: Refusal(code, "", again=False)}
    assert said == []


@pytest.mark.parametrize(
    "kept", [frozenset[str](), frozenset({"\\flagged", "\\*"}), frozenset({"\\flagged", "$x"})]
)
def test_what_may_be_kept_is_sent(kept: frozenset[str]):
    selection = Selection(MailboxKey(1), 7, permanent_flags=kept)
    outcome, said = run([operation(1, add_flags=Flags.FLAGGED, add_keywords=("$x",))], selection)
    assert outcome == {1: None}
    assert said == [("+", "1", ("\\Flagged", "$x"))]


@pytest.mark.parametrize(
    ("status", "code", "refusal"),
    [
        *((Status.NO, code, Refusal(code.lower(), "words", again=True))
          for code in ("UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT")),
        *((Status.NO, code, Refusal(code.lower(), "words", again=False))
          for code in ("NOPERM", "OVERQUOTA", "CANNOT", "NONEXISTENT", "EXPUNGEISSUED", "READ-ONLY")),
        (Status.NO, "", Refusal("refused", "words", again=False)),
        (Status.BAD, "", Refusal("refused", "words", again=False)),
    ],
)  # fmt: skip
def test_a_refusal_says_whether_to_ask_again(status: Status, code: str, refusal: Refusal):
    """And one refused change does not hold up the others."""
    outcome, said = run(
        [operation(1, add_flags=Flags.FLAGGED), operation(2, add_flags=Flags.SEEN)],
        refused={"\\Flagged": (status, code)},
    )
    assert outcome == {1: refusal, 2: None}
    assert len(said) == 2


def test_what_is_refused_together_is_sent_one_by_one():
    class Picky(FakeLane):
        def _end(self, sent: commands.Store) -> Completed:
            status = Status.NO if 2 in sent.messages else Status.OK
            return Completed(
                tag="A1", command=sent, status=status, code=Code(name="CANNOT"), text=""
            )

    lane = Picky()
    selection = Selection(MailboxKey(1), 7, permanent_flags=ALL)
    changes = [operation(uid, add_flags=Flags.SEEN) for uid in (1, 2, 3)]
    outcome = asyncio.run(carry_out(lane, selection, changes))  # pyright: ignore[reportArgumentType] -- a fake
    assert outcome == {1: None, 2: Refusal("cannot", "", again=False), 3: None}
