"""Counts what a process writes, commits and says on the network, and ends or fails it at one step.

Nothing of the program knows of it: SQLite gets another default file layer, `socket.socket` a
subclass, and `os.replace` and `os.fsync` are wrapped. For processes that end soon: it is not undone.
"""

import mmap
import os
import signal
import socket
import struct
import threading
from typing import Any, Literal

import apsw

from facteur.base.override import override

Fault = Literal["none", "kill", "full", "cut"]
_COUNT = struct.Struct("<QQQ")
SHARED_OCTETS = _COUNT.size
_USUAL = apsw.vfs_names()[0]  # before ours is the default


class Steps:
    """Steps done so far, in memory that a parent process may share.

    fault: what happens at step number `at`: `kill`, SIGKILL before it is done; `full`, no write
    succeeds from there on, counting writes; `cut`, the network fails there once, counting what is
    said and heard.
    """

    def __init__(self, fault: Fault = "none", at: int = 0, shared: mmap.mmap | None = None) -> None:
        self._fault: Fault = fault
        self._at = at
        self._shared = shared or mmap.mmap(-1, _COUNT.size)
        self._lock = threading.Lock()
        self._done = self._writes = self._talk = 0
        self._files: apsw.VFS | None = None

    def step(self, *, write: bool = False, network: bool = False) -> None:
        """Do one more step, or not."""
        with self._lock:
            self._done += 1
            self._writes += write
            self._talk += network
            if self._fault == "kill" and self._done == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
            self._shared[:] = _COUNT.pack(self._done, self._writes, self._talk)
            if write and self._fault == "full" and self._writes >= self._at:
                raise apsw.FullError("no space")
            if network and self._fault == "cut" and self._talk == self._at:
                raise ConnectionResetError

    def install(self) -> None:
        """Let this process be counted from here on."""
        self._files = _Files(self)  # held: it is the default only while it lives
        socket.socket = _socket_class(self)  # pyright: ignore[reportAttributeAccessIssue] -- looked up there by asyncio
        for name in ("replace", "fsync"):
            setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, function: Any) -> Any:
        def call(*arguments: Any) -> Any:
            self.step()
            return function(*arguments)

        return call


def read(shared: mmap.mmap) -> tuple[int, int, int]:
    """Return how many steps were done, how many of them were writes, and how many network."""
    return _COUNT.unpack(shared[: _COUNT.size])


class _Files(apsw.VFS):
    """SQLite's usual file layer, counted."""

    def __init__(self, steps: Steps) -> None:
        super().__init__("counted", _USUAL, makedefault=True)
        self._steps = steps

    @override
    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _File(self._steps, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._steps.step()
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, steps: Steps, name: Any, flags: list[int]) -> None:
        super().__init__(_USUAL, name, flags)
        self._steps = steps

    @override
    def xWrite(self, data: Any, offset: int) -> None:
        self._steps.step(write=True)
        super().xWrite(data, offset)

    @override
    def xSync(self, flags: int) -> None:
        self._steps.step()
        super().xSync(flags)

    @override
    def xTruncate(self, newsize: int) -> None:
        self._steps.step()
        super().xTruncate(newsize)


def _socket_class(steps: Steps) -> type[socket.socket]:
    class Counted(socket.socket):
        """Counts what goes to a server and comes from it; the loop's own pair is left out."""

        __slots__ = ()

        def _step(self) -> None:
            if self.family == socket.AF_INET:
                steps.step(network=True)

        @override
        def send(self, *arguments: Any) -> int:
            self._step()
            return super().send(*arguments)

        def sendmsg(self, *arguments: Any) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
            self._step()
            return super().sendmsg(*arguments)

        @override
        def recv(self, *arguments: Any) -> bytes:
            self._step()
            return super().recv(*arguments)

        @override
        def recv_into(self, *arguments: Any) -> int:
            self._step()
            return super().recv_into(*arguments)

    return Counted
