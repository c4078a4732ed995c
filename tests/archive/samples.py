"""Messages of an archive for tests, made from octets, and their octets again."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from facteur.archive.item import ArchivedMessage, Unreadable
from facteur.archive.mboxrd import MboxWriter, read_mbox
from facteur.mail.flags import Flags

NONE = Flags(0)
LETTER = b"From: a@example.org\r\nSubject: Hello\r\n\r\nGood morning.\r\n"


def message(
    octets: bytes = LETTER,
    *,
    flags: Flags = NONE,
    keywords: tuple[str, ...] = (),
    received_ms: int | None = 1_700_000_000_123,
    size: int | None = None,
    cut: int = 7,
    place: str = "sample",
) -> ArchivedMessage:
    """Return a message that comes in chunks of `cut` octets and claims `size`."""

    def opened() -> Iterator[bytes]:
        return (octets[at : at + cut] for at in range(0, len(octets), cut))

    return ArchivedMessage(
        place=place,
        flags=flags,
        keywords=keywords,
        received_ms=received_ms,
        size_octets=len(octets) if size is None else size,
        open=opened,
    )


def octets(found: ArchivedMessage | Unreadable) -> bytes:
    assert isinstance(found, ArchivedMessage), found
    whole = b"".join(found.open())
    assert len(whole) == found.size_octets
    return whole


def written(messages: Iterable[ArchivedMessage]) -> bytes:
    """Return an mbox file of the messages."""
    file = io.BytesIO()
    writer = MboxWriter(file, "test")
    for one in messages:
        writer.add(one)
    return file.getvalue()


def read(mbox: bytes) -> list[ArchivedMessage | Unreadable]:
    return list(read_mbox(lambda: io.BytesIO(mbox), "test"))


def bodies(mbox: bytes) -> list[bytes]:
    return [octets(one) for one in read(mbox)]


def tree(root: Path, files: dict[str, bytes]) -> Path:
    """Make files, and folders for names that end in a slash."""
    for name, content in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return root
