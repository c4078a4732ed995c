"""From the command to the first painted list, 100,000 rows cached, against a bare window.

Both programs print the monotonic clock once their list was painted; both are started by the same
call, have their files in the system's cache and their modules compiled, as an installed program
has. The account has a password and a server that does not answer: an account without a password
is a problem that stands, and the strip that says so is measured beside it.
"""

import contextlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import barewindow, rowwriter
from tests.bench.facteur import Profile, profile, surroundings
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND

RUNS = 11
ENGINE_LIBRARY = "libQt6WebEngineCore"


@measure
def start() -> list[Row]:
    with profile() as home, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as compiled:
        rowwriter.main(str(home.home), "fill", str(HUNDRED_THOUSAND), str(HUNDRED_THOUSAND))
        around = surroundings() | {"PYTHONPYCACHEPREFIX": compiled}
        _write(home, "UPDATE account SET secret_kind = 'command', password_command = 'echo x'")
        _write(home, "UPDATE account SET host = '127.0.0.1', port = 9")
        bare, ours, loaded = _times(home, around)
        if not any(Path(compiled).rglob("facteur/ui/desk.*.pyc")):
            raise RuntimeError("the modules were not compiled")
        _write(
            home,
            "INSERT INTO problem (account_id, family, code, detail, server_text, retry_at_ms,"
            " raised_ms) SELECT id, 'login', 'refused', '', '', 0, 0 FROM account",
        )
        _, with_strip, _ = _times(home, around)
    return [
        Row(
            title="start to usable list, 100,000 rows cached",
            result=statistics.median(ours) * 1000,
            yardstick=statistics.median(bare) * 1000,
            unit="ms",
            limit=1.3,
            note=f"median of {RUNS} in turn, from exec to the first painted list; "
            f"best {min(ours) * 1000:.0f} to {min(bare) * 1000:.0f} ms; with a problem to tell of "
            f"{statistics.median(with_strip) * 1000:.0f} ms",
        ),
        Row(title="web engines loaded by a start", result=int(loaded), unit="", limit=0),
    ]


def _write(home: Profile, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(home.home / "mail.sqlite")) as database, database:
        database.execute(sql)


def _times(home: Profile, around: dict[str, str]) -> tuple[list[float], list[float], bool]:
    """Return the seconds of the bare window and of ours, and whether a web engine was loaded."""
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    bare: list[float] = []
    ours: list[float] = []
    loaded = False
    around["FACTEUR_HOME"] = str(home.home)
    window = [sys.executable, "-m", "facteur", "--report-first-paint"]
    for number in range(RUNS + 1):
        bare_s, _ = _painted_s([sys.executable, "-m", barewindow.__name__], around)
        ours_s, library = _painted_s(window, around)
        loaded = loaded or library
        if number:  # the first of each fills the caches
            bare.append(bare_s)
            ours.append(ours_s)
    return bare, ours, loaded


def _painted_s(command: list[str], around: dict[str, str]) -> tuple[float, bool]:
    """Start a window and end it once painted; how long that took, and if it loads a web engine."""
    began = time.monotonic_ns()
    process = subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout as said, process.stderr as complaints:
        painted = int(said.readline())
        library = False
        with contextlib.suppress(OSError):  # the bare window has ended by itself
            library = ENGINE_LIBRARY in Path(f"/proc/{process.pid}/maps").read_text()
        process.terminate()
        process.wait(10)
        complaints.read()  # the engine holds the other end: it must not work beside the next
    return (painted - began) / 1e9, library
