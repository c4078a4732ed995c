"""The temporary profile of the practice mailbox: made for one window, removed when it is left.

What a killed window left is removed by its practice server, and by the next start at the latest.
The window holds the lock of the folder; the engine that of the profile within.
"""

import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.base.paths import Profile
from facteur.store.lock import ProfileLock

PREFIX = "facteur-practice-"
_WINDOW_ENDS_S = 0.5  # its files close one after the other; one that lives clears up itself
_ENGINE_ENDS_S = 10.0
_LOOK_S = 0.05
_LOG = logger("store")


class PracticeHome:
    """A folder of its own in the system's place for temporary files, held until `remove`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.profile = Profile(home=self.folder / "profile")
        self._lock = ProfileLock(Profile(home=self.folder))
        self._lock.acquire()
        self.profile.create()

    def remove(self) -> None:
        """Remove all of it; who used it has ended."""
        logging.shutdown()  # an open log cannot be removed everywhere
        self._lock.release()
        _remove(self.folder)


def sweep() -> None:
    """Remove what practice windows left that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if is_ours(folder):
            _remove_unheld(folder, window_s=0.0, engine_s=0.0)


def remove_left(folder: Path) -> None:
    """Remove a folder whose window has been killed, once its engine has ended too."""
    if is_ours(folder):
        _remove_unheld(folder, window_s=_WINDOW_ENDS_S, engine_s=_ENGINE_ENDS_S)


def is_ours(folder: Path) -> bool:
    """Whether this is a practice folder that this user made: anybody may write beside it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and folder.name.startswith(PREFIX) and folder.is_dir() and not folder.is_symlink()


def _remove_unheld(folder: Path, *, window_s: float, engine_s: float) -> None:
    """Remove a folder unless somebody holds it for longer than so many seconds."""
    window = ProfileLock(Profile(home=folder))
    engine = ProfileLock(Profile(home=folder / "profile"))
    try:
        free = _wait_for(window, window_s) and _wait_for(engine, engine_s)
    finally:
        window.release()
        engine.release()
    if free:
        _remove(folder)


def _wait_for(lock: ProfileLock, patience_s: float) -> bool:
    until = time.monotonic() + patience_s
    while not _take(lock):
        if time.monotonic() >= until:
            return False
        time.sleep(_LOOK_S)
    return True


def _take(lock: ProfileLock) -> bool:
    """Take a lock, or say that it is held; one without a folder is nobody's."""
    try:
        return lock.acquire()
    except StoreUnavailable:
        return True


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, onerror=_note)


def _note(_function: object, path: str, _error: object) -> None:
    _LOG.warning("not removed: %s", path)
