"""Real servers beside Dovecot, run in unpacked packages (`unpacked`) that were never installed.

They are entered by `chroot`, in mount and process namespaces that end with the server. /etc, /var,
/run, /home and /tmp are a throw-away folder there: users, passwords and settings of this system
are neither read nor touched.

Not here: which servers there are and how each is set up (`tests/servers/kinds.py`).
"""

import contextlib
import dataclasses
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Protocol, Self

from tests.support.mailserver import mail_owner
from tests.support.unpacked import WRITABLE, Unavailable, unpacked

START_TIMEOUT_S = 20.0
HOST = "127.0.0.1"
CACHE = "FACTEUR_OTHER_SERVERS"  # the variable that names the cache folder
PASSWORD = "correct-horse"
_HASHED = (
    "$6$facteur$E5i5lbGAqJmzY8Nf5UHuUjiPdPWm825A/fSHeDnDfiySEA"
    ".k1UUmqhDhBSIonYLB8asAvUIkX3I2hFddAy0K81"
)
_USERS = 24
_DEVICES = ("null", "zero", "random", "urandom")
# The mounts are seen by this process and its children only, and go with them.
_ENTER = """
set -e
world=$1 state=$2
shift 2
for one in etc var run home tmp dev; do mount --bind "$state/$one" "$world/$one"; done
for one in null zero random urandom; do mount --bind "/dev/$one" "$world/dev/$one"; done
mount -t proc proc "$world/proc"
cd /
exec chroot "$world" /bin/sh -c "$@"
"""


