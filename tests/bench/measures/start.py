"""From the command to a list that can be used, 100,000 rows cached, against a bare window."""

import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import barewindow
from tests.bench.facteur import Profile, profile, surroundings
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND, mailbox

RUNS = 5
ENGINE_LIBRARY = "libQt6WebEngineCore"


@measure
def start() -> list[Row]:
    bare: list[float] = []
    ours: list[float] = []
    with mailbox(HUNDRED_THOUSAND) as user, profile() as home:
        home.add_account(user)
        home.sync()
        for _ in range(RUNS):
            bare.append(_bare_s())
            ours.append(_ours_s(home))
        loaded = _loads_web_engine(home)
    return [
        Row(
            title="start to usable list, 100,000 rows cached",
            result=min(ours) * 1000,
            yardstick=min(bare) * 1000,
            unit="ms",
            limit=1.3,
            note=f"best of {RUNS}; ours until the picture of the window is written",
        ),
        Row(title="web engines loaded by a start", result=loaded, unit="", limit=0),
    ]


def _bare_s() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", barewindow.__name__], check=True, env=surroundings())
    return time.perf_counter() - began


def _ours_s(home: Profile) -> float:
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "window.png"
        began = time.perf_counter()
        process = home.start("--screenshot", str(picture), "--mailbox", "INBOX")
        while process.poll() is None and not picture.exists():
            time.sleep(0.002)
        seconds = time.perf_counter() - began
        process.wait()
        if process.returncode != 0 or not picture.exists():
            raise RuntimeError("the window was not drawn")
        return seconds


def _loads_web_engine(home: Profile) -> bool:
    """Tell whether a start that shows the list maps the engine's library at any moment."""
    with tempfile.TemporaryDirectory() as folder:
        process = home.start("--screenshot", str(Path(folder) / "window.png"), "--mailbox", "INBOX")
        seen = False
        while process.poll() is None and not seen:
            with contextlib.suppress(OSError):
                seen = ENGINE_LIBRARY in Path(f"/proc/{process.pid}/maps").read_text()
            time.sleep(0.01)
        process.wait()
        return seen
