"""Check everything: `python3 tests`.

Without a word it prepares the environment and runs every check in the order of what is quickest
to know. With a word: `only ARGS` is pytest alone, `bench [NAME...]` measures, `corpora` reads the
collected mail and server answers beside the checkout, `soak [SECONDS]` repeats crashes, `servers
[NAME...]` collects mail from Courier, Cyrus and others, `demo` serves a mailbox to try things with,
`pictures [NAME...]` draws those of the README from it.
Standard library only; whatever needs more runs in the environment's own Python.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT / "app")  # instead of tests/, whose folders are named like modules

import prepare  # noqa: E402

END_TO_END = "tests/end2end"


def steps(python: Path) -> list[tuple[str, list[str]]]:
    tools = python.parent
    pytest = [str(python), "-m", "pytest", "-n", "2"]
    found: list[tuple[str, list[str]]] = [
        ("format", [str(tools / "ruff"), "format", "--check"]),
        ("lint", [str(tools / "ruff"), "check"]),
        ("imports", [str(tools / "lint-imports")]),
        ("types", [str(tools / "basedpyright")]),
        ("tests", [*pytest, f"--ignore={END_TO_END}", "--cov", "--cov-report="]),
        ("branches", [str(python), "-m", "tests.house.branches"]),
    ]
    if any((ROOT / END_TO_END).glob("test_*.py")):
        found.append(("end to end", [str(python), "-m", "pytest", END_TO_END]))
    return found


def surroundings() -> dict[str, str]:
    """Return the variables that every check runs with: no screen, no stray profile."""
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
    found.pop("FACTEUR_HOME", None)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        found["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses its sandbox to root
    return found


def run(command: list[str]) -> int:
    """Run to the end and return the exit code; after Ctrl+C that of a shell."""
    try:
        return subprocess.run(command, check=False, cwd=ROOT, env=surroundings()).returncode
    except KeyboardInterrupt:
        return 130


def run_all(python: Path) -> int:
    """Run every step, even after a failure, and say at the end how each went."""
    lines: list[str] = []
    failed = False
    for name, command in steps(python):
        print(f"\n== {name}: {' '.join([Path(command[0]).name, *command[1:]])}", flush=True)
        began = time.monotonic()
        status = run(command)
        failed = failed or status != 0
        verdict = "ok" if status == 0 else f"FAILED ({status})"
        lines.append(f"  {name:<12} {time.monotonic() - began:7.1f} s  {verdict}")
    print("\n== summary", *lines, sep="\n", flush=True)
    return 1 if failed else 0


def main() -> int:
    try:
        python = prepare.environment("tests")
    except prepare.NotPrepared as problem:
        print(problem, file=sys.stderr)
        return 1
    match sys.argv[1:]:
        case []:
            return run_all(python)
        case ["only", *arguments]:
            return run([str(python), "-m", "pytest", *arguments])
        case [("bench" | "corpora" | "servers" | "soak") as name, *arguments]:
            return run([str(python), "-m", f"tests.{name}", *arguments])
        case [("demo" | "pictures") as name, *arguments]:
            return run([str(python), "-m", f"tests.support.{name}", *arguments])
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main())
