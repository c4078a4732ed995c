"""Who holds the profile: one engine at a time, and where it listens.

The lock is the operating system's and goes when its process goes, however it ends. What the file
says about the owner is for people and for the command line, never the lock itself.
"""

import os
import socket
import time
from dataclasses import dataclass

import msgspec

from facteur.base.errors import StoreUnavailable
from facteur.base.filelock import try_lock
from facteur.base.paths import Profile
from facteur.store.failures import from_os

_TEXT_LIMIT = 4096


class _Text(msgspec.Struct, frozen=True, kw_only=True):
    pid: int
    host: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOwner:
    """The process that holds a profile.

    host: the computer it runs on; another one when the folder is shared.
    address: where it listens for the command line, "" before it does.
    """

    pid: int
    host: str
    address: str


class ProfileLock:
    """The lock of one profile; held from acquire() to release() or the end of the process.

    left_address: where the owner before this one listened, who may have ended untidily.
    """

    def __init__(self, profile: Profile) -> None:
        self.left_address = ""
        self._path = profile.lock
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> bool:
        """Take the lock if it is free and say whether it is ours now. Raises StoreUnavailable."""
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise from_os(error, where=str(self._path)) from error
        # Who asks for the owner (see below) holds the lock for a moment.
        pauses_s = [0.03, 0.01, 0.001]
        while not try_lock(descriptor):
            if not pauses_s:
                os.close(descriptor)
                return False
            time.sleep(pauses_s.pop())
        self._descriptor = descriptor
        before = _read(descriptor)
        self.left_address = before.address if before is not None else ""
        try:
            self.set_address("")
        except StoreUnavailable:
            self.release()
            raise
        return True

    def set_address(self, text: str) -> None:
        """Say where the owner listens; the lock must be held."""
        assert self._descriptor is not None
        owner = _Text(pid=os.getpid(), host=socket.gethostname(), address=text)
        try:
            os.ftruncate(self._descriptor, 0)
            _write_at_start(self._descriptor, msgspec.json.encode(owner))
        except OSError as error:
            raise from_os(error, where=str(self._path)) from error

    def owner(self) -> LockOwner | None:
        """Return who holds the lock, None when nobody does or it cannot be told."""
        try:
            descriptor = os.open(self._path, os.O_RDWR)
        except OSError:
            return None
        try:
            if self._descriptor is None and try_lock(descriptor):
                return None  # closing the descriptor gives it back
            text = _read(descriptor)
        finally:
            os.close(descriptor)
        if text is None:
            return None
        return LockOwner(pid=text.pid, host=text.host, address=text.address)

    def release(self) -> None:
        """Give the lock back; the file stays, so that no two locks exist under one name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _read(descriptor: int) -> _Text | None:
    try:
        return msgspec.json.decode(os.read(descriptor, _TEXT_LIMIT), type=_Text)
    except (OSError, msgspec.DecodeError):
        return None


def _write_at_start(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)
