"""A throw-away Dovecot on free loopback ports: IMAP, IMAPS, POP3, LMTP, each user a Maildir.

Made from Debian's packages (2.3), as root or as anybody. It dies with the thread that started it,
so a test run that is killed leaves no server behind. Not here: filling (`maildir`), faults
(`faultproxy`).
"""

import contextlib
import dataclasses
import grp
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import psutil

from tests.support import maildir
from tests.support.certificates import Authority, authority
from tests.support.dovecotconf import configuration
from tests.support.rawlog import RawLog

DOVECOT = shutil.which("dovecot") or "/usr/sbin/dovecot"
START_TIMEOUT_S = 20.0
PORTS = range(20_000, 32_000)  # Linux gives out 32,768 and more


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Knobs:
    """What a test may want different.

    without: capabilities that are not offered, e.g. {"QRESYNC", "CONDSTORE"}. Dovecot still
        understands them; a client that uses what was not offered is at fault.
    capabilities: the whole line instead, or "".
    require_tls: plain ports refuse a login without STARTTLS; they then listen on 127.0.0.2,
        because Dovecot takes a peer of its own address for secure.
    rawlog: what clients send after the login, and the answers, are kept for `RawLog`.
    """

    without: frozenset[str] = frozenset()
    capabilities: str = ""
    compress: bool = False
    max_connections: int = 100
    special_use: bool = True
    separator: str = "/"
    prefix: str = ""
    require_tls: bool = False
    rawlog: bool = False
    quota: str = "100G"
    extra: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Ports:
    imap: int
    imaps: int
    pop3: int
    pop3s: int
    lmtp: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MailUser:
    """An account on the server; `maildir` is its INBOX, where files may be put directly."""

    name: str
    password: str
    maildir: Path
    server: "Dovecot"

    @property
    def address(self) -> str:
        return f"{self.name}@example.test"

    def fill(self, mailbox: str, count: int, *, seed: int = 1, profile: str = "rich") -> None:
        """Put seeded messages into a mailbox ("INBOX", "Archive", "Projects/House")."""
        maildir.fill(self.maildir, mailbox, count, seed=seed, profile=maildir.Profile(profile))


class Dovecot:
    """One server; use as a context manager, or `start` and `stop` by hand."""

    def __init__(self, knobs: Knobs | None = None) -> None:
        self.knobs = knobs or Knobs()
        self.host = "127.0.0.2" if self.knobs.require_tls else "127.0.0.1"
        self.root = Path(tempfile.mkdtemp(prefix="facteur-dovecot-"))
        self.root.chmod(0o755)  # as root, the mail processes are somebody else
        self.authority: Authority = authority(self.root / "tls")
        reserved = [reserve(self.host) for _ in range(5)]
        self.ports = Ports(*(port for port, _ in reserved))
        self._reservations = [held for _, held in reserved]
        self.owner = mail_owner()
        self._process: subprocess.Popen[bytes] | None = None
        self._users = 0
        for name in ("run", "state", "passwd", "mail", "rawlog"):
            (self.root / name).mkdir()
        for name in ("mail", "rawlog"):
            self._give(self.root / name)

    @property
    def ca_file(self) -> Path:
        """The private authority's certificate, for SSL_CERT_FILE."""
        return self.authority.ca_file

    @property
    def log(self) -> str:
        path = self.root / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def rawlog(self, user: MailUser) -> RawLog:
        assert self.knobs.rawlog, "start the server with Knobs(rawlog=True)"
        return RawLog(self.root / "rawlog" / user.name)

    def add_user(self, name: str = "", password: str = "") -> MailUser:
        """Make an account with an empty INBOX; works while the server runs."""
        self._users += 1
        name = name or f"user{self._users}"
        password = password or f"correct-horse-{self._users}"
        (self.root / "passwd" / name).write_text(f"{name}:{{PLAIN}}{password}\n")
        home = self.root / "mail" / name
        for path in (
            home,
            home / "Maildir",
            *(home / "Maildir" / n for n in ("cur", "new", "tmp")),
        ):
            path.mkdir()
            self._give(path)
        if self.knobs.rawlog:
            (self.root / "rawlog" / name).mkdir()
            self._give(self.root / "rawlog" / name)
        return MailUser(name=name, password=password, maildir=home / "Maildir", server=self)

    def start(self) -> None:
        assert self._process is None
        conf = self.root / "dovecot.conf"
        conf.write_text(configuration(self))
        # setpriv: a killed test run takes its server with it.
        command = ["setpriv", "--pdeathsig", "TERM", "--", DOVECOT, "-F", "-c", str(conf)]
        with (self.root / "stderr").open("ab") as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                start_new_session=True,
            )
        self._await_ports()

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End every process of the server at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop and start on the same ports with the same mail."""
        self.stop()
        self.start()

    def close(self) -> None:
        """End without waiting for its own second of good-bye, and remove everything."""
        self.kill()
        for held in self._reservations:
            held.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        if how is signal.SIGTERM:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        self._await_end(process.pid)

    def _await_end(self, group: int) -> None:
        """Wait for the children too, which are not ours to wait for.

        While one lives it holds its sockets: a server that starts then finds them taken and gives
        up, or is taken for started because the old one still greets.
        """
        deadline = time.monotonic() + START_TIMEOUT_S
        while _lives(group):
            assert time.monotonic() < deadline, "processes of a killed server live on"
            time.sleep(0.005)

    def _await_ports(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        process = self._process
        assert process is not None
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            if all(_greets(self.host, port) for port in (self.ports.imap, self.ports.pop3)):
                return
            time.sleep(0.02)
        errors = (self.root / "stderr").read_text(errors="replace")
        self._end(signal.SIGKILL)
        raise RuntimeError(f"Dovecot did not start:\n{errors}\n{self.log}")

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, *self.owner)


def mail_owner() -> tuple[int, int]:
    """Return the user and group of the mail: nobody for root, ourselves otherwise.

    Dovecot refuses to touch mail as root.
    """
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    return pwd.getpwnam("nobody").pw_uid, grp.getgrnam("nogroup").gr_gid


def reserve(host: str) -> tuple[int, socket.socket]:
    """Return a port that is nobody's, and what keeps other test runs off it while it is open.

    A port that the system gives is free once it is closed: until the server listens there, and
    again while it is started anew, any connection that anybody makes may come from it. Those come
    from ports above these, and the name is taken whether or not somebody listens.
    """
    for port in random.SystemRandom().sample(PORTS, len(PORTS)):
        held = socket.socket(socket.AF_UNIX)
        try:
            held.bind(f"\0facteur-test-{host}:{port}")
        except OSError:
            held.close()
            continue
        if _is_free(host, port):
            return port, held
        held.close()
    raise RuntimeError("every port is taken")


def _lives(group: int) -> bool:
    """Whether a process group has a process that has not ended, whoever is to bury it."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    for one in psutil.process_iter(["status"]):
        with contextlib.suppress(ProcessLookupError):
            if os.getpgid(one.pid) == group and one.info["status"] != psutil.STATUS_ZOMBIE:
                return True
    return False


def _is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True


def _greets(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=5) as connection:
            return bool(connection.recv(1))
    except OSError:
        return False


@contextlib.contextmanager
def running(knobs: Knobs | None = None) -> Iterator[Dovecot]:
    """Run a server with these knobs for the length of a block."""
    with Dovecot(knobs) as server:
        yield server
