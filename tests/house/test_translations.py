"""French says the same as English, completely, and as a typographer would set it."""

import dataclasses
import re
import xml.etree.ElementTree as ET

import pytest

from tests.support.frenchtypography import faults
from tests.support.tree import ROOT

FRENCH = ROOT / "resources" / "translations" / "facteur_fr.ts"
PLACEHOLDER = re.compile(r"%L?\d+|%n|\{\w*\}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    context: str
    source: str
    forms: tuple[str, ...]
    state: str

    def __str__(self) -> str:
        return f"[{self.context}] {self.source!r} -> {self.forms}"


def entries() -> list[Entry]:
    if not FRENCH.exists():
        pytest.skip("no French yet")
    found: list[Entry] = []
    for context in ET.parse(FRENCH).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            plural = [form.text or "" for form in translation.iter("numerusform")]
            found.append(
                Entry(
                    context=name,
                    source=message.findtext("source", ""),
                    forms=tuple(plural or [translation.text or ""]),
                    state=translation.get("type", ""),
                )
            )
    return [entry for entry in found if entry.state not in {"vanished", "obsolete"}]


def test_nothing_is_unfinished() -> None:
    open_ends = [str(one) for one in entries() if one.state == "unfinished" or not all(one.forms)]
    assert not open_ends, "\n".join(open_ends)


def test_placeholders_are_the_same() -> None:
    wrong: list[str] = []
    for entry in entries():
        wanted = sorted(PLACEHOLDER.findall(entry.source))
        for number, form in enumerate(entry.forms):
            got = sorted(PLACEHOLDER.findall(form))
            # "1 message" and "Un message" are both good for the singular.
            singular = len(entry.forms) > 1 and number == 0
            if got != wanted and not (singular and [*got, "%n"] == wanted):
                wrong.append(str(entry))
    assert not wrong, "\n".join(wrong)


def test_typography() -> None:
    wrong = [
        f"{entry}: {', '.join(found)}"
        for entry in entries()
        for form in entry.forms
        if (found := faults(form))
    ]
    assert not wrong, "\n".join(wrong)
