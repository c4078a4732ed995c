"""The engine dies at the worst moments: between two commits, in the queue, within a part."""

import base64
import hashlib
import random
import time
from pathlib import Path

import pytest

from facteur.base.paths import Profile as HomeProfile
from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.mail.keys import MessageKey
from facteur.store.read import bodies
from facteur.store.reader import open_reader
from tests.bench.facteur import Profile
from tests.support import fatalengine
from tests.support.builders import Attachment, crlf, message
from tests.support.comparing import key_of, served, sound, stored
from tests.support.engineprocess import EngineProcess, engine
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(120)]

FILE = random.Random(5).randbytes(3_000_000)
ENCODED = crlf(base64.encodebytes(FILE))


@pytest.fixture
def filled(user: MailUser, home: Path) -> MailUser:
    """An account with three messages whose headers are here; the last has a file of 3 MB."""
    with SecondClient(user) as client:
        client.append(message(subject="One"))
        client.append(message(subject="Two"))
        client.append(message(subject="Three", attachments=(Attachment(content=FILE),)))
    profile = Profile(home)
    profile.add_account(user)
    with engine(home) as running:
        _quiet(running)
        running.ask(commands.Sync, depth="headers", wait=True)
        running.leave()
    user.server.rawlog(user).clear()
    return user


def _quiet(running: EngineProcess) -> None:
    running.event(events.Ready)


def _dies(home: Path, place: str, nth: int, kind: type[commands.Command], **fields: object) -> None:
    with engine(home, program=fatalengine.program(place, nth)) as running:
        _quiet(running)
        running.send(kind, **fields)
        assert running.process.wait(30) == -9
    sound(home)


def _part(home: Path, key: int, section: str):
    reader = open_reader(HomeProfile(home=home))
    try:
        part = bodies.part(reader, MessageKey(key), section)
        assert part is not None
        return part, reader.content.read(part.sha256) if part.sha256 is not None else None
    finally:
        reader.close()


def test_between_the_commit_of_content_and_that_of_the_text(filled: MailUser, home: Path) -> None:
    key = key_of(home, 1)
    _dies(home, fatalengine.BODY_NAMED, 1, commands.OpenMessage, message=key)
    reader = open_reader(HomeProfile(home=home))
    assert bodies.body(reader, MessageKey(key)) is None
    with engine(home) as running:
        _quiet(running)
        running.ask(commands.OpenMessage, message=key)
        running.leave()
    body = bodies.body(reader, MessageKey(key))
    assert body is not None
    assert body.text.strip() == "Good morning."
    for part in bodies.parts(reader, MessageKey(key)):
        if part.sha256 is not None:
            assert hashlib.sha256(reader.content.read(part.sha256)).digest() == part.sha256
    reader.close()
    sound(home)


def test_within_a_part(filled: MailUser, home: Path) -> None:
    key = key_of(home, 3)
    log = filled.server.rawlog(filled)
    _dies(home, fatalengine.PIECE_KEPT, 8, commands.FetchPart, message=key, section="2")
    log.clear()
    with engine(home) as running:
        _quiet(running)
        running.ask(commands.FetchPart, message=key, section="2")
        running.leave()
    asked = [line for line in log.commands() if "BODY.PEEK[2]" in line]
    first = int(asked[0].split("BODY.PEEK[2]<")[1].split(".")[0])
    assert first == 7 * (256 << 10), asked[0]
    assert len(log.server()) < len(ENCODED) - first + 64 * 1024
    assert _part(home, key, "2")[1] == ENCODED


def test_between_the_last_piece_and_its_name(filled: MailUser, home: Path) -> None:
    key = key_of(home, 3)
    _dies(home, fatalengine.PART_NAMED, 1, commands.FetchPart, message=key, section="2")
    assert _part(home, key, "2")[1] is None
    with engine(home) as running:
        _quiet(running)
        running.ask(commands.FetchPart, message=key, section="2")
        running.leave()
    assert _part(home, key, "2")[1] == ENCODED


@pytest.mark.parametrize("place", [fatalengine.FLAGS_TAKEN, fatalengine.FLAGS_SENT])
def test_within_the_queue(filled: MailUser, home: Path, place: str) -> None:
    key = key_of(home, 2)
    _dies(
        home,
        place,
        1,
        commands.SetFlags,
        messages=[key],
        add=int(Flags.FLAGGED),
        remove=int(Flags.SEEN),
        add_keywords=["work"],
    )
    assert stored(home)[2][0] == {"\\Flagged", "work"}
    with engine(home) as running:
        _quiet(running)
        running.event(events.AccountStateChanged, lambda told: told.waiting == 0)
        running.ask(commands.Sync, depth="headers", wait=True)
        running.leave()
    assert served(filled)[2][0] == {"\\Flagged", "work"}
    assert stored(home) == served(filled)
    sound(home)


def test_killed_anywhere_while_flags_are_set(filled: MailUser, home: Path) -> None:
    """Every answer Done is a promise that outlives the engine."""
    chance = random.Random(11)
    wanted: dict[int, bool] = {}
    keys = {uid: key_of(home, uid) for uid in (1, 2, 3)}
    for _ in range(6):
        with engine(home) as running:
            _quiet(running)
            asked: list[tuple[int, int, bool]] = []
            for _ in range(chance.randrange(1, 12)):
                uid, on = chance.choice((1, 2, 3)), chance.random() < 0.5
                star = int(Flags.FLAGGED)
                request = running.send(
                    commands.SetFlags,
                    messages=[keys[uid]],
                    add=star if on else 0,
                    remove=0 if on else star,
                )
                asked.append((request, uid, on))
                time.sleep(chance.random() * 0.02)
            for request, uid, on in asked:
                running.reply(request)
                wanted[uid] = on
            time.sleep(chance.random() * 0.05)
        sound(home)
    with engine(home) as running:
        _quiet(running)
        running.ask(commands.Sync, depth="headers", wait=True)
        running.leave()
    theirs = served(filled)
    assert {uid: "\\Flagged" in theirs[uid][0] for uid in wanted} == wanted
    assert stored(home) == theirs
