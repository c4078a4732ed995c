"""Disks that fail on purpose, for the files of a store."""

import apsw


class FailingDisk(apsw.VFS):
    """A disk that does not answer while `failing`."""

    NAME = "failing-disk"

    def __init__(self) -> None:
        super().__init__(self.NAME, "")
        self.failing = False

    def xOpen(self, name, flags):
        return _FailingFile(self, name, flags)


class _FailingFile(apsw.VFSFile):
    def __init__(self, disk: FailingDisk, name, flags) -> None:
        super().__init__("", name, flags)
        self._disk = disk

    def _check(self) -> None:
        if self._disk.failing:
            raise apsw.IOError("the disk does not answer")

    def xRead(self, amount, offset):
        self._check()
        return super().xRead(amount, offset)

    def xWrite(self, data, offset):
        self._check()
        return super().xWrite(data, offset)
