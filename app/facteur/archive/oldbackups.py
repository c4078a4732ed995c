"""Which backups of the schedule are too many, and deleting them: only what we made, as we made it.

A file that was renamed, changed, replaced by a link or made by hand is not touched, and does not
count among those that are kept. One that holds far more than the newest stays too: mail may have
been lost since, and nobody has noticed.
"""

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from facteur.archive import backup, plainfile
from facteur.archive.backupreader import BackupReader
from facteur.archive.failures import ArchiveError, translated

FAR_MORE = 2  # times the messages of the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that the schedule made: when, where, how long its file was, what it holds."""

    key: int
    made_ms: int
    path: Path
    file_octets: int
    messages: int = 0


def too_many(made: Iterable[Made], kept: int) -> list[Made]:
    """Return those beyond the newest so many that are there. made: the newest first."""
    there = [one for one in made if _looks_the_same(one)]
    return [
        one
        for one in there[kept:]
        if one.messages <= FAR_MORE * there[0].messages and _is_the_same(one)
    ]


def remove(one: Made) -> None:
    """Delete the file, if it is still the one we made. Raises ArchiveError, `changed` if not."""
    if not _is_the_same(one):
        raise ArchiveError("changed", detail=plainfile.shown(one.path))
    with translated(plainfile.shown(one.path)):
        one.path.unlink()


def _looks_the_same(one: Made) -> bool:
    """Whether a regular file of that name and length is there; cheap."""
    try:
        found = one.path.lstat()
    except OSError:
        return False
    is_file = stat.S_ISREG(found.st_mode) and backup.is_backup_name(one.path.name)
    return is_file and found.st_size == one.file_octets > 0


def _is_the_same(one: Made) -> bool:
    """Whether the file also says that it is a backup of that moment."""
    try:
        with BackupReader(one.path) as opened:
            created = opened.manifest.created
    except ArchiveError:
        return False
    return _looks_the_same(one) and created == backup.created_words(backup.day_of(one.made_ms))
