from pathlib import Path

import pytest

from facteur.archive.backupwriter import new_backup
from facteur.archive.detect import Kind, detect
from facteur.archive.failures import ArchiveError
from facteur.archive.sources import folders
from tests.archive.samples import LETTER, message, octets, tree

MBOX = b"From - Fri Aug 24 11:55:47 2018\n" + LETTER


@pytest.mark.parametrize(
    ("name", "path", "levels"),
    [
        ("prefs.js Mail/x/Inbox", "", ("x", "Inbox")),
        ("Inbox Inbox.msf", "", ("Inbox",)),
        ("A.mbox/mbox", "A.mbox", ("A",)),
        ("A.mbox/mbox", "", ("A",)),
        ("old mail/All.mbox", "old mail/All.mbox", ("All",)),
        ("inbox.2024", "inbox.2024", ("inbox.2024",)),
        ("cur/1:2,", "", ()),
        ("hello.eml", "hello.eml", ("hello",)),
        ("sub/hello.eml", "", ("sub",)),
    ],
)
def test_every_kind_opens(tmp_path: Path, name: str, path: str, levels: tuple[str, ...]) -> None:
    for one in [name] if "old mail" in name else name.split():
        plain = one.endswith(".eml") or one.startswith("cur/")
        tree(tmp_path, {one: b"" if one.endswith((".js", ".msf")) else LETTER if plain else MBOX})
    kind = detect(tmp_path / path)
    (folder,) = folders(tmp_path / path, kind)
    assert folder.levels == levels
    assert [octets(one) for one in folder.open()] == [LETTER]


@pytest.mark.parametrize("passphrase", ["", "open sesame"])
def test_backups_open(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "b"
    with new_backup(path, created_ms=0, passphrase=passphrase, work_factor=4) as backup:
        backup.begin_folder(("A", "B"))
        backup.add(message())
    kind = detect(path)
    assert kind is (Kind.SEALED_BACKUP if passphrase else Kind.BACKUP)
    found = [
        (folder.levels, [octets(one) for one in folder.open()])
        for folder in folders(path, kind, passphrase=passphrase)
    ]
    assert found == [(("A", "B"), [LETTER])]


def test_the_unknown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="unknown-kind"):
        list(folders(tmp_path, Kind.UNKNOWN))


def test_the_chosen_path_may_be_a_link(tmp_path: Path) -> None:
    tree(tmp_path, {"real/inbox": MBOX})
    for name, target in (("file", "real/inbox"), ("folder", "real")):
        (tmp_path / name).symlink_to(tmp_path / target)
    kinds = [detect(tmp_path / name) for name in ("file", "folder")]
    assert kinds == [Kind.MBOX, Kind.MBOX_TREE]
    for name, kind in zip(("file", "folder"), kinds, strict=True):
        (folder,) = folders(tmp_path / name, kind)
        assert folder.levels == ("inbox",)
        assert [octets(one) for one in folder.open()] == [LETTER]
