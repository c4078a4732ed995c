"""The crash series with ever new seeds: kills of the engine, and flipped bits."""

import random
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.support import crashrig
from tests.support.mailserver import Dovecot, MailUser

Series = Callable[[MailUser, Path, int], str]
# With the messages each needs and how long they are.
SERIES: tuple[tuple[Series, int, str], ...] = (
    (crashrig.backfill, 3000, "tiny"),
    (crashrig.flag_replay, 300, "tiny"),
    (crashrig.damaged_content, 12, "rich"),
)


def run(seconds: float) -> bool:
    """Repeat the series in turn until the time is up; False when one failed."""
    deadline = time.monotonic() + seconds
    failed: list[str] = []
    turns = 0
    with Dovecot() as server:
        while time.monotonic() < deadline:
            series, messages, profile = SERIES[turns % len(SERIES)]
            seed = random.SystemRandom().randrange(1 << 32)
            user = server.add_user()
            user.fill("INBOX", messages, seed=seed, profile=profile)
            if not _one(series, user, seed):
                failed.append(f"{series.__name__} {seed}")
            turns += 1
    print(f"{turns} series, {len(failed)} failed{''.join(f'; {one}' for one in failed)}")
    return not failed


def _one(series: Series, user: MailUser, seed: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="facteur-soak-") as folder:
        try:
            print(f"{series.__name__} {seed}: {series(user, Path(folder), seed)}", flush=True)
        except Exception:  # noqa: BLE001 -- the next seed is tried, this one is told
            print(f"{series.__name__} {seed}: FAILED", flush=True)
            traceback.print_exc()
            return False
    return True
