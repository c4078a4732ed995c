"""Repeat the crash series for long: `python3 tests soak [SECONDS]`.

Every module of this folder has `run(seconds: float) -> bool`: it works for about that long, prints
what it did and any seed that failed, and tells whether all was well.
"""

import importlib
import sys
from pathlib import Path

DEFAULT_SECONDS = 600.0


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SECONDS
    names = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    if not names:
        print("There is no series to repeat yet.")
        return 0
    well = True
    for name in names:
        print(f"\n== {name}", flush=True)
        well = importlib.import_module(f"tests.soak.{name}").run(seconds / len(names)) and well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
