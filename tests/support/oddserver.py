"""A small IMAP server over a model, that may be told to lie, to be silent, or to hang up.

Only what the engine says is understood, line by line; mail is what `Box.add` puts in. For the truth
take Dovecot; this is for answers that no sound server gives.
"""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

from facteur.link.commands import AccountFields
from tests.support.builders import message

CUT = "CUT"
SILENCE = "SILENCE"
ALL_FLAGS = "\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*"
_SECTION = re.compile(r"BODY\.PEEK\[([^\]]*)\](?:<(\d+)\.(\d+)>)?")

Answer = Callable[[str], str | None]
"""Gets a command without its tag; returns lines of which the last is tagged, CUT, SILENCE, or None
for the usual answer."""
Hold = Callable[[str], Awaitable[None]]
"""Gets a command whose answer is composed and may keep it back as long as it likes."""


async def _at_once(_text: str) -> None:
    """Keep nothing back."""


@dataclass(slots=True)
class Held:
    """A message on the server."""

    raw: bytes
    flags: set[str] = field(default_factory=set)
    structure: str = ""
    modseq: int = 1


@dataclass(slots=True)
class Box:
    """A mailbox. lie: untagged lines that come instead of EXISTS and the codes of SELECT."""

    uidvalidity: int = 7
    uidnext: int = 1
    modseq: int = 1
    held: dict[int, Held] = field(default_factory=dict)
    permanent: str = ALL_FLAGS
    read_only: bool = False
    codes: bool = True

    def add(self, subject: str = "", *flags: str, raw: bytes = b"", structure: str = "") -> int:
        uid, self.uidnext = self.uidnext, self.uidnext + 1
        self.modseq += 1
        raw = raw or message(subject=subject or f"S{uid}", message_id=f"<m{uid}@x>")
        self.held[uid] = Held(raw, set(flags), structure, self.modseq)
        return uid

    def fill(self, count: int) -> None:
        for _ in range(count):
            self.add()

    def mark(self, uid: int, flags: set[str]) -> None:
        self.modseq += 1
        self.held[uid].flags, self.held[uid].modseq = flags, self.modseq


@dataclass(slots=True, kw_only=True)
class OddServer:
    """answer: asked first. heard: what clients said, without tags. password: the right one.

    hold: asked between an answer and its sending, so that it may come late and out of date.
    cut_next: how many octets the next connections still get to hear, one number for each.
    """

    capabilities: str = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+"
    password: str = "secret"
    answer: Answer = lambda _text: None
    hold: Hold = _at_once
    greeting: str = "* OK ready"
    boxes: dict[str, Box] = field(default_factory=lambda: {"INBOX": Box()})
    heard: list[str] = field(default_factory=list)
    cut_next: list[int] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    _server: asyncio.Server | None = None
    _talks: dict[asyncio.Task[None], "_Talk"] = field(default_factory=dict)

    @property
    def inbox(self) -> Box:
        return self.boxes["INBOX"]

    def fields(self, **changed: object) -> AccountFields:
        usual: dict[str, object] = {
            "address": "ann@example.test", "host": "127.0.0.1", "port": self.port,
            "security": "none", "user": "ann",
        }  # fmt: skip
        return AccountFields(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind

    def count(self, verb: str) -> int:
        return sum(text.upper().startswith(verb) for text in self.heard)

    def say(self, text: str, *, idling: bool = False) -> None:
        """Say something unasked on every connection that has INBOX selected.

        idling: only on those that wait for news.
        """
        for talk in self._talks.values():
            if talk.box is self.inbox and (talk.idling or not idling):
                talk.write(text.encode() + b"\r\n")

    def hang_up(self) -> None:
        for talk in self._talks.values():
            talk.writer.transport.abort()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._talks):
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        task.set_name("server")  # of the test, not of the engine
        self.connections += 1
        talk = _Talk(self, reader, writer)
        self._talks[task] = talk
        try:
            await talk.run()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            with contextlib.suppress(Exception):
                writer.transport.abort()
            self._talks.pop(task, None)


