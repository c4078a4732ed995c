"""Kill the engine in a backfill, seed after seed."""

import random
import tempfile
import time
import traceback
from pathlib import Path

from tests.support.killseries import MESSAGES, KillSeries
from tests.support.mailserver import Knobs, running

KILLS = 25


def run(seconds: float) -> bool:
    end = time.monotonic() + seconds
    well, kills = True, 0
    with running(Knobs(rawlog=True)) as server:
        while time.monotonic() < end:
            seed = random.randrange(1_000_000)
            user = server.add_user()
            user.fill("INBOX", MESSAGES, profile="tiny")
            with tempfile.TemporaryDirectory() as folder:
                try:
                    tally = KillSeries(user, Path(folder) / "profile", random.Random(seed)).run(
                        KILLS
                    )
                except Exception:  # noqa: BLE001 -- the next seed may tell more
                    traceback.print_exc()
                    print(f"seed {seed} failed", flush=True)
                    well = False
                    continue
            kills += tally.kills
            if tally.again:
                print(f"seed {seed}: {tally.again} headers were fetched twice", flush=True)
                well = False
    print(f"{kills} kills of a backfill")
    return well