class Storage(Protocol):
    """How a server keeps an INBOX."""

    def create(self, cell: "Cell", name: str) -> None: ...

    def put(self, cell: "Cell", name: str, raw: list[bytes]) -> None:
        """Deliver messages (LF line ends) in this order."""
        ...

    def lying(self, cell: "Cell", name: str) -> list[bytes]:
        """Return the octets of what lies in the INBOX, line ends as POP sends them."""
        ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A server and how it is run.

    packages: of Debian; what they depend on comes by itself.
    settle: writes its settings into a new cell.
    command: the shell line that listens on the cell's port and stays in the foreground.
    adds: a regular expression for the header lines that it adds to what was delivered.
    """

    name: str
    packages: tuple[str, ...]
    settle: Callable[["Cell"], None]
    command: Callable[["Cell"], str]
    storage: Storage
    adds: bytes = b""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OtherUser:
    """An account of a running server."""

    name: str
    cell: "Cell"
    password: str = PASSWORD

    def put(self, raw: list[bytes]) -> None:
        self.cell.kind.storage.put(self.cell, self.name, raw)

    def lying(self) -> list[bytes]:
        return self.cell.kind.storage.lying(self.cell, self.name)


class Cell:
    """A running server in its world; a context manager.

    world: the unpacked packages. state: what is /etc, /var and so on inside. owner: uid and gid of
    the users' mail.
    """

    def __init__(self, kind: Kind, world: Path) -> None:
        self.kind = kind
        self.world = world
        self.host = HOST
        self.port = _free_port()
        self.owner = mail_owner()
        self.state = Path(tempfile.mkdtemp(prefix=f"facteur-{kind.name}-"))
        self.state.chmod(0o755)
        self.names = [f"user{number:02}" for number in range(1, _USERS + 1)]
        self._unused = iter(self.names)
        self._process: subprocess.Popen[bytes] | None = None
        self._log = _SystemLog(self.state)
        self._furnish()

    def user(self) -> OtherUser:
        """Return an account that no test had before, with an empty INBOX."""
        name = next(self._unused)
        self.kind.storage.create(self, name)
        return OtherUser(name=name, cell=self)

    def write(self, path: str, text: str) -> None:
        """Write a file as it is seen inside, e.g. "etc/popd.conf"."""
        target = self.state / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def folder(self, path: str, mode: int = 0o755, *, owned: bool = True) -> Path:
        """Make a folder as it is seen inside; owned: by whom the mail belongs to."""
        target = self.state / path
        target.mkdir(parents=True, exist_ok=True)
        target.chmod(mode)
        if owned:
            os.chown(target, *self.owner)
        return target

    def run(self, command: str, text: str = "") -> str:
        """Run a shell line inside to its end; raises Unavailable with what it said."""
        done = subprocess.run(
            self._inside(command), input=text, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Unavailable(f"{command}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    @property
    def log(self) -> str:
        stderr = self.state / "stderr"
        return (stderr.read_text(errors="replace") if stderr.exists() else "") + self._log.text()

    def __enter__(self) -> Self:
        try:
            self.kind.settle(self)
            with (self.state / "stderr").open("ab") as errors:
                self._process = subprocess.Popen(
                    self._inside(self.kind.command(self)),
                    stdin=subprocess.DEVNULL,
                    stdout=errors,
                    stderr=errors,
                    start_new_session=True,
                )
            self._await_greeting()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None
        self._log.close()
        shutil.rmtree(self.state, ignore_errors=True)

    def _inside(self, command: str) -> list[str]:
        # setpriv: a killed test run takes its server with it; so does --kill-child inside.
        life = ["setpriv", "--pdeathsig", "KILL", "--"]
        enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child=KILL"]
        script = ["sh", "-c", _ENTER, "sh", str(self.world), str(self.state)]
        return [*life, *enter, *script, command]

    def _furnish(self) -> None:
        """Make what is writable inside, with the users and a way to check their passwords."""
        for name in WRITABLE:
            shutil.copytree(self.world / name, self.state / name, symlinks=True, dirs_exist_ok=True)
        for name in _DEVICES:
            (self.state / "dev" / name).touch()
        (self.state / "tmp").chmod(0o1777)
        uid, gid = self.owner
        people = [f"{name}:{_HASHED}:{uid}:{gid}::/home/{name}:/bin/sh" for name in self.names]
        daemons = [f"{one}:*:{uid}:{gid}::/:/bin/false" for one in ("cyrus", "popa3d", "courier")]
        self.write("etc/passwd", "\n".join(["root:*:0:0::/:/bin/sh", *people, *daemons, ""]))
        groups = (f"{one}:x:{gid}:" for one in ("mail", "cyrus", "sasl", "nogroup", "courier"))
        self.write("etc/group", "\n".join(["root:x:0:", *groups, ""]))
        self.write("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n")
        self.write("etc/hosts", "127.0.0.1 localhost\n")
        shutil.rmtree(self.state / "etc/pam.d", ignore_errors=True)
        self.write("etc/pam.d/other", "auth required pam_unix.so\naccount required pam_unix.so\n")
        for name in self.names:
            self.folder(f"home/{name}")

    def _await_greeting(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_TIMEOUT_S
        while self._process.poll() is None and time.monotonic() < deadline:
            with (
                contextlib.suppress(OSError),
                socket.create_connection((self.host, self.port), timeout=5) as connection,
            ):
                if connection.recv(3) == b"+OK":
                    return
            time.sleep(0.05)
        raise Unavailable(f"it did not start: {self.log.strip()[-600:]}")


class _SystemLog:
    """What servers send to syslog: a socket named /dev/log inside."""

    def __init__(self, state: Path) -> None:
        (state / "dev").mkdir()
        self._lines: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(state / "dev/log"))
        (state / "dev/log").chmod(0o666)
        threading.Thread(target=self._listen, daemon=True).start()

    def text(self) -> str:
        return "\n".join(self._lines)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while line := self._socket.recv(4096):
                self._lines.append(line.decode(errors="replace"))


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]


@contextlib.contextmanager
def serving(kind: Kind, cache: Path) -> Generator[Cell]:
    """Run a server for the length of a block."""
    with Cell(kind, unpacked(kind.packages, cache)) as cell:
        yield cell
