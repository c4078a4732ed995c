"""Runs the real program, as a user's script would, in a fresh profile."""

import contextlib
import dataclasses
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.mailserver import MailUser

MEGABYTE = 1_000_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took; of this process alone, not of its children."""

    wall_s: float
    cpu_s: float
    peak_octets: int
    output: str


class Profile:
    """A profile folder with at most one account."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def add_account(self, user: MailUser, *, port: int = 0) -> None:
        """Add the account; port: of a proxy in front of the server."""
        host = "127.0.0.1" if port else user.server.host
        words = (
            "account",
            "add",
            "--address",
            user.address,
            "--user",
            user.name,
            "--security",
            "none",
        )
        place = ("--imap", f"{host}:{port or user.server.ports.imap}")
        self.run(*words, *place, "--password-command", f"echo {user.password}")

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start without waiting."""
        return subprocess.Popen(
            self._command(arguments),
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments: str) -> Run:
        """Run to the end. Raises RuntimeError with the program's words unless it succeeds."""
        began = time.perf_counter()
        process = self.start(*arguments)
        assert process.stdout is not None
        with process.stdout as said:
            output = said.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(
                f"facteur {' '.join(arguments)} ended with {process.returncode}: {output[-500:]}"
            )
        return Run(
            wall_s=time.perf_counter() - began,
            cpu_s=usage.ru_utime + usage.ru_stime,
            peak_octets=usage.ru_maxrss * 1024,
            output=output,
        )

    def sync(self) -> Run:
        """Fetch the headers of INBOX, one pass."""
        return self.run("sync", "--mailbox", "INBOX", "--headers-only")

    def rows(self) -> int:
        """Return how many header rows are committed, as another process sees it."""
        with contextlib.suppress(sqlite3.Error):
            database = sqlite3.connect(f"file:{self.home / 'mail.sqlite'}?mode=ro", uri=True)
            try:
                return database.execute("SELECT count(*) FROM header").fetchone()[0]
            finally:
                database.close()
        return 0  # not there yet

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "facteur", "--home", str(self.home), *arguments]


@contextlib.contextmanager
def profile() -> Iterator[Profile]:
    with tempfile.TemporaryDirectory(prefix="facteur-bench-home-") as folder:
        yield Profile(Path(folder) / "profile")


def surroundings() -> dict[str, str]:
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    found.pop("FACTEUR_HOME", None)
    return found
