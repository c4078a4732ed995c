"""The tree of a message's parts as a server tells it, with section numbers (RFC 9051 §6.4.5).

Only a hint: which parts are worth fetching, whether there is an attachment. The truth is our own
parse of the fetched bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One MIME part.

    section: what is written in BODY[…]; "" for a multipart at the top, whose bytes are BODY[TEXT].
    media_type: lower-case, "text/plain"; a server's hole becomes "application/octet-stream".
    parameters, disposition_parameters: lower-case names and values as the server sent them.
    size_octets: encoded size, 0 when the server said nonsense.
    children: parts of a multipart, or the one body of a message/rfc822.
    """

    section: str
    media_type: str
    parameters: tuple[tuple[str, str], ...] = ()
    content_id: str = ""
    description: str = ""
    encoding: str = ""
    size_octets: int = 0
    lines: int = 0
    disposition: str = ""
    disposition_parameters: tuple[tuple[str, str], ...] = ()
    language: tuple[str, ...] = ()
    location: str = ""
    children: tuple["Part", ...] = ()

    @property
    def is_multipart(self) -> bool:
        """Whether it holds parts and no content of its own."""
        return self.media_type.startswith("multipart/")

    @property
    def charset(self) -> str:
        """The charset parameter, or ""."""
        return _value(self.parameters, "charset")

    @property
    def file_name(self) -> str:
        """The file name as the server sent it, undecoded and untrusted, or ""."""
        return _value(self.disposition_parameters, "filename") or _value(self.parameters, "name")


def walk(root: Part) -> Iterator[Part]:
    """Yield every part, outer before inner, in the order of the message."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(part.children))


def find(root: Part, section: str) -> Part | None:
    """Return the part with this section number, or None."""
    return next((part for part in walk(root) if part.section == section), None)


def _value(pairs: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value for key, value in pairs if key == name), "")
