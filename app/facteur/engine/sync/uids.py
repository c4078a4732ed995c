"""Asking for every UID of the mailbox a session has selected, and what a refusal means."""

from facteur.base.errors import RemoteProtocolError, ServerRefused
from facteur.engine.selection import Selection
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import Completed, ESearchResult, Event, SearchResult
from facteur.mail.serverreplies import ServerReply, opening_error
from facteur.net.imapsession import ImapSession

SEARCH_SLACK = 1000  # messages that may have come since EXISTS was said


async def all_uids(
    session: ImapSession, selection: Selection | None, *, most: int
) -> NumSet | None:
    """Return every UID of the selected mailbox, None when it is empty.

    most: more than this is nonsense (a server may answer 1:4294967295).
    Raises ServerRefused when the server will not tell, RemoteProtocolError for nonsense.
    """
    found: list[NumSet] = []

    def note(event: Event) -> None:
        match event:
            case SearchResult(numbers=numbers) | ESearchResult(numbers=numbers):
                if numbers is not None:
                    found.append(numbers)
            case _:
                if selection is not None:
                    selection.note(event)

    returns = ("ALL",) if "ESEARCH" in session.connection.capabilities else ()
    (done,) = await session.flight([commands.Search(returns=returns)], note)
    if not done.ok:
        raise refusal(done)
    result: NumSet | None = None
    for numbers in found:
        result = numbers if result is None else result.union(numbers)
    if result is not None and len(result) > most:
        raise RemoteProtocolError("search-nonsense", detail=f"{len(result)} UIDs")
    return result


def refusal(done: Completed) -> ServerRefused:
    """Return the error of a command that the server would not carry out."""
    if isinstance(done.command, commands.Select):
        return opening_error(ServerReply(text=done.text, code=done.code.name), detail="Select")
    temporary = done.code.name in {"UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT"}
    return ServerRefused(
        "command",
        detail=type(done.command).__name__,
        server_text=done.text,
        response_code=done.code.name,
        temporary=temporary,
    )
