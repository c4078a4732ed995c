"""Read the collected mail and server answers of other projects: `python3 tests corpora`.

They stand beside the checkout, not in it: their licences differ from ours.
"""

import importlib
import sys
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"

# Each has `run(corpora: Path) -> list[str]`: prints what it read, returns what went wrong.
PARTS = (
    "tests.corpora.message",
    "tests.corpora.imap",
    "tests.corpora.archive",
    "tests.corpora.discovery",
)


def main() -> int:
    if not CORPORA.is_dir():
        print("The collected mail (../shared/corpora) does not stand beside this checkout;")
        print("nothing was read. Everything else is checked by `python3 tests`.")
        return 0
    failures: list[str] = []
    for name in PARTS:
        print(f"\n== {name}", flush=True)
        failures += importlib.import_module(name).run(CORPORA)
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"\n{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
