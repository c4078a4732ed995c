"""Qt Linguist's .ts files, read and written in a fixed form, so that a change shows as one."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.uitexts import ROOT

TRANSLATIONS = ROOT / "resources" / "translations"
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """One entry; forms: one text, two for a plural (one, many), empty while untranslated."""

    context: str
    source: str
    comment: str
    plural: bool
    forms: tuple[str, ...]

    @property
    def finished(self) -> bool:
        return len(self.forms) == (2 if self.plural else 1) and all(self.forms)


def load(path: Path) -> list[Translated]:
    """Return the entries of a file in its order; none when there is no file."""
    if not path.is_file():
        return []
    found: list[Translated] = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            plural = message.get("numerus") == "yes"
            forms = (
                tuple(form.text or "" for form in translation.iter("numerusform"))
                if plural
                else (translation.text or "",)
            )
            done = translation.get("type") is None
            found.append(
                Translated(
                    context=context.findtext("name", ""),
                    source=message.findtext("source", ""),
                    comment=message.findtext("comment", ""),
                    plural=plural,
                    forms=forms if done else (),
                )
            )
    return found


def save(path: Path, entries: list[Translated], language: str) -> None:
    """Write the entries, by context; what is not finished is marked so."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{_LOCALES[language]}" sourcelanguage="en_GB">',
    ]
    for context, group in groupby(entries, key=lambda entry: entry.context):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for entry in group:
            lines += _message(entry)
        lines.append("</context>")
    lines.append("</TS>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _message(entry: Translated) -> list[str]:
    plural = ' numerus="yes"' if entry.plural else ""
    lines = [f"    <message{plural}>", f"        <source>{escape(entry.source)}</source>"]
    if entry.comment:
        lines.append(f"        <comment>{escape(entry.comment)}</comment>")
    mark = "" if entry.finished else ' type="unfinished"'
    if entry.plural:
        lines.append(f"        <translation{mark}>")
        forms = entry.forms or ("", "")
        lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in forms]
        lines.append("        </translation>")
    else:
        text = escape(entry.forms[0]) if entry.forms else ""
        lines.append(f"        <translation{mark}>{text}</translation>")
    lines.append("    </message>")
    return lines
