"""Named loggers, one file a profile, the last records in memory.

Loggers go by subject (`imap pop smtp net sync operations store index link ui qt`), not by file.
INFO is what a support reply needs, DEBUG decisions, TRACE wire lines whose secrets the encoder
has already replaced. No subjects, addresses or bodies at INFO.
"""

import logging
import sys
from collections import deque
from contextvars import ContextVar
from pathlib import Path

from facteur.base.override import override

ENVIRONMENT = "FACTEUR_LOG"
TRACE = 5
RING_RECORDS = 4096
FILE_OCTETS = 2 << 20
logging.addLevelName(TRACE, "TRACE")

account: ContextVar[int] = ContextVar("account", default=0)
mailbox: ContextVar[int] = ContextVar("mailbox", default=0)


def logger(subject: str) -> logging.Logger:
    """Return the logger of one subject."""
    return logging.getLogger(f"facteur.{subject}")


class _Context(logging.Filter):
    """Adds the account and the mailbox that the task works on."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.where = f"a{account.get()} m{mailbox.get()}"
        return True


class Ring(logging.Handler):
    """The last records, as finished lines, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=RING_RECORDS)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _File(logging.FileHandler):
    """The file and the one before it; silent where it cannot be written: that is told elsewhere.

    Not the rotating handler of `logging.handlers`, which loads sockets and pickles: 8 ms a start.
    """

    @override
    def emit(self, record: logging.LogRecord) -> None:
        try:
            stream = self.stream
            if stream is not None and stream.tell() >= FILE_OCTETS:
                stream.close()
                self._begin_anew()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _begin_anew(self) -> None:
        path = Path(self.baseFilename)
        try:
            path.replace(f"{path}.1")
        finally:
            self.stream = self._open()

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def start(folder: Path | None, process: str, level: str = "") -> Ring:
    """Send what this process logs to `folder`/`process`.log (two of 2 MiB) and a ring.

    folder None: the ring only. level: a name such as DEBUG or TRACE; "" means INFO.
    A folder that cannot be written is no reason to stop: the ring still works.
    """
    top = logging.getLogger("facteur")
    for handler in tuple(top.handlers):
        top.removeHandler(handler)
        handler.close()
    top.propagate = False
    top.setLevel(level.upper() or "INFO")
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s [%(where)s] %(message)s")
    ring = Ring()
    handlers: list[logging.Handler] = [ring]
    if folder is not None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / f"{process}.log"
            # Half a character of some mail is no reason to lose the line.
            handlers.append(_File(path, encoding="utf-8", errors="backslashreplace"))
        except OSError:
            pass
    for handler in handlers:
        handler.setFormatter(form)
        handler.addFilter(_Context())
        top.addHandler(handler)
    return ring
