from pathlib import Path

from facteur.ui import translationfile
from tests.support.tsfiles import Translated, load, save

ENTRIES = [
    Translated(
        context="A", source="a & <b>", comment="", plural=False, forms=("à & «\u00a0b\u00a0»",)
    ),
    Translated(context="A", source="%n c", comment="x", plural=True, forms=("%n un", "%n des")),
    Translated(context="B", source="later", comment="", plural=False, forms=()),
    Translated(context="B", source="%n d", comment="", plural=True, forms=()),
]


def test_what_is_written_is_read_again(tmp_path: Path):
    path = tmp_path / "x_fr.ts"
    save(path, ENTRIES, "fr")
    assert load(path) == ENTRIES
    assert [entry.finished for entry in ENTRIES] == [True, True, False, False]


def test_the_program_reads_the_finished_ones(tmp_path: Path):
    path = tmp_path / "x_fr.ts"
    save(path, ENTRIES, "fr")
    assert [entry.forms for entry in translationfile.read(path)] == [
        ("à & «\u00a0b\u00a0»",),
        ("%n un", "%n des"),
    ]


def test_no_file_has_no_entries(tmp_path: Path):
    assert load(tmp_path / "none.ts") == []
