"""Qt's binary translations made in memory from the .ts files that people edit.

The .ts file is the only truth: nothing is built beforehand, nothing can be stale. The format is
Qt's own (qttools, src/linguist/shared/qm.cpp); what is made here is what `lrelease` makes, without
its optional stripping. Not here: which language is chosen (`language`).
"""

import struct
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES, _PLURALS = 0x42, 0x69, 0x88
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8
# One rule parts the first form from the other: n == 1 in English, n <= 1 in French.
_PLURAL_RULES = {"en": b"\x01\x01", "fr": b"\x03\x01"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translated text; `forms` has one text, or one per plural form."""

    context: str
    source: str
    comment: str
    forms: tuple[str, ...]
    plural: bool = False


def read(path: Path) -> list[Entry]:
    """Return the finished entries of a .ts file, in its order."""
    root = ET.parse(path).getroot()  # noqa: S314 - our own resource, never foreign
    entries: list[Entry] = []
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            entry = _entry(name, message)
            if entry is not None:
                entries.append(entry)
    return entries


def _entry(context: str, message: ET.Element) -> Entry | None:
    translation = message.find("translation")
    if translation is None or translation.get("type") in {"unfinished", "vanished", "obsolete"}:
        return None
    plural = message.get("numerus") == "yes"
    forms = (
        tuple(form.text or "" for form in translation.iter("numerusform"))
        if plural
        else (translation.text or "",)
    )
    if not all(forms):
        return None
    return Entry(
        context=context,
        source=message.findtext("source", ""),
        comment=message.findtext("comment", ""),
        forms=forms,
        plural=plural,
    )


def compile_entries(entries: list[Entry], language: str) -> bytes:
    """Return what QTranslator.load takes: the .qm of these entries."""
    messages = bytearray()
    hashes: list[tuple[int, int]] = []
    for entry in entries:
        hashes.append((_elf_hash(entry.source + entry.comment), len(messages)))
        messages += _record(entry)
    table = b"".join(struct.pack(">II", *pair) for pair in sorted(hashes))
    return (
        _MAGIC
        + _section(_HASHES, table)
        + _section(_MESSAGES, bytes(messages))
        + _section(_PLURALS, _PLURAL_RULES[language])
    )


def _section(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _record(entry: Entry) -> bytes:
    parts = [_field(_TRANSLATION, form.encode("utf-16-be")) for form in entry.forms]
    parts.append(_field(_COMMENT, entry.comment.encode()))
    parts.append(_field(_SOURCE, entry.source.encode()))
    parts.append(_field(_CONTEXT, entry.context.encode()))
    return b"".join(parts) + bytes([_END])


def _field(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _elf_hash(text: str) -> int:
    value = 0
    for octet in text.encode():
        value = ((value << 4) + octet) & 0xFFFFFFFF
        high = value & 0xF0000000
        if high:
            value ^= high >> 24
        value &= ~high
    return value or 1
