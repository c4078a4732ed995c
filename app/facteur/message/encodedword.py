"""Encoded words (RFC 2047), the many broken ones included, and raw 8-bit header text."""

import binascii
import re
from dataclasses import dataclass

from facteur.message import charset, transfer

# What is decoded of one header; a subject of 10 MB shows its beginning.
MAX_VALUE = 65_536
_START = re.compile(r"=\?([\w.:()+-]{1,60})(?:\*[\w-]{0,20})?\?([bBqQ])\?")
_ONLY_SPACE = re.compile(r"\s*\Z")


@dataclass(slots=True)
class _Word:
    """Octets of neighbouring encoded words of one charset, not yet text."""

    charset: str
    octets: list[bytes]

    def text(self) -> str:
        # ISO-2022-JP words may each start anew; joined octets stay valid.
        return charset.decode(b"".join(self.octets), self.charset)[0]


def raw_text(value: bytes, hint: str = "") -> str:
    """Return header octets as text. hint: the charset of the body, for raw 8-bit headers."""
    if value.isascii():
        return value[:MAX_VALUE].decode("ascii")
    value = value[:MAX_VALUE]
    try:
        return value.decode("utf-8")
    except UnicodeError:
        codec = charset.codec_name(hint) if hint else None
        if codec in {None, "ascii", "utf_8", "utf_7"}:
            return charset.decode_unlabelled(value)
        return value.decode(str(codec), "replace")


def decode_words(text: str) -> str:
    """Return text with its encoded words decoded.

    White space between two words falls away (RFC 2047 §6.2); octets of neighbours with the
    same charset are joined first, because senders cut characters in two. Linear: no octet is
    searched twice.
    """
    if "=?" not in text:
        return text
    text = text[:MAX_VALUE]
    out: list[str] = []
    pending: _Word | None = None
    at = 0
    while (found := _START.search(text, at)) is not None:
        end = text.find("?=", found.end())
        if end < 0:
            break
        gap = text[at : found.start()]
        inside = text[found.end() : end]
        octets = _octets(inside, found.group(2))
        # Raw 8-bit text inside a word has been read already: it is in no charset any more.
        name = found.group(1).lower() if inside.isascii() else "utf-8"
        if pending is not None and _ONLY_SPACE.match(gap):
            if pending.charset == name:
                pending.octets.append(octets)
            else:
                out.append(pending.text())
                pending = _Word(charset=name, octets=[octets])
        else:
            if pending is not None:
                out.append(pending.text())
            out.append(gap)
            pending = _Word(charset=name, octets=[octets])
        at = end + 2
    if pending is not None:
        out.append(pending.text())
    out.append(text[at:])
    return "".join(out)


def _octets(encoded: str, encoding: str) -> bytes:
    raw = encoded.encode("utf-8", "replace")
    if encoding in "bB":
        return transfer.decode(raw, "base64")[0]
    if b"\n" in raw or b"\r" in raw:
        raw = raw.replace(b"\r", b"").replace(b"\n", b"")
    return binascii.a2b_qp(raw, header=True)
