"""The operating system's lock on an open file: it goes when its process goes, however it ends.

Nothing is written and nothing can be stale.
"""

import os
import sys

# Windows locks bytes, and locked bytes cannot be read: this one lies far beyond any text.
_WINDOWS_BYTE = 1 << 30


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Take the lock of a file if it is free; returns whether it is ours until we close it."""
        try:
            os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Take the lock of a file if it is free; returns whether it is ours until we close it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
