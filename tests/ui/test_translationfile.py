from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from facteur.ui import translationfile

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context><name>A</name>
<message numerus="yes"><source>%n message(s)</source><translation>
<numerusform>%n message</numerusform><numerusform>%n messages</numerusform></translation></message>
<message><source>Mark</source><comment>verb</comment><translation>Marquer é — ☃</translation></message>
<message><source>Mark</source><translation>Marque</translation></message>
<message><source>Late</source><translation type="unfinished">Tard</translation></message>
<message><source>Gone</source><translation type="vanished">Parti</translation></message>
<message><source>Empty</source><translation></translation></message>
</context></TS>
"""


@pytest.fixture
def say(qapp, tmp_path: Path):
    path = tmp_path / "facteur_fr.ts"
    path.write_text(TS, encoding="utf-8")
    data = translationfile.compile_entries(translationfile.read(path), "fr")
    translator = QTranslator()
    assert translator.load(data)
    QCoreApplication.installTranslator(translator)
    yield QCoreApplication.translate
    QCoreApplication.removeTranslator(translator)


def test_texts_are_found_by_context_source_and_comment(say):
    assert say("A", "Mark", "verb") == "Marquer é — ☃"
    assert say("A", "Mark") == "Marque"
    assert say("B", "Mark") == "Mark"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 message"), (1, "1 message"), (2, "2 messages")]
)
def test_french_counts_nought_as_singular(say, number: int, words: str):
    assert say("A", "%n message(s)", "", number) == words


def test_unfinished_and_vanished_texts_are_left_out(say):
    assert [say("A", text) for text in ("Late", "Gone", "Empty")] == ["Late", "Gone", "Empty"]


def test_english_takes_only_one_as_singular(qapp):
    entry = translationfile.Entry(
        context="A", source="%n unread", comment="", forms=("%n one", "%n many"), plural=True
    )
    translator = QTranslator()
    data = translationfile.compile_entries([entry], "en")
    assert translator.load(data)
    found = [translator.translate("A", "%n unread", "", n) for n in (0, 1, 2)]
    assert found == ["%n many", "%n one", "%n many"]


def test_what_we_make_finds_the_same_texts_as_lrelease(qapp, tmp_path: Path):
    lrelease = Path(__import__("PySide6").__file__).parent / "lrelease"
    if not lrelease.exists():
        pytest.skip("this PySide6 ships no lrelease")
    import subprocess

    path = tmp_path / "facteur_fr.ts"
    path.write_text(TS, encoding="utf-8")
    subprocess.run([lrelease, "-silent", path], check=True, timeout=30)
    theirs, ours = QTranslator(), QTranslator()
    assert theirs.load(str(path.with_suffix(".qm")))
    data = translationfile.compile_entries(translationfile.read(path), "fr")
    assert ours.load(data)
    for source, comment, number in (
        ("%n message(s)", "", 0),
        ("%n message(s)", "", 5),
        ("Mark", "verb", -1),
        ("Mark", "", -1),
        ("Gone", "", -1),
    ):
        expected = theirs.translate("A", source, comment, number)
        assert ours.translate("A", source, comment, number) == expected
