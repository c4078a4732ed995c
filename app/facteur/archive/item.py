"""What lies in an archive, as values: folders, messages, and what could not be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facteur.mail.flags import Flags
from facteur.mail.mailbox import SpecialUse

CHUNK_OCTETS = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedMessage:
    """A message in an archive.

    place: where it lies, in words for people; untrusted.
    received_ms: None when nothing kept it; the Date header is the next best.
    labels: names of folders that it belongs to besides the one it lies in (Gmail).
    open: yields its octets, in order, no chunk longer than CHUNK_OCTETS or so; may be called
        again, at any time. Raises ArchiveError when the file has changed or gone meanwhile.
    """

    place: str
    flags: Flags
    keywords: tuple[str, ...]
    labels: tuple[str, ...] = ()
    received_ms: int | None
    size_octets: int
    open: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """What stands where a message should. code: a short stable word, see each reader."""

    place: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFolder:
    """A folder of an archive.

    levels: its path, names as people read them, untrusted, each without NUL and "/"; () where
        the archive has a single folder without name.
    open: yields what is in it; may be called again. Raises ArchiveError.
    """

    levels: tuple[str, ...]
    special_use: SpecialUse = SpecialUse.NONE
    open: Callable[[], Iterator[ArchivedMessage | Unreadable]]
