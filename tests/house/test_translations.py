"""French is complete, English has its plurals, and both ask for the same things."""

import re
from collections import Counter

import pytest

from facteur.ui.actions.table import MENU_TEXTS, TABLE, Menu
from facteur.ui.settings.words import SECTIONS
from tests.support.frenchtypography import faults
from tests.support.tsfiles import TRANSLATIONS, Translated, load
from tests.support.uitexts import texts

FRENCH = load(TRANSLATIONS / "facteur_fr.ts")
ENGLISH = load(TRANSLATIONS / "facteur_en.ts")
PLACEHOLDER = re.compile(r"\{\w*\}|%n|%\d")


def place(entry: Translated) -> tuple[str, str, str]:
    return (entry.context, entry.source, entry.comment)


def test_french_has_every_text_of_the_window_and_no_other():
    wanted = {(text.context, text.source, text.comment) for text in texts()}
    assert {place(entry) for entry in FRENCH} == wanted, "run python -m tests.translations"
    assert [place(entry) for entry in FRENCH if not entry.finished] == []


def test_english_has_the_plurals_and_nothing_else():
    wanted = {(text.context, text.source, text.comment) for text in texts() if text.plural}
    assert {place(entry) for entry in ENGLISH} == wanted, "run python -m tests.translations"
    assert [place(entry) for entry in ENGLISH if not entry.finished] == []
    assert not [entry for entry in ENGLISH if "(s)" in "".join(entry.forms)]


@pytest.mark.parametrize("entry", FRENCH + ENGLISH, ids=lambda entry: entry.source[:40])
def test_placeholders_are_the_same(entry: Translated):
    wanted = Counter(PLACEHOLDER.findall(entry.source))
    for form in entry.forms:
        assert Counter(PLACEHOLDER.findall(form)) == wanted


@pytest.mark.parametrize("entry", FRENCH, ids=lambda entry: entry.source[:40])
def test_french_typography(entry: Translated):
    assert [fault for form in entry.forms for fault in faults(form)] == []


@pytest.mark.parametrize("entry", FRENCH, ids=lambda entry: entry.source[:40])
def test_mnemonics_and_ellipses_are_kept(entry: Translated):
    for form in entry.forms:
        mark = re.compile(r"&(?=\w)")
        assert bool(mark.search(form)) == bool(mark.search(entry.source))
        assert form.endswith("…") == entry.source.endswith("…")


def french(context: str, source: str) -> str:
    return next(e.forms[0] for e in FRENCH if (e.context, e.source) == (context, source))


def letters(sources: list[str], context: str) -> list[str]:
    found = [french(context, source) for source in sources]
    return [text[text.index("&") + 1].lower() for text in found]


@pytest.mark.parametrize("menu", Menu)
def test_french_mnemonics_of_a_menu_differ(menu: Menu):
    found = letters([row.text for row in TABLE if row.menu is menu], "Actions")
    assert len(set(found)) == len(found)


def test_french_mnemonics_of_menu_bar_and_settings_differ():
    bar = letters(list(MENU_TEXTS.values()), "Actions")
    assert len(set(bar)) == len(bar)
    settings = letters([e.label for section in SECTIONS for e in section.settings], "Settings")
    assert len(set(settings)) == len(settings)


@pytest.mark.parametrize("menu", [Menu.FILE])
def test_mnemonics_of_the_main_menu_differ(menu: Menu):
    flat = [row.text for row in TABLE if row.menu in {menu, Menu.HELP}]
    inside = [MENU_TEXTS[which] for which in (Menu.VIEW, Menu.GO, Menu.FOLDER, Menu.MESSAGE)]
    for found in (
        letters([*flat, *inside], "Actions"),
        [text[text.index("&") + 1].lower() for text in [*flat, *inside]],
    ):
        assert len(set(found)) == len(found)
