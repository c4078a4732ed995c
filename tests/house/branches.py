"""The gate on branches: `python -m tests.house.branches` after a run of the tests with --cov.

Nine in ten would hide a whole unhandled answer of a server; in what is pure there is no excuse. The
engine and the window are judged by what they do with real servers and real clicks.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import coverage.exceptions

LEAST = 95.0
PACKAGES = ("base", "mail", "sasl", "imap", "pop", "message", "link", "store")
SHOWN = 5  # files with the most branches never taken, of a package below the gate


@dataclass(frozen=True, slots=True)
class Branches:
    """Of one file or package: how many there are, how many were taken."""

    total: int = 0
    taken: int = 0

    def __add__(self, other: "Branches") -> "Branches":
        return Branches(self.total + other.total, self.taken + other.taken)

    @property
    def percent(self) -> float:
        return 100.0 * self.taken / self.total if self.total else 100.0


def measured(report: dict[str, Any]) -> dict[str, dict[str, Branches]]:
    """Return package → file → branches, from coverage's JSON report."""
    found: defaultdict[str, dict[str, Branches]] = defaultdict(dict)
    for name, file in report["files"].items():
        parts = Path(name).parts
        if parts[:2] == ("app", "facteur") and parts[2] in PACKAGES:
            summary = file["summary"]
            found[parts[2]]["/".join(parts[2:])] = Branches(
                summary["num_branches"], summary["covered_branches"]
            )
    return found


def judged(found: dict[str, dict[str, Branches]]) -> Iterator[tuple[bool, str]]:
    """Yield a verdict and a line for each package; one that nothing is known of fails."""
    for package in PACKAGES:
        files = found.get(package, {})
        whole = sum(files.values(), Branches())
        good = bool(files) and whole.percent >= LEAST
        line = f"  {package:<8} {whole.percent:6.1f} %  {whole.taken} of {whole.total} branches"
        yield good, line + ("" if good else f"  BELOW {LEAST:.0f} %")
        worst = sorted(files, key=lambda name: files[name].taken - files[name].total)
        for name in [] if good else worst[:SHOWN]:
            yield True, f"             {files[name].total - files[name].taken:4} in {name}"


def main() -> int:
    data = coverage.Coverage()
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        try:
            data.json_report(outfile=str(path))
        except coverage.exceptions.NoDataError:
            print("Nothing was measured: run the tests with --cov first.")
            return 1
        report = json.loads(path.read_bytes())
    verdicts = list(judged(measured(report)))
    print(*(line for _good, line in verdicts), sep="\n")
    return 0 if all(good for good, _line in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
