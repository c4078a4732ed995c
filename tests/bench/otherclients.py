"""Other programs that collect by POP into a Maildir and delete: mpop and getmail6, Debian's."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.mailserver import MailUser, mail_owner

MPOP = shutil.which("mpop") or ""
GETMAIL = shutil.which("getmail") or ""
_TIMEOUT_S = 1200
# getmail 6.18 waits for its child as long as for a server, and may miss that it has ended.
_HANGS_S = 5


def mpop(user: MailUser) -> float:
    """Collect everything with mpop; return how long it took."""
    with tempfile.TemporaryDirectory(prefix="facteur-bench-mpop-") as folder:
        home = Path(folder)
        target = _maildir(home)
        settings = home / "mpoprc"
        settings.write_text(
            f"account default\nhost {user.server.host}\nport {user.server.ports.pop3}\n"
            f"tls off\nauth user\nuser {user.name}\npassword {user.password}\nkeep off\n"
            f"uidls_file {home / 'uidls'}\ndelivery maildir {target}\n"
        )
        settings.chmod(0o600)
        return _timed([MPOP, "-C", str(settings), "-Q"], home, target)


def getmail(user: MailUser) -> float:
    """Collect everything with getmail; return how long it took. It refuses to deliver as root.

    Raises AssertionError when it waited for a child of its own that had ended; try another copy.
    """
    with tempfile.TemporaryDirectory(prefix="facteur-bench-getmail-") as folder:
        home = Path(folder)
        target = _maildir(home)
        (home / "getmailrc").write_text(
            "[retriever]\ntype = SimplePOP3Retriever\n"
            f"server = {user.server.host}\nport = {user.server.ports.pop3}\n"
            f"username = {user.name}\npassword = {user.password}\n"
            f"[destination]\ntype = Maildir\npath = {target}/\n"
            "[options]\ndelete = true\nread_all = true\nverbose = 0\n"
        )
        for path in (home, *home.rglob("*")):
            _give(path)
        return _timed([GETMAIL, "-g", str(home), "-r", "getmailrc"], home, target, as_owner=True)


def _timed(command: list[str], home: Path, target: Path, *, as_owner: bool = False) -> float:
    owner = mail_owner() if as_owner and os.geteuid() == 0 else (None, None)
    began = time.perf_counter()
    done = subprocess.run(
        command,
        env={**os.environ, "HOME": str(home)},
        user=owner[0],
        group=owner[1],
        extra_groups=None if owner[0] is None else [],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=_TIMEOUT_S,
        check=False,
    )
    seconds = time.perf_counter() - began
    assert done.returncode == 0, done.stderr[-500:]
    assert any((target / "new").iterdir()), "nothing was delivered"
    return seconds


def _maildir(home: Path) -> Path:
    target = home / "Maildir"
    for name in ("cur", "new", "tmp"):
        (target / name).mkdir(parents=True)
    return target


def _give(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, *mail_owner())
