"""The process of one measure: runs it and writes its outcome as the last line of stdout."""

import sys
import traceback

import msgspec

from tests.bench.frame import Outcome, measures


def main(name: str) -> None:
    try:
        outcome = Outcome(name=name, rows=tuple(measures()[name]()))
    except Exception as problem:  # noqa: BLE001 -- the table says what went wrong and goes on
        traceback.print_exc()
        outcome = Outcome(name=name, failure=f"{type(problem).__name__}: {problem}")
    sys.stdout.write("\n" + msgspec.json.encode(outcome).decode() + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