class _Talk:
    """One connection."""

    def __init__(
        self, server: OddServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server = server
        self.reader = reader
        self.writer = writer
        self.box: Box | None = None
        self.idling = False
        self._left = server.cut_next.pop(0) if server.cut_next else None

    def write(self, data: bytes) -> None:
        if self._left is None:
            self.writer.write(data)
            return
        self.writer.write(data[: self._left])
        self._left -= len(data)
        if self._left < 0:
            self.writer.close()
            raise ConnectionResetError

    async def run(self) -> None:
        if self.server.greeting == SILENCE:
            await self.reader.read()
        self.write(self.server.greeting.encode() + b"\r\n")
        while line := await self.reader.readline():
            tag, _, text = line.decode().rstrip("\r\n").partition(" ")
            self.server.heard.append(text)
            said = self.server.answer(text)
            if said == CUT:
                self.writer.transport.abort()
                return
            if said == SILENCE:
                continue
            if said is not None and text.startswith(("SELECT", "EXAMINE")):
                self._select(text.partition(" ")[2])
            if text == "IDLE" and said is None:
                self.write(b"+ idling\r\n")
                self.idling = True
                await self.reader.readline()
                self.idling = False
                said = "OK idled"
            parts = self._usual(text) if said is None else said.split("\r\n")[:-1]
            end = self._end(text) if said is None else said.split("\r\n")[-1]
            await self.server.hold(text)
            for part in parts:
                self.write((part if isinstance(part, bytes) else part.encode()) + b"\r\n")
            self.write(f"{tag} {end}\r\n".encode())
            await self.writer.drain()

    def _end(self, text: str) -> str:
        verb = text.split(" ", maxsplit=1)[0].upper()
        if verb == "LOGIN":
            right = text.rstrip('"').endswith(self.server.password)
            return "OK in" if right else "NO [AUTHENTICATIONFAILED] wrong"
        if verb in {"SELECT", "EXAMINE"} and self.box is None:
            return "NO [NONEXISTENT] no such mailbox"
        if verb == "SELECT" and self.box is not None:
            return f"OK [READ-{'ONLY' if self.box.read_only else 'WRITE'}] selected"
        return "OK done"

    def _usual(self, text: str) -> list[bytes | str]:  # noqa: PLR0911 -- one for each command
        verb, _, rest = text.partition(" ")
        if verb == "UID":
            verb, _, rest = rest.partition(" ")
            verb = f"UID {verb}"
        match verb.upper():
            case "CAPABILITY":
                return [f"* CAPABILITY {self.server.capabilities}"]
            case "LIST":
                return [f'* LIST () "/" "{name}"' for name in self.server.boxes]
            case "STATUS":
                return self._status(rest)
            case "SELECT" | "EXAMINE":
                return self._select(rest)
            case "UID FETCH" | "FETCH":
                return self._fetch(rest, by_uid=verb.upper() != "FETCH")
            case "UID SEARCH":
                return self._search(rest)
            case "UID STORE":
                return self._store(rest)
            case "LOGOUT":
                return ["* BYE"]
            case _:
                return []

    def _status(self, rest: str) -> list[bytes | str]:
        name = rest.split(" (", maxsplit=1)[0].strip('"')
        box = self.server.boxes[name]
        unseen = sum("\\Seen" not in held.flags for held in box.held.values())
        counts = f"MESSAGES {len(box.held)} UNSEEN {unseen} UIDNEXT {box.uidnext}"
        return [f'* STATUS "{name}" ({counts} UIDVALIDITY {box.uidvalidity})']

    def _select(self, rest: str) -> list[bytes | str]:
        self.box = self.server.boxes.get(rest.split(" (", maxsplit=1)[0].strip('"'))
        if self.box is None:
            return []
        box = self.box
        lines: list[bytes | str] = ["* FLAGS (\\Seen)", f"* {len(box.held)} EXISTS", "* 0 RECENT"]
        if box.codes:
            lines += [
                f"* OK [UIDVALIDITY {box.uidvalidity}]",
                f"* OK [UIDNEXT {box.uidnext}]",
                f"* OK [PERMANENTFLAGS ({box.permanent})]",
            ]
        if "CONDSTORE" in self.server.capabilities:
            lines.append(f"* OK [HIGHESTMODSEQ {box.modseq}]")
        return lines

    def _chosen(self, text: str, *, by_uid: bool) -> list[tuple[int, int, Held]]:
        assert self.box is not None
        rows = [(n, uid, held) for n, (uid, held) in enumerate(sorted(self.box.held.items()), 1)]
        if not rows:
            return []
        top = rows[-1][1] if by_uid else len(rows)
        found: dict[int, tuple[int, int, Held]] = {}
        for piece in text.split(","):
            ends = sorted(top if one == "*" else int(one) for one in piece.split(":"))
            for row in rows:
                if ends[0] <= row[by_uid] <= ends[-1]:
                    found[row[0]] = row
        return [found[number] for number in sorted(found)]

    def _fetch(self, rest: str, *, by_uid: bool) -> list[bytes | str]:
        numbers, _, items = rest.partition(" ")
        since = re.search(r"CHANGEDSINCE (\d+)", items)
        return [
            self._reply(number, uid, held, items)
            for number, uid, held in self._chosen(numbers, by_uid=by_uid)
            if since is None or held.modseq > int(since[1])
        ]

    def _reply(self, number: int, uid: int, held: Held, items: str) -> bytes:
        found: list[bytes] = [b"UID %d" % uid]
        if "FLAGS" in items:
            found.append(f"FLAGS ({' '.join(sorted(held.flags))})".encode())
        if "INTERNALDATE" in items:
            found.append(b'INTERNALDATE "23-Nov-2026 08:00:%02d +0000"' % (uid % 60))
        if "RFC822.SIZE" in items:
            found.append(b"RFC822.SIZE %d" % len(held.raw))
        if "BODYSTRUCTURE" in items:
            found.append(b"BODYSTRUCTURE " + (held.structure or _plain(held.raw)).encode())
        for section, low, size in _SECTION.findall(items):
            data = _section(held.raw, section)
            data = data[int(low) : int(low) + int(size)] if size else data
            name = f"BODY[{section}]" + (f"<{low}>" if size else "")
            found.append(b"%s {%d}\r\n%s" % (name.encode(), len(data), data))
        return b"* %d FETCH (%s)" % (number, b" ".join(found))

    def _search(self, rest: str) -> list[bytes | str]:
        assert self.box is not None
        uids = sorted(self.box.held)
        if "RETURN" not in rest:
            return [f"* SEARCH {' '.join(map(str, uids))}".rstrip()]
        told = f" ALL {','.join(map(str, uids))}" if uids else ""
        return [f"* ESEARCH UID{told}"]

    def _store(self, rest: str) -> list[bytes | str]:
        numbers, how, names = rest.split(" ", 2)
        wanted = set(names.strip("()").split())
        for _number, uid, held in self._chosen(numbers, by_uid=True):
            flags = held.flags | wanted if how[0] == "+" else held.flags - wanted
            assert self.box is not None
            self.box.mark(uid, flags)
        return []


def _section(raw: bytes, section: str) -> bytes:
    """Return a section as far as the tests ask: whole, header, or the only part."""
    head, _, body = raw.partition(b"\r\n\r\n")
    if section.startswith("HEADER"):
        return head + b"\r\n\r\n"
    return raw if section == "" else body


def _plain(raw: bytes) -> str:
    body = _section(raw, "1")
    return (
        f'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "8BIT" {len(body)} {body.count(10)}'
        " NIL NIL NIL NIL)"
    )
