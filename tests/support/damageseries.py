"""A profile with content, broken bits in it, and a reader that has it mended as the window does.

The window's rule: what the store does not have is asked for with OpenMessage; what it has and
cannot be read (ContentDamaged) with FetchPart, which looks and brings it again.
"""

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from facteur.base.errors import ContentDamaged
from facteur.base.paths import Profile as HomeProfile
from facteur.link import commands, events
from facteur.mail.keys import MessageKey
from facteur.message.display import MAX_INLINE_IMAGE
from facteur.message.transfer import decode
from facteur.store.query import rows
from facteur.store.read import bodies, messages
from facteur.store.reader import Reader, open_reader
from tests.bench.facteur import Profile
from tests.support.builders import Attachment, message
from tests.support.comparing import key_of
from tests.support.engineprocess import EngineProcess, engine
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

HANG_S = 2.0  # no read of a window may take as long, on however busy a machine
PICTURED = 6
PLAIN = 400
ROUNDS_AT_MOST = 4  # while a new file is filled from the old one, more is missing for a moment
PAGE = 4096


def _picture(number: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + random.Random(number).randbytes(30_000)


def _file(number: int) -> bytes:
    return random.Random(-number).randbytes(200_000)


def fill(user: MailUser, home: Path) -> None:
    """Add an account whose first messages have a picture inside and a file, then plain ones.

    The texts of all of them are brought unasked.
    """
    with SecondClient(user) as client:
        for number in range(1, PICTURED + 1):
            client.append(
                message(
                    subject=f"Pictured {number}",
                    html='<p>Look <img src="cid:pic"></p>',
                    attachments=(
                        Attachment(
                            name="pic.png",
                            media_type="image/png",
                            content=_picture(number),
                            inline_id="pic",
                        ),
                        Attachment(
                            name="f.bin",
                            media_type="application/octet-stream",
                            content=_file(number),
                        ),
                    ),
                )
            )
    user.fill("INBOX", PLAIN, profile="tiny")
    Profile(home).add_account(user)
    (home / "settings.toml").write_text("texts_months = 120\n")


class WindowReader:
    """Reads as the window does, all the time, in a thread; keeps what was slow or went wrong."""

    def __init__(self, home: Path) -> None:
        self.reads = 0
        self.slowest_s = 0.0
        self.wrong: list[BaseException] = []
        self._home = home
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        reader, chance = open_reader(HomeProfile(home=self._home)), random.Random(1)
        while not self._over.wait(0.005):
            began = time.monotonic()
            try:
                self._read(reader, chance)
            except BaseException as error:  # noqa: BLE001 -- the test tells
                self.wrong.append(error)
            self.slowest_s = max(self.slowest_s, time.monotonic() - began)
            self.reads += 1
        reader.close()

    def _read(self, reader: Reader, chance: random.Random) -> None:
        keys = [
            MessageKey(key) for (key,) in rows(reader.mail, tuple[int], "SELECT id FROM message")
        ]
        if not keys:
            return
        chosen = chance.choice(keys)
        assert messages.row(reader, chosen) is not None
        bodies.body(reader, chosen)
        for part in bodies.parts(reader, chosen):
            if part.sha256 is not None:
                with contextlib.suppress(ContentDamaged):
                    reader.content.read(part.sha256)

    @classmethod
    @contextlib.contextmanager
    def reading(cls, home: Path) -> "Iterator[WindowReader]":
        found = cls(home)
        found._thread.start()
        try:
            yield found
        finally:
            found._over.set()
            found._thread.join(30)
        assert not found.wrong, found.wrong[:3]
        assert found.slowest_s < HANG_S
        assert found.reads > 20


def flip(path: Path, flips: int, chance: random.Random) -> None:
    """Flip bits anywhere but in the first page, which is another test's (tests/store)."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(flips):
            place = chance.randrange(PAGE, size)
            file.seek(place)
            octet = file.read(1)[0]
            file.seek(place)
            file.write(bytes([octet ^ 1 << chance.randrange(8)]))


def bring_everything(running: EngineProcess, home: Path) -> None:
    running.ask(commands.Sync, depth="bodies", wait=True)
    for uid in range(1, PICTURED + 1):
        key = key_of(home, uid)
        running.ask(commands.OpenMessage, message=key)
        running.ask(commands.FetchPart, message=key, section="3")


class Window:
    """Shows every message, and counts what was damaged."""

    def __init__(self, home: Path) -> None:
        self.damaged = 0
        self.renewed = False  # the whole file was too broken; the engine began a new one
        self._home = home

    def show_until_sound(self) -> None:
        """Show everything, again and again, until nothing is damaged any more."""
        with engine(self._home) as running:
            assert running.event(events.Ready).problem is None
            reader = open_reader(HomeProfile(home=self._home))
            try:
                rounds = [self._show_all(running, reader)]
                while rounds[-1]:
                    rounds.append(self._show_all(running, reader))
                    assert len(rounds) <= ROUNDS_AT_MOST, rounds
                _everything_is_right(running, reader, self._home)
            finally:
                reader.close()
            self.renewed = any(
                isinstance(one.message, events.ProblemRaised)
                and (one.message.problem.code, one.message.problem.detail)
                == ("recovered", "content")
                for one in running.heard
            )
            running.leave()

    def _show_all(self, running: EngineProcess, reader: Reader) -> int:
        keys = rows(reader.mail, tuple[int], "SELECT id FROM message ORDER BY id")
        damaged = sum(_show(running, reader, MessageKey(key)) for (key,) in keys)
        self.damaged += damaged
        return damaged


def _show(running: EngineProcess, reader: Reader, key: MessageKey) -> int:
    """Ask for what is not here and for what is damaged; return how much that was."""
    damaged = 0
    if bodies.body(reader, key) is None or bodies.pictures_lacking(reader, key, MAX_INLINE_IMAGE):
        running.ask(commands.OpenMessage, message=key)
    for part in bodies.parts(reader, key):
        if part.sha256 is None:
            continue
        try:
            reader.content.read(part.sha256)
        except ContentDamaged:
            damaged += 1
            running.ask(commands.FetchPart, message=key, section=part.section)
    return damaged


def _content(reader: Reader, key: MessageKey, section: str) -> bytes:
    part = bodies.part(reader, key, section)
    assert part is not None
    assert part.sha256 is not None, f"section {section} is not here"
    return decode(reader.content.read(part.sha256), part.encoding)[0]


def _everything_is_right(running: EngineProcess, reader: Reader, home: Path) -> None:
    for uid in range(1, PICTURED + 1):
        key = MessageKey(key_of(home, uid))
        body = bodies.body(reader, key)
        assert body is not None
        assert "Look" in body.html
        assert _content(reader, key, "2") == _picture(uid)
        running.ask(commands.FetchPart, message=key, section="3")
        assert _content(reader, key, "3") == _file(uid)
