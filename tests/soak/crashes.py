"""Kill the engine while it sends marks, seed after seed."""

import random
import tempfile
import time
import traceback
from pathlib import Path

from tests.support import crashrig
from tests.support.mailserver import Dovecot

MESSAGES = 300


def run(seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    well, done = True, 0
    with Dovecot() as server:
        while time.monotonic() < deadline:
            seed = random.randrange(1 << 32)
            user = server.add_user()
            user.fill("INBOX", MESSAGES, seed=seed, profile="tiny")
            with tempfile.TemporaryDirectory() as folder:
                try:
                    print(f"seed {seed}: {crashrig.flag_replay(user, Path(folder), seed)}")
                except Exception:  # noqa: BLE001 -- the next seed may tell more
                    traceback.print_exc()
                    print(f"seed {seed} failed", flush=True)
                    well = False
            done += 1
    print(f"{done} series of marks")
    return well
