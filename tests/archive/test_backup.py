from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from facteur.archive import backup, newfile
from facteur.archive.failures import ArchiveError
from tests.archive.samples import tree


def test_names() -> None:
    day = datetime(2026, 11, 24, tzinfo=UTC)
    assert backup.backup_name(day, sealed=False) == "facteur-backup-2026-11-24.zip"
    assert backup.backup_name(day, sealed=True) == "facteur-backup-2026-11-24.zip.age"
    assert backup.entry_name("ab" * 32) == f"messages/ab/{'ab' * 32}.eml"
    assert backup.INDEX_NAME.fullmatch(backup.index_name(1))
    assert backup.INDEX_NAME.fullmatch(backup.index_name(12345))


def test_a_second_backup_of_a_day_has_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backup.free_path(tmp_path, "a.zip").name == "a.zip"
    tree(tmp_path, {"a.zip": b"", "a (2).zip": b""})
    assert backup.free_path(tmp_path, "a.zip").name == "a (3).zip"
    monkeypatch.setattr(newfile, "_MOST_NAMES", 3)
    with pytest.raises(ArchiveError, match="exists"):
        backup.free_path(tmp_path, "a.zip")


def test_counts_are_never_negative_or_absurd() -> None:
    line = b'{"sha256":"","size_octets":%d,"flags":[],"keywords":[],"received_ms":null}'
    assert msgspec.json.decode(line % 5, type=backup.IndexLine).size_octets == 5
    for wrong in (-1, 1 << 60):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(line % wrong, type=backup.IndexLine)


def test_what_is_no_backup(tmp_path: Path) -> None:
    tree(tmp_path, {"text": b"words", "empty": b"", "folder/": b""})
    for name in ("text", "empty", "none"):
        assert not backup.is_backup(tmp_path / name)
    assert not backup.is_backup(tmp_path / "folder")


def test_backups_of_a_folder_and_what_crashes_left(tmp_path: Path) -> None:
    names = [
        "facteur-backup-2026-11-24.zip",
        "facteur-backup-2026-11-24 (2).zip",
        "facteur-backup-2026-11-24 (10).zip.age",
        "facteur-backup-2027-01-01.zip.age",
    ]
    others = ["facteur-backup-2026.zip", "facteur-backup-2026-11-24.zip.txt", ".other.zip.part"]
    left = [f".{name}.part" for name in names]
    tree(tmp_path, dict.fromkeys([*names, *others, *left], b""))
    (tmp_path / "facteur-backup-2028-01-01.zip").mkdir()
    assert [path.name for path in backup.backups_in(tmp_path)] == names[::-1]
    backup.drop_unfinished(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(
        names + others
    )
    with pytest.raises(ArchiveError, match="missing"):
        backup.backups_in(tmp_path / "none")


def test_numbers_stand_before_all_suffixes(tmp_path: Path) -> None:
    name = backup.backup_name(datetime(2026, 11, 24, tzinfo=UTC), sealed=True)
    tree(tmp_path, {name: b""})
    assert backup.free_path(tmp_path, name).name == "facteur-backup-2026-11-24 (2).zip.age"
