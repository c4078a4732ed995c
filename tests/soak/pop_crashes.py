"""Collecting is struck at every step: with 60 messages, one by one, at every write; large ones too.

The whole of it once, in the order of what is most telling, as long as the time lasts.
"""

import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.support.mailserver import Dovecot, Knobs
from tests.support.popdays import Leaving
from tests.support.poplarge import collect_large
from tests.support.poplives import Nursery
from tests.support.popseries import LostMail, Series, TwoAccounts
from tests.support.popsteps import Fault

MESSAGES = 60
# Fault, messages, and how many of them come without a DELE between.
SERIES: tuple[tuple[Fault, int, int], ...] = (
    ("kill", MESSAGES, 0),
    ("kill", MESSAGES, 7),
    ("full", MESSAGES, 7),
    ("cut", MESSAGES, 7),
    ("kill", 5, 1),
    ("full", 5, 1),
    ("cut", 5, 1),
)
LEAVING = 5
LARGE_OCTETS = 1_200_000_000


def run(seconds: float) -> bool:
    """Do the series one after the other until the time is up; False when one failed."""
    deadline = time.monotonic() + seconds
    well = _told("a message of 1.2 GB", lambda: collect_large(LARGE_OCTETS))
    with Dovecot(Knobs(rawlog=True)) as server, Nursery() as one, Nursery() as other:
        for fault, count, together in SERIES:
            if time.monotonic() > deadline:
                print(f"no time for {fault} with {count} messages in runs of {together or count}")
                continue

            def series(fault: Fault = fault, count: int = count, together: int = together) -> str:
                with tempfile.TemporaryDirectory(prefix="facteur-soak-") as folder:
                    made = Series(server, [one, other], Path(folder), count, run_messages=together)
                    return str(made.every_step(fault))

            name = f"{fault} with {count} messages in runs of {together or count}"
            well = _told(name, series) and well
        with tempfile.TemporaryDirectory(prefix="facteur-soak-") as folder:
            leaving = Leaving(server, [one, other], Path(folder), LEAVING)
            name = f"kill while {LEAVING} messages wait for their days and the clock is moved"
            well = _told(name, lambda: str(leaving.every_step("kill"))) and well
        for kind, name in (
            (LostMail, "kill after mail.sqlite was lost"),
            (TwoAccounts, "kill with two accounts on the maildrop"),
        ):
            with tempfile.TemporaryDirectory(prefix="facteur-soak-") as folder:
                last = kind(server, [one, other], Path(folder), MESSAGES // 4)
                well = _told(name, lambda last=last: str(last.every_step("kill"))) and well
    return well


def _told(name: str, work: Callable[[], str]) -> bool:
    try:
        print(f"{name}: {work()}", flush=True)
    except Exception:  # noqa: BLE001 -- the next series may tell more
        print(f"{name}: FAILED", flush=True)
        traceback.print_exc()
        return False
    return True
