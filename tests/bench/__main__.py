"""Measure: `python3 tests bench [NAME...]`; prints a table and writes build/bench.json.

Each measure runs in a fresh process, one after the other. Without names all run but those of a
million messages, which are asked for by name or by `all`.
"""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from tests.bench.frame import Outcome, measures, table

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "build" / "bench.json"
LONG = "-million"
TIMEOUT_S = 1800


def run_one(name: str) -> Outcome:
    """Run a measure in its own process, and note that process's highest memory."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.one", name], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    try:
        outcome = msgspec.json.decode(answer.splitlines()[-1], type=Outcome)
    except (IndexError, msgspec.DecodeError):
        outcome = Outcome(name=name, failure=f"its process ended with {process.returncode}")
    return msgspec.structs.replace(outcome, peak_octets=usage.ru_maxrss * 1024, seconds=seconds)


def chosen(wanted: list[str]) -> list[str]:
    known = measures()
    if wanted == ["all"]:
        return list(known)
    unknown = set(wanted) - set(known)
    if unknown:
        raise SystemExit(
            f"no such measure: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
        )
    return wanted or [name for name in known if not name.endswith(LONG)]


def main() -> int:
    outcomes: list[Outcome] = []
    for name in chosen(sys.argv[1:]):
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        outcomes.append(run_one(name))
    print(table(outcomes))
    REPORT.parent.mkdir(exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cpus": os.cpu_count(),
    }
    REPORT.write_text(
        json.dumps({"machine": machine, "measures": msgspec.to_builtins(outcomes)}, indent=1)
    )
    print(f"written to {REPORT.relative_to(ROOT)}")
    good = all(
        not outcome.failure and all(row.passed for row in outcome.rows) for outcome in outcomes
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
