"""From the command `facteur --demo` to the first painted message: server, engine, window and all."""

import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.facteur import surroundings
from tests.bench.frame import Row, measure

RUNS = 5


@measure
def practice_start() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="facteur-bench-practice-") as folder:
        around = surroundings() | {"TMPDIR": folder}
        times = [_first_message_s(around) for _ in range(RUNS + 1)][1:]
        left = _left(Path(folder))
    return [
        Row(
            title="practice: from the command to the first message",
            result=statistics.median(times) * 1000,
            unit="ms",
            limit=3000,
            note=f"median of {RUNS}, best {min(times) * 1000:.0f}, worst {max(times) * 1000:.0f} ms",
        ),
        Row(title="practice: temporary files left", result=left, unit="", limit=0),
    ]


def _left(folder: Path) -> int:
    """Return what is still there when servers and engines have had time to end and clean up."""
    until = time.monotonic() + 10
    while list(folder.iterdir()) and time.monotonic() < until:
        time.sleep(0.1)
    return len(list(folder.iterdir()))


def _first_message_s(around: dict[str, str]) -> float:
    """Start a practice, end it once a message is painted; how long that took."""
    command = [sys.executable, "-m", "facteur", "--demo", "--offscreen", "--report-first-paint"]
    began = time.monotonic_ns()
    process = subprocess.Popen(command, env=around, stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as said:
        painted = int(said.readline())
        process.send_signal(signal.SIGTERM)
        said.read()  # engine and server hold the other end
    process.wait(10)
    return (painted - began) / 1e9
