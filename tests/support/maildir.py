"""Fills a Maildir with seeded messages, straight into its files: 100,000 in seconds.

The same profile, count and seed give the same bytes. File names carry S= and W= (size as stored
and on the wire), the modification time is the date received, and names sort by arrival, so that
Dovecot numbers the messages in that order.
"""

import dataclasses
import enum
import os
import random
import shutil
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

from tests.support.mailtext import Writer

LAST_DAY = 1_795_000_000  # 18 November 2026: fixed, so that a seed means the same for ever
LONG_AGO = 1_700_000_000
TEN_YEARS_S = 10 * 365 * 86_400


class Profile(enum.Enum):
    """tiny: headers and one line. rich: as a real mailbox, median 9 KB, some of megabytes."""

    TINY = "tiny"
    RICH = "rich"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One file: raw has LF line ends, as Maildir keeps them; flags are Maildir's letters."""

    raw: bytes
    received_s: int
    flags: str


def folder_path(user_maildir: Path, mailbox: str) -> Path:
    """Return where Maildir++ keeps a mailbox ("Projects/House" is ".Projects.House")."""
    if mailbox.upper() == "INBOX":
        return user_maildir
    name = mailbox.replace("&", "&-").replace("/", ".")
    assert name.isascii(), "encode the name to modified UTF-7 first"
    return user_maildir / f".{name}"


def fill(
    user_maildir: Path,
    mailbox: str,
    count: int,
    *,
    seed: int = 1,
    profile: Profile = Profile.RICH,
    cached: bool = False,
) -> None:
    """Put `count` messages into a mailbox that holds none of this seed.

    cached: make them once in the system's temporary folder and link them; for the bench.
    """
    target = make_folder(user_maildir, mailbox)
    if cached:
        _link_all(_cached(count, seed, profile, _owner(user_maildir)), target)
        for name in ("cur", "new"):  # a folder that changed just now is read again and again
            os.utime(target / name, (LONG_AGO, LONG_AGO))
    else:
        _write_all(target, count, seed, profile, _owner(user_maildir))


def make_folder(user_maildir: Path, mailbox: str) -> Path:
    """Create a mailbox's folders where missing, owned as the user's Maildir is."""
    owner = _owner(user_maildir)
    target = folder_path(user_maildir, mailbox)
    for path in (target, *(target / name for name in ("cur", "new", "tmp"))):
        if not path.exists():
            path.mkdir(parents=True)
            _give(path, owner)
    if target != user_maildir:
        marker = target / "maildirfolder"
        marker.touch()
        _give(marker, owner)
    return target


def put(
    user_maildir: Path, mailbox: str, raw: bytes, *, flags: str = "", received_s: int = LAST_DAY
) -> Path:
    """Deliver one message as another program would: into new/, or cur/ when it has flags."""
    target = make_folder(user_maildir, mailbox)
    raw = raw.replace(b"\r\n", b"\n")
    name = _name(f"{received_s}.{uuid.uuid4().hex}", raw)
    path = target / "tmp" / name
    path.write_bytes(raw)
    os.utime(path, (received_s, received_s))
    _give(path, _owner(user_maildir))
    return path.rename(target / "cur" / f"{name}:2,{flags}" if flags else target / "new" / name)


def messages(count: int, seed: int, profile: Profile) -> Callable[[int], Message]:
    """Return a function from position (0 is oldest; call in order) to message."""
    chance = random.Random(f"{seed}/{count}/{profile.value}")
    writer = Writer(chance, rich=profile is Profile.RICH)
    step = TEN_YEARS_S / max(count, 1)

    def message(position: int) -> Message:
        received_s = LAST_DAY - int((count - position) * step)
        return Message(
            raw=writer.message(position, received_s),
            received_s=received_s,
            flags=_flags(chance, position, count),
        )

    return message


def _name(stem: str, raw: bytes) -> str:
    """Return a unique file name with the size as stored and as sent, with CRLF."""
    return f"{stem}.fx,S={len(raw)},W={len(raw) + raw.count(10)}"


def _flags(chance: random.Random, position: int, count: int) -> str:
    """Spread flags as people leave them: old mail read, some answered, few starred."""
    dice = chance.random()
    read = dice < 0.97 if position < count * 0.98 else dice < 0.4
    return "".join(
        letter
        for letter, holds in (
            ("F", chance.random() < 0.02),
            ("R", read and chance.random() < 0.15),
            ("S", read),
        )
        if holds
    )


def _write_all(
    target: Path, count: int, seed: int, profile: Profile, owner: tuple[int, int]
) -> None:
    """Write the files by way of one directory handle: a path per file costs twice the time."""
    message = messages(count, seed, profile)
    chown = os.geteuid() == 0 and owner != (0, 0)
    folder = os.open(target / "cur", os.O_RDONLY)
    create = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        for position in range(count):
            made = message(position)
            raw = made.raw
            name = f"{_name(f'{made.received_s}.M{position:07}P{seed}', raw)}:2,{made.flags}"
            file = os.open(name, create, 0o644, dir_fd=folder)
            os.write(file, raw)
            if chown:
                os.fchown(file, *owner)
            os.utime(file, (made.received_s, made.received_s))
            os.close(file)
    finally:
        os.close(folder)


def _cached(count: int, seed: int, profile: Profile, owner: tuple[int, int]) -> Path:
    """Return a folder with the messages, made now if nobody did before."""
    home = Path(tempfile.gettempdir()) / f"facteur-bench-{os.geteuid()}"
    home.mkdir(mode=0o755, exist_ok=True)
    found = home / f"{profile.value}-{count}-{seed}"
    if not found.exists():
        making = home / f"making-{uuid.uuid4().hex}"
        (making / "cur").mkdir(parents=True)
        _write_all(making, count, seed, profile, owner)
        making.rename(found)
    return found


def _link_all(source: Path, target: Path) -> None:
    """Link every file; the server never changes a message's bytes, only its name."""
    here = os.open(source / "cur", os.O_RDONLY)
    there = os.open(target / "cur", os.O_RDONLY)
    try:
        for name in os.listdir(here):  # noqa: PTH208 -- names, relative to the handle
            os.link(name, name, src_dir_fd=here, dst_dir_fd=there)
    except OSError:
        shutil.copytree(source / "cur", target / "cur", dirs_exist_ok=True)
    finally:
        os.close(here)
        os.close(there)


def _owner(user_maildir: Path) -> tuple[int, int]:
    status = user_maildir.stat()
    return status.st_uid, status.st_gid


def _give(path: Path, owner: tuple[int, int]) -> None:
    if os.geteuid() == 0:
        os.chown(path, *owner)
