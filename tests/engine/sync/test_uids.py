"""Every UID of a mailbox, however the server tells them, and nothing that cannot be."""

import asyncio
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import pytest

from facteur.base.errors import RemoteProtocolError, Retry, ServerRefused
from facteur.engine.selection import Selection
from facteur.engine.sync.uids import all_uids, refusal
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import (
    Code,
    Completed,
    ESearchResult,
    Event,
    Exists,
    SearchResult,
    Status,
)
from facteur.mail.keys import MailboxKey


class FakeSession:
    """Answers SEARCH with these events."""

    def __init__(self, *told: Event, status: Status = Status.OK, esearch: bool = True) -> None:
        names = {"ESEARCH"} if esearch else set[str]()
        self.connection = SimpleNamespace(capabilities=names)
        self.sent: list[commands.Command] = []
        self._told = told
        self._status = status

    async def flight(
        self, sent: Sequence[commands.Command], note: Callable[[Event], None]
    ) -> list[Completed]:
        self.sent += sent
        for event in self._told:
            note(event)
        return [ended(command, self._status) for command in sent]


def ended(command: commands.Command, status: Status, code: str = "") -> Completed:
    return Completed(tag="A1", command=command, status=status, code=Code(name=code), text="no")


def asked(session: FakeSession, selection: Selection | None = None, most: int = 100) -> list[int]:
    found = asyncio.run(all_uids(session, selection, most=most))  # pyright: ignore[reportArgumentType] -- does as one
    return list(found or ())


@pytest.mark.parametrize(
    ("told", "uids"),
    [
        ([], []),
        ([ESearchResult(tag="A1", uid=True)], []),
        ([ESearchResult(tag="A1", uid=True, numbers=NumSet.span(2, 4))], [2, 3, 4]),
        ([SearchResult(numbers=NumSet.of([9])), SearchResult(numbers=NumSet.of([3]))], [3, 9]),
    ],
)
def test_what_is_told_is_put_together(told: list[Event], uids: list[int]) -> None:
    assert asked(FakeSession(*told)) == uids


def test_a_range_is_asked_for_only_where_it_is_understood() -> None:
    for esearch, returns in ((True, ("ALL",)), (False, ())):
        session = FakeSession(esearch=esearch)
        asked(session)
        assert session.sent == [commands.Search(returns=returns)]


def test_news_in_between_is_for_the_selection() -> None:
    selection = Selection(MailboxKey(1), 7)
    asked(FakeSession(Exists(count=3)), selection)
    assert selection.news.exists == 3
    asked(FakeSession(Exists(count=3)))


def test_nonsense_and_refusals_are_no_answer() -> None:
    with pytest.raises(RemoteProtocolError):
        asked(FakeSession(SearchResult(numbers=NumSet.span(1, 101))))
    with pytest.raises(ServerRefused):
        asked(FakeSession(status=Status.NO))


@pytest.mark.parametrize(
    ("command", "code", "is_called", "retry"),
    [
        (commands.Select(mailbox=b"INBOX"), "", "mailbox", Retry.NEVER),
        (commands.Search(returns=()), "LIMIT", "command", Retry.LATER),
    ],
)
def test_a_refusal_says_what_and_whether_again(
    command: commands.Command, code: str, is_called: str, retry: Retry
) -> None:
    found = refusal(ended(command, Status.NO, code))
    assert (found.code, found.retry, found.response_code) == (is_called, retry, code)
