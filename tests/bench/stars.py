"""When the server had which star, read from its own log of the conversation."""

import re

from tests.support.mailserver import MailUser

_LINE = re.compile(rb"^(\d+\.\d+) (.*)$", re.MULTILINE)


def served(user: MailUser) -> dict[int, float]:
    """Return when (wall clock, seconds) the server first said OK to the star of each UID."""
    found: dict[int, float] = {}
    for path in (user.server.root / "rawlog" / user.name).glob("*.in"):
        asked: dict[bytes, list[int]] = {}
        for _, line in _LINE.findall(path.read_bytes()):
            words = line.split()
            if words[1:3] == [b"UID", b"STORE"]:
                asked[words[0]] = _numbers(words[3])
        for at, line in _LINE.findall(path.with_suffix(".out").read_bytes()):
            words = line.split(b" ", 2)
            if len(words) > 1 and words[1] == b"OK" and words[0] in asked:
                for uid in asked[words[0]]:
                    found.setdefault(uid, float(at))
    return found


def _numbers(text: bytes) -> list[int]:
    numbers: list[int] = []
    for piece in text.split(b","):
        first, _, last = piece.partition(b":")
        numbers += range(int(first), int(last or first) + 1)
    return numbers
