"""A folder as one new mbox file, counted again before it has its name."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from facteur.archive import plainfile
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import ArchivedMessage, Unreadable
from facteur.archive.mboxrd import MboxWriter, read_mbox
from facteur.archive.newfile import new_file, unfinished_name
from facteur.base.errors import ContentDamaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written. left_out: messages whose octets could not be read."""

    messages: int
    octets: int
    left_out: tuple[Unreadable, ...]


def export_mbox(path: Path, messages: Iterable[ArchivedMessage]) -> Exported:
    """Write the messages in order to a file that was not there, and count what is in it.

    Raises ArchiveError: of the disk, `exists`, and `differs` when the counts do not agree; then
    there is no file.
    """
    left_out: list[Unreadable] = []
    where = plainfile.shown(path)
    with new_file(path) as file:
        writer = MboxWriter(file, where)
        for message in messages:
            try:
                writer.add(message)
            except (ContentDamaged, ArchiveError) as error:
                if not writer.intact:
                    raise
                left_out.append(Unreadable(place=message.place, code=error.code))
        with translated(where):
            file.flush()
        counted = _counted(unfinished_name(path))
        if counted != (writer.messages, writer.octets):
            raise ArchiveError("differs", detail=f"{where}: {counted}")
    return Exported(messages=writer.messages, octets=writer.octets, left_out=tuple(left_out))


def _counted(path: Path) -> tuple[int, int]:
    messages = octets = 0
    for found in read_mbox(partial(io.open, path, "rb"), path.name):
        messages += 1
        octets += found.size_octets if isinstance(found, ArchivedMessage) else 0
    return messages, octets
