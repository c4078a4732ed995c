import os
import zipfile
from pathlib import Path

import pytest

from facteur.archive import detect as detecting
from facteur.archive import plainfile
from facteur.archive.backupwriter import new_backup
from facteur.archive.detect import Kind, detect
from tests.archive.samples import LETTER, message, tree

MBOX = b"From - Fri Aug 24 11:55:47 2018\n" + LETTER


@pytest.mark.parametrize(
    ("files", "path", "kind"),
    [
        ({"prefs.js": b"", "Mail/x/Inbox": MBOX}, "", Kind.THUNDERBIRD_PROFILE),
        ({"Inbox": MBOX, "Inbox.msf": b""}, "", Kind.MBOX_TREE),
        ({"Inbox/cur/": b"", "Inbox.msf": b""}, "", Kind.MBOX_TREE),
        ({"Takeout/Mail/All.mbox": MBOX}, "", Kind.MBOX_TREE),
        ({"A.mbox/mbox": MBOX}, "A.mbox", Kind.MBOX_TREE),
        ({"A.mbox/mbox": MBOX}, "", Kind.MBOX_TREE),
        ({"inbox": MBOX}, "inbox", Kind.MBOX),
        ({"empty.mbox": b""}, "empty.mbox", Kind.MBOX),
        ({"cur/": b"", "new/": b""}, "", Kind.MAILDIR),
        ({"A/cur/": b""}, "", Kind.MAILDIR),
        ({"a.eml": LETTER}, "a.eml", Kind.EML_FILE),
        ({"a.eml": MBOX}, "a.eml", Kind.EML_FILE),
        ({"x/y/a.eml": LETTER, "x/b.txt": b""}, "", Kind.EML_TREE),
        ({"a.txt": b"words"}, "a.txt", Kind.UNKNOWN),
        ({"a": b"\x89PNG"}, "a", Kind.UNKNOWN),
        ({"empty": b""}, "empty", Kind.UNKNOWN),
        ({"a.zip": b"PK\3\4rubbish"}, "a.zip", Kind.UNKNOWN),
        ({"a.age": b"age-encryption.org/v1\n-> "}, "a.age", Kind.SEALED_BACKUP),
        ({"a.txt": b""}, "", Kind.UNKNOWN),
        ({}, "none", Kind.UNKNOWN),
    ],
)
def test_what_a_path_is(tmp_path: Path, files: dict[str, bytes], path: str, kind: Kind) -> None:
    assert detect(tree(tmp_path, files) / path) is kind


def test_backups_whole_and_cut(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with new_backup(path, created_ms=0) as backup:
        backup.begin_folder(("A",))
        backup.add(message())
    assert detect(path) is Kind.BACKUP
    cut = tmp_path / "cut.zip"
    cut.write_bytes(path.read_bytes()[:-30])
    assert detect(cut) is Kind.BACKUP
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a", b"x")
    assert detect(other) is Kind.UNKNOWN


def test_pipes_links_and_nul_are_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "pipe", tmp_path / "link", tmp_path / "a\0b"):
        assert detect(path) is Kind.UNKNOWN


def test_a_tree_of_other_things_is_not_searched_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, {**{f"{n}.txt": b"" for n in range(9)}, "z/a.eml": LETTER})
    assert detect(tmp_path) is Kind.EML_TREE
    monkeypatch.setattr(detecting, "_LOOKED_AT", 5)
    assert detect(tmp_path) is Kind.UNKNOWN
    monkeypatch.setattr(detecting, "_LOOKED_AT", 500)
    monkeypatch.setattr(plainfile, "MAX_DEPTH", 0)
    assert detect(tmp_path) is Kind.UNKNOWN
