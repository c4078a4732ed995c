"""Recorded answers of real servers and another client's parser cases, read by our core.

`run` is called by `python3 tests corpora`; the folder is not part of the project.
"""

import json
import re
from pathlib import Path
from typing import Any

from facteur.base.errors import RemoteProtocolError
from facteur.imap import Connection, Limits, Unparsed, commands
from facteur.imap.buffer import ReceiveBuffer
from facteur.imap.lexer import Atom, Lexer, SyntaxFault, Value
from facteur.sasl import Plain
from tests.support.scripted import Cut, drained, flattened, randomly, whole

_TAGGED = re.compile(rb"^(A[\d#]{8}) (?:OK|NO|BAD)\b", re.MULTILINE)
_ANSWERS = Path("mailkit-imap/UnitTests/Net/Imap/Resources")
_DIALOGUES = Path("vectors/mailkit-gmail-dialogues.json")
_VALUES = Path("vectors/imapclient-response-parser.json")

# Wrong on purpose: one reply must be left out and the rest be read.
_BROKEN = {
    "headers.1+unsolicited-info.txt",  # its literal is two octets longer than announced
    "CreateFetchStreamUnsolicitedInfoCommands",  # contains that file
    "CreateInvalidUntaggedResponseCommands",  # `* {25}`
}


def run(corpora: Path) -> list[str]:
    """Return what went wrong, one line each; nothing is good."""
    return [*_answers(corpora), *_dialogues(corpora), *_values(corpora)]


def _answers(corpora: Path) -> list[str]:
    """Read each recorded answer, as its server sent it, whole and in pieces."""
    failures: list[str] = []
    files = sorted((corpora / _ANSWERS).rglob("*.txt"))
    if len(files) < 200:
        failures.append(f"only {len(files)} answers found in {corpora / _ANSWERS}")
    print(f"{len(files)} answers")
    for path in files:
        octets = _wire(path.read_bytes())
        if not octets.startswith((b"*", b"+", b"A")):
            continue  # an extract of a message, no answer
        try:
            expected = _read(octets, whole, path.name)
            failures += [
                f"{path.name}: differs when cut (seed {seed})"
                for seed in range(3)
                if _read(octets, randomly(seed), path.name) != expected
            ]
            if _read(octets, whole, path.name, batches=False) != expected:
                failures.append(f"{path.name}: quick and general reading differ")
        except (AssertionError, RemoteProtocolError) as fault:
            failures.append(f"{path.name}: {fault!r}")
    return failures


def _wire(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _read(octets: bytes, cut: Cut, name: str, *, batches: bool = True) -> list[str]:
    """Feed one answer to a connection in the state it needs; return its events as text."""
    connection = Connection(tls=True, batches=batches)
    if "greeting" in name:
        return _fed(connection, octets, cut, name)
    connection.receive(b"* PREAUTH ready\r\n")
    select = name.startswith(("select", "examine", "count.examine"))
    command = commands.Select(mailbox=b"INBOX")
    if not select:
        tag = connection.send(command)
        drained(connection)
        connection.receive(b"* 5000 EXISTS\r\n%s OK\r\n" % tag.encode())
    tags = list(dict.fromkeys(_TAGGED.findall(octets)))
    for old in tags:
        tag = connection.send(command if select and old == tags[-1] else commands.Noop())
        octets = re.sub(rb"(?m)^%s " % old, tag.encode() + b" ", octets)
    drained(connection)
    events = _fed(connection, octets, cut, name)
    completed = sum(text.startswith("Completed") for text in events)
    assert completed == len(tags), f"{completed} of {len(tags)} commands completed"
    return events


def _fed(connection: Connection, octets: bytes, cut: Cut, name: str) -> list[str]:
    events = flattened(event for piece in cut(octets) for event in connection.receive(piece))
    for event in events:
        assert name in _BROKEN or not isinstance(event, Unparsed), (event.reason, event.excerpt)
    return [repr(event) + repr(getattr(event, "sections", ())) for event in events]


def _dialogues(corpora: Path) -> list[str]:
    """Play whole sessions: states, selections and the map must hold."""
    failures: list[str] = []
    for session in json.loads((corpora / _DIALOGUES).read_text("utf-8")):
        name = session["test"]
        try:
            _play(session["steps"], corpora, broken=name in _BROKEN)
        except (AssertionError, RemoteProtocolError) as fault:
            failures.append(f"session {name}: {fault!r}")
    return failures


def _play(steps: list[dict[str, Any]], corpora: Path, *, broken: bool) -> None:
    connection = Connection(tls=True)
    for step in steps:
        answer = _answer(step, corpora)
        if answer is None:
            return  # not in the folder: the rest of the session would hang in the air
        verb = ([*step["client"].split(" "), ""])[1].strip().upper()
        if step["client"].startswith("A"):
            tag = connection.send(_command(verb))
            drained(connection)
            answer = re.sub(rb"(?m)^A[\d#]{8} ", tag.encode() + b" ", answer)
        for event in connection.receive(answer):
            assert broken or not isinstance(event, Unparsed), event
        if connection.state.value == "logout":
            return


def _answer(step: dict[str, Any], corpora: Path) -> bytes | None:
    if "server_text" in step:
        return step["server_text"].encode("utf-8")
    if "server_reply" in step:
        word = step["server_reply"].upper()
        return f"A00000000 {word} x\r\n".encode() if word in {"OK", "NO", "BAD"} else None
    family, _, rest = step["server_file"].partition(".")
    path = corpora / _ANSWERS / family / rest
    return _wire(path.read_bytes()) if path.exists() else None


def _command(verb: str) -> commands.Command:
    match verb:
        case "SELECT" | "EXAMINE":
            return commands.Select(mailbox=b"x")
        case "LOGIN":
            return commands.Login(user="u", password="p")
        case "AUTHENTICATE":
            return commands.Authenticate(mechanism=Plain(user="u", password="p"))
        case "LOGOUT":
            return commands.Logout()
        case _:
            return commands.Noop()


def _values(corpora: Path) -> list[str]:
    """Compare values with IMAPClient's cases."""
    failures: list[str] = []
    for case in json.loads((corpora / _VALUES).read_text("utf-8")):
        given, expected = case["args"]
        refused = case["kind"] == "_test_parse_error"
        try:
            if isinstance(given, list):
                found: object = _incomplete(given)
            else:
                values = Lexer([given["b"].encode()], 0, depth=100).values()
                found = _plain(values[0] if len(values) == 1 else values)
        except SyntaxFault:
            found = SyntaxFault
        if found is not SyntaxFault if refused else found != _plain_case(expected):
            failures.append(f"{case['test']}: {given} gave {found!r}")
    return failures


def _incomplete(given: list[Any]) -> object:
    """A literal shorter than announced never becomes a unit."""
    buffer = ReceiveBuffer(Limits())
    buffer.feed(b"* X " + given[0][0]["b"].encode() + b"\r\n" + given[0][1]["b"].encode())
    return SyntaxFault if buffer.next_unit() is None else "a unit"


def _plain(value: Value) -> object:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Atom):
        text = bytes(value)
        return int(text) if text.isdigit() and (text == b"0" or text[:1] != b"0") else text
    return value


def _plain_case(expected: Any) -> object:
    if isinstance(expected, list):
        return [_plain_case(item) for item in expected]
    return expected["b"].encode() if isinstance(expected, dict) else expected
