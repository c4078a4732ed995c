"""Early proof 3: a reader and a syncing engine, a command line that marks, a crash between the two
commits, and then broken bits: nothing hangs, the rest is readable, the damage is named and mended.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from facteur.base.paths import Profile as HomeProfile
from facteur.link import commands, events
from tests.bench.facteur import Profile
from tests.support import fatalengine
from tests.support.comparing import key_of, served, sound, stored
from tests.support.damageseries import Window, WindowReader, bring_everything, fill, flip
from tests.support.engineprocess import engine
from tests.support.mailserver import MailUser

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(180)]

FLIPS = 12
FLIPS_IN_LOG = 240  # much of a log is old and no longer read


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_broken_bits_are_named_and_fetched_again(user: MailUser, home: Path, suffix: str) -> None:
    fill(user, home)
    with WindowReader.reading(home):
        # The engine syncs, somebody marks from the command line, and it dies between two commits.
        with engine(home, program=fatalengine.program(fatalengine.BODY_NAMED, 30)) as running:
            running.event(events.Ready)
            running.send(commands.Sync, depth="bodies", wait=True)
            _wait_for(lambda: 1 in stored(home))
            Profile(home).run("flag", str(key_of(home, 1)), "+\\Flagged")
            assert running.process.wait(60) == -9
        with engine(home) as running:
            running.event(events.Ready)
            bring_everything(running, home)
            if suffix:
                running.kill()  # what was written last lies in the log only
            else:
                running.leave()
        flips = FLIPS_IN_LOG if suffix else FLIPS
        flip(home / f"content.sqlite{suffix}", flips, random.Random(21))
        window = Window(home)
        window.show_until_sound()
        assert window.damaged > 0
    assert "\\Flagged" in served(user)[1][0]
    assert "is damaged and is fetched again" in _log(home)
    sound(home)


def _log(home: Path) -> str:
    return "".join(
        path.read_text(errors="replace") for path in HomeProfile(home=home).logs.glob("*")
    )


def _wait_for(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
