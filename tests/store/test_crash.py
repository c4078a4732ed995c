"""A child process writes and is killed anywhere; what was committed is there, and is sound."""

import os
import random
import subprocess
import sys

import pytest

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store import query
from facteur.store.database import open_writer
from facteur.store.read import bodies, coverage, messages
from facteur.store.read.coverage import Layer
from tests.store.builders import assert_sound, keys, profile_in, with_inbox

LOOP = """
import sys
from pathlib import Path
from facteur.base.paths import Profile
from facteur.store.database import open_writer
from facteur.store.rows import Body, Card, Part
from facteur.store.write import bodies, messages
from tests.store.builders import fill, header, key_of, skeleton
store = open_writer(Profile(home=Path(sys.argv[1])))
inbox = int(sys.argv[2])
high = int(sys.argv[3])
while True:
    low = high - 39
    rows = [skeleton(uid) for uid in range(low, high + 1)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, low, high))
    fill(store, inbox, low, high)
    key = key_of(store.reader, inbox, high)
    print("said", high, flush=True)
    name = store.content_write_now(lambda content: content.put(str(high).encode() * 5000))
    part = Part(message=key, section="1", position=0, content_type="", encoding="", name="",
        safe_name="", size_octets=1, shown=True, content_id="", sha256=name)
    body = Body(message=key, html="", text="text", is_html=False, sets_colours=False, card=Card(),
        remote=(), defects=(), cut=False)
    store.write_now(lambda tx: bodies.store(tx, body, [part], version=1, snippet="",
        has_attachment=False, stored_ms=1))
    store.write_now(lambda tx: messages.remove(tx, inbox, [low]))
    high -= 40
"""


@pytest.mark.slow
def test_killed_anywhere(tmp_path):
    profile = profile_in(tmp_path)
    store = open_writer(profile)
    _account, inbox = with_inbox(store)
    store.close()
    chance, high, names = random.Random(3), 1_000_000, 0
    for _ in range(12):
        said = _run_and_kill(profile, inbox, high, chance.randrange(1, 12), chance.random() * 0.02)
        store = open_writer(profile)
        assert store.was_unclean
        assert store.quick_check() == []
        assert_sound(store.reader)
        [(low, top)] = coverage.intervals(store.reader, inbox, Layer.SKELETON)
        covered = coverage.intervals(store.reader, inbox, Layer.HEADERS)
        assert covered[0][0] <= said
        assert top == 1_000_000
        # Whole windows, of which at most the lowest message was removed again.
        missing = set(range(low, top + 1)) - set(messages.uids(store.reader, inbox, low, top))
        assert all((uid - low) % 40 == 0 for uid in missing)
        names = _read_every_part(store, inbox)
        high = low - 1
        store.close()
    assert names > 10


def _run_and_kill(profile, inbox: MailboxKey, high: int, after: int, pause: float) -> int:
    """Kill the child somewhere after it has said so many things; return the last it said."""
    child = subprocess.Popen(
        [sys.executable, "-c", LOOP, str(profile.home), str(inbox), str(high)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert child.stdout is not None
    with child, child.stdout:
        said = [child.stdout.readline() for _ in range(after)]
        try:
            child.wait(pause)
        except subprocess.TimeoutExpired:
            child.kill()
    return int(said[-1].split()[1])


def _read_every_part(store, inbox: MailboxKey) -> int:
    """A name is never without its blob; a blob may be without its name."""
    found = query.rows(store.reader.mail, tuple[MessageKey], "SELECT message_id FROM body")
    for (key,) in found:
        for part in bodies.parts(store.reader, key):
            assert part.sha256 is not None
            assert store.reader.content.read(part.sha256)
    listed = query.number(store._content, "SELECT count(*) FROM blob")
    assert len(found) <= listed
    assert keys(store.reader, inbox)
    return len(found)
