"""Every transcript, fed whole, octet by octet and in random cuts, gives the same events."""

from pathlib import Path

import pytest

from facteur.pop import BodyPiece, Connection, Event, SizeRows, UidRows, commands
from facteur.sasl import Plain, XOAuth2
from tests.pop.talking import joined
from tests.support.scripted import (
    Client,
    Cut,
    Do,
    Handshake,
    Server,
    bytewise,
    load,
    randomly,
    whole,
)

FOLDER = Path(__file__).parents[1] / "transcripts" / "pop"
FILES = sorted(FOLDER.rglob("*.txt"))
WORDS = {**vars(commands), "Plain": Plain, "XOAuth2": XOAuth2}


def replay(path: Path, cut: Cut) -> list[Event]:
    connection = Connection(tls=path.stem != "starttls")
    events: list[Event] = []
    pending = held = b""
    for step in [*load(path), Client(b"")]:
        if not isinstance(step, Server) and pending:
            for piece in cut(pending):
                events += connection.receive(piece)
            pending = b""
        match step:
            case Server(content):
                pending += content
            case Do(code):
                connection.send(eval(code, dict(WORDS)))
            case Client(content):
                held += connection.bytes_to_send()
                assert held.startswith(content), (held, content)
                held = held[len(content) :]
            case Handshake():
                connection.start_tls_done()
            case _:
                raise AssertionError(step)
    assert held == b""
    return joined(events)


def shown(events: list[Event]) -> list[str]:
    """Mechanisms are compared by what they print: each run has its own."""
    return [repr(event) + repr(hidden(event)) for event in events]


def hidden(event: Event) -> object:
    """Return what `repr` leaves out."""
    if isinstance(event, BodyPiece):
        return event.octets
    result = getattr(event, "result", None)
    return result.rows if isinstance(result, SizeRows | UidRows) else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cuts_do_not_matter(path: Path):
    expected = shown(replay(path, whole))
    assert len(expected) > 2
    for cut in (bytewise, *(randomly(seed) for seed in range(8)), randomly(9, 3)):
        assert shown(replay(path, cut)) == expected


def test_the_session_is_read_rightly():
    events = replay(FOLDER / "session.txt", whole)
    bodies = [event.octets for event in events if isinstance(event, BodyPiece)]
    assert bodies == [
        b"Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n\0\n.\nbare\r.\r\r\n.\r\n",
        b"Subject: two\r\n\r\n",
    ]
