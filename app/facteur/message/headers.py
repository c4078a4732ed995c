"""Header fields (RFC 5322 §2.2): split, unfold, decode. Never raises, linear, limited.

`rowheader.parse_row_header` is the fast way for list rows; it is offered here too.
"""

import re
from dataclasses import dataclass

from facteur.mail.address import Address, AddressList, parse_addresses
from facteur.message import visible
from facteur.message.defect import Defect
from facteur.message.encodedword import MAX_VALUE, decode_words, raw_text
from facteur.message.params import Parameters, parse_parameters
from facteur.message.rowheader import RowHeader, parse_row_header, shown_name

__all__ = ["Header", "RowHeader", "decode_line", "parse_row_header", "split_header"]

# RFC 5322 knows two dozen fields; real mail has up to 150. More than this is an attack.
MAX_FIELDS = 10_000
_MAX_JUNK = 20
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_FOLD = re.compile(rb"\r*\n")
_LINE = re.compile(rb"[^\n]*\n?")
_ID = re.compile(r"<([^<>\s]+)>")
_MAX_SUBJECT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The fields of one header in order; names lower-case, values raw without the name."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def first(self, name: str) -> bytes:
        """Return the unfolded value of the first field of that lower-case name, or b""."""
        for key, value in self.fields:
            if key == name:
                return unfold(value)
        return b""

    def count(self, name: str) -> int:
        """Return how many fields have that lower-case name."""
        return sum(key == name for key, _ in self.fields)

    def text(self, name: str, hint: str = "") -> str:
        """Return the first such field decoded for people, on one line."""
        return decode_line(self.first(name), hint)

    def parameters(self, name: str) -> Parameters:
        """Return the first such field as a value with parameters."""
        return parse_parameters(raw_text(self.first(name)))

    def addresses(self, name: str, hint: str = "") -> AddressList:
        """Return the addresses of all fields of that name, names decoded and made safe."""
        values = [unfold(value)[: MAX_VALUE * 16] for key, value in self.fields if key == name]
        if not values:
            return AddressList()
        parsed = parse_addresses(_long_text(b", ".join(values), hint))
        safe = tuple(safe_address(entry) for entry in parsed.addresses)
        return AddressList(entries=safe, cut=parsed.cut)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the message ids of the first such field, without their angle brackets."""
        return tuple(visible.one_line(one) for one in _ID.findall(raw_text(self.first(name))))


def split_header(raw: bytes, start: int = 0) -> tuple[Header, int, tuple[Defect, ...]]:
    """Return the fields that begin at start, where the body begins, and what was wrong.

    A line that is no field ends the header, unless fields go on after it.
    """
    return HeaderReader(raw).read(start, frozenset())


class HeaderReader:
    """Reads headers out of one message. It stops before a delimiter line of an open multipart."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def read(
        self, start: int, boundaries: "frozenset[bytes] | dict[bytes, list[int]]"
    ) -> tuple[Header, int, tuple[Defect, ...]]:
        raw, at = self._raw, start
        fields: list[tuple[str, bytes]] = []
        defects: set[str] = set()
        junk = 0
        while at < len(raw):
            if raw.startswith((b"\n", b"\r\n"), at):
                at = raw.index(b"\n", at) + 1
                break
            if boundaries and raw.startswith(b"--", at) and is_delimiter(raw, at, boundaries):
                defects.add("header-without-body")
                break
            found = _FIELD.match(raw, at)
            if found is None:
                after = self._skip_junk(at, first=at == start)
                junk += 1
                if after is None or junk > _MAX_JUNK:
                    defects.add("header-unfinished")
                    break
                if at != start:
                    defects.add("header-junk")
                at = after
                continue
            at = found.end()
            if len(fields) < MAX_FIELDS:
                fields.append(_field(found))
            else:
                defects.add("headers-cut")
        known = tuple(Defect(code=code) for code in sorted(defects))
        return Header(fields=tuple(fields)), at, known

    def _skip_junk(self, at: int, *, first: bool) -> int | None:
        """Return where fields go on after a line that is none, None when they do not.

        An mbox separator may stand first; elsewhere the next line decides.
        """
        line = _LINE.match(self._raw, at)
        after = line.end() if line else at
        if first and self._raw.startswith((b"From ", b">From "), at):
            return after
        if self._raw[at : at + 2] == b"--" or after >= len(self._raw):
            return None
        return after if _FIELD.match(self._raw, after) else None


def _field(found: re.Match[bytes]) -> tuple[str, bytes]:
    name, value = found.groups()
    return name.decode("ascii").lower(), value[: MAX_VALUE * 16].strip(b" \t\r\n")


def is_delimiter(
    raw: bytes, at: int, boundaries: "frozenset[bytes] | dict[bytes, list[int]]"
) -> bool:
    """Return whether the line at that place, which starts with two hyphens, delimits a part."""
    end = raw.find(b"\n", at)
    line = raw[at + 2 : end if end >= 0 else len(raw)]
    return delimited(line, boundaries) is not None


def delimited(
    line: bytes, boundaries: "frozenset[bytes] | dict[bytes, list[int]]"
) -> tuple[bytes, bool] | None:
    """Return which boundary a line, without its two hyphens, stands for, and whether it closes.

    What follows after white space is ignored, as RFC 2046 §5.1.1 asks.
    """
    line = line.rstrip(b" \t\r")
    for one in (line, line.split(None, 1)[0]) if b" " in line or b"\t" in line else (line,):
        if one in boundaries:
            return one, False
        if one.endswith(b"--") and one[:-2] in boundaries:
            return one[:-2], True
    return None


def unfold(value: bytes) -> bytes:
    """Return the value on one line (RFC 5322 §2.2.3)."""
    return _FOLD.sub(b"", value) if b"\n" in value else value


def _long_text(value: bytes, hint: str) -> str:
    """Return raw_text of a value that may be long, such as 1,000 recipients."""
    return value.decode("ascii") if value.isascii() else raw_text(value, hint)


def decode_line(value: bytes, hint: str = "") -> str:
    """Return an unfolded value decoded, on one line, shortened to what a person reads."""
    text = raw_text(value, hint)
    return visible.cut(visible.one_line(decode_words(text)), _MAX_SUBJECT)


def safe_address(entry: Address) -> Address:
    """Return the address with its name decoded and safe to show."""
    address = visible.one_line(
        decode_words(entry.address) if "=?" in entry.address else entry.address
    )
    return Address(name=shown_name(entry.name, address), address=address)
