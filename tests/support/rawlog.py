"""Reads what Dovecot kept of the conversations of one user, so that tests count instead of time.

Only what follows the login is kept: the login itself is another process's.
"""

import re
from pathlib import Path

# "1700000000.123456 A1 SELECT INBOX"
_STAMP = re.compile(rb"^\d+\.\d+ ", re.MULTILINE)


class RawLog:
    """The conversations in one folder, oldest first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def client(self) -> bytes:
        """Return all bytes that clients sent."""
        return self._read("in")

    def server(self) -> bytes:
        """Return all bytes that the server answered."""
        return self._read("out")

    def commands(self) -> list[str]:
        """Return the command lines without their tags, e.g. "UID FETCH 1:5 (FLAGS)"."""
        lines = self.client().decode("utf-8", "replace").splitlines()
        return [line.split(" ", 1)[1] for line in lines if " " in line]

    def clear(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()

    def _read(self, suffix: str) -> bytes:
        paths = sorted(self.folder.glob(f"*.{suffix}"), key=lambda path: path.stat().st_mtime_ns)
        return b"".join(_STAMP.sub(b"", path.read_bytes()) for path in paths)
