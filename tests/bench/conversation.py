"""Counts what a client and a server said after the login: round trips and octets, by kind.

Works on what a `FaultProxy` kept of a plain connection. The folder list and the good manners around
it (LIST, NAMESPACE, ID, LOGOUT ...) are left apart: they are not the price of a folder.
"""

import dataclasses
import re

from tests.support.faultproxy import Direction, Passage

APART = {b"LIST", b"LSUB", b"NAMESPACE", b"ID", b"CAPABILITY", b"LOGOUT", b"NOOP"}
_APART_ANSWERS = re.compile(rb"\* (?:LIST|LSUB|NAMESPACE|ID|STATUS|CAPABILITY|BYE)\b")
_COMMAND = re.compile(rb"(?:^|\r\n)([A-Za-z0-9.]+) ([A-Za-z]+)")
_LOGIN = {b"LOGIN", b"AUTHENTICATE"}
_SELECT = re.compile(rb"(?:^|\r\n)[A-Za-z0-9.]+ (?:SELECT|EXAMINE) \"?([^\r\n \"]+)")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What was paid: a round trip is the client speaking after the server had."""

    round_trips: int
    octets: int


def connections(passages: list[Passage]) -> list[list[Passage]]:
    """Return each connection's passages, in order."""
    numbers = sorted({passage.connection for passage in passages})
    return [[one for one in passages if one.connection == number] for number in numbers]


def after_login(passages: list[Passage]) -> list[Passage]:
    """Return what follows the passage with the login's OK; [] when nobody logged in.

    A command that was sent in one go with the login, before its answer, is kept too.
    """
    tag = b""
    early: list[Passage] = []
    for at, passage in enumerate(passages):
        if passage.direction is Direction.TO_SERVER:
            found = _COMMAND.findall(passage.data)
            for number, (name, verb) in enumerate(found):
                if verb.upper() in _LOGIN:
                    tag = name
                    if number + 1 < len(found):
                        rest = passage.data[passage.data.index(found[number + 1][0] + b" ") :]
                        early.append(dataclasses.replace(passage, data=rest))
        elif tag and re.search(rb"(?:^|\r\n)" + re.escape(tag) + rb" OK", passage.data):
            return early + passages[at + 1 :]
    return []


def about(passages: list[Passage], mailbox: bytes) -> list[Passage]:
    """Return what was said while `mailbox` was first selected, from the command that selects it.

    What a connection costs once (ENABLE), and what the engine selects next, are left out.
    """
    found: list[Passage] = []
    for passage in passages:
        names = _SELECT.findall(passage.data) if passage.direction is Direction.TO_SERVER else []
        if found and names:
            break
        if found or mailbox in names:
            found.append(passage)
    return found


def price(passages: list[Passage]) -> Price:
    """Count what was paid for all but the commands left apart."""
    trips = octets = 0
    server_spoke = True
    apart: set[bytes] = set()
    for passage in passages:
        if passage.direction is Direction.TO_SERVER:
            found = _COMMAND.findall(passage.data)
            apart |= {tag for tag, verb in found if verb.upper() in APART}
            if found and all(verb.upper() in APART for _, verb in found):
                continue
            trips += server_spoke
            server_spoke = False
            octets += len(passage.data)
        else:
            server_spoke = True
            octets += sum(
                len(line)
                for line in passage.data.splitlines(keepends=True)
                if not _is_apart(line, apart)
            )
    return Price(round_trips=trips, octets=octets)


def first_screen(passages: list[Passage], rows: int) -> list[Passage] | None:
    """Return the passages of one connection up to the `rows`-th header row, or None before."""
    found = 0
    for at, passage in enumerate(passages):
        if passage.direction is Direction.TO_CLIENT:
            found += len(
                re.findall(rb"\* \d+ FETCH \([^\r]*?(?:BODY\[HEADER|ENVELOPE)", passage.data)
            )
            if found >= rows:
                return passages[: at + 1]
    return None


def _is_apart(line: bytes, tags: set[bytes]) -> bool:
    return bool(_APART_ANSWERS.match(line)) or line.split(b" ", 1)[0] in tags
