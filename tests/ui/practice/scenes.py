"""Scenes for tests, written short."""

from facteur.link.practice import ServerMessage
from facteur.mail.keys import MessageKey
from facteur.ui.practice.scene import End, HereMessage


def server(message_id: str, *, seen: bool = False, flagged: bool = False) -> ServerMessage:
    return ServerMessage(
        uid=1, message_id=message_id, sender="Ann", subject=f"On {message_id}", received_ms=0,
        seen=seen, flagged=flagged,
    )  # fmt: skip


def local(
    message_id: str,
    *,
    seen: bool = False,
    flagged: bool = False,
    whole: bool = True,
    waiting: int = 0,
) -> HereMessage:
    return HereMessage(
        key=MessageKey(1), message_id=message_id, subject=f"On {message_id}", seen=seen,
        flagged=flagged, deleted=False, text_here=whole, waiting=waiting,
    )  # fmt: skip


def end(on_server: str, on_this: str) -> End:
    """Return an end whose messages have the letters of the two words as their names."""
    return End(
        server=tuple(server(letter) for letter in on_server),
        here=tuple(local(letter) for letter in on_this),
    )
