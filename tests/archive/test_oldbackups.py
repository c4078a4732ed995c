"""Only what the schedule made, as it was made, is ever deleted."""

from dataclasses import replace
from pathlib import Path

import pytest

from facteur.archive import backup, oldbackups
from facteur.archive.backupwriter import new_backup
from facteur.archive.failures import ArchiveError
from facteur.archive.oldbackups import Made

DAY_MS = 24 * 3600 * 1000
START_MS = 1_795_420_800_000


def made(folder: Path, number: int) -> Made:
    moment = START_MS + 30 * DAY_MS * number
    path = folder / backup.backup_name(backup.day_of(moment), sealed=False)
    with new_backup(path, created_ms=moment, passphrase=""):
        pass
    return Made(key=number, made_ms=moment, path=path, file_octets=path.stat().st_size)


@pytest.fixture
def all_made(tmp_path: Path) -> list[Made]:
    """Five, the newest first."""
    return [made(tmp_path, number) for number in reversed(range(5))]


def test_the_newest_are_kept(all_made: list[Made]) -> None:
    assert oldbackups.too_many(all_made, 5) == []
    assert oldbackups.too_many(all_made, 3) == all_made[3:]
    for one in oldbackups.too_many(all_made, 3):
        oldbackups.remove(one)
    assert [one.path.exists() for one in all_made] == [True, True, True, False, False]


def test_what_is_not_there_any_more_makes_no_other_go(all_made: list[Made]) -> None:
    all_made[0].path.unlink()
    assert oldbackups.too_many(all_made, 4) == []
    assert oldbackups.too_many(all_made, 3) == all_made[4:]


def longer(one: Made) -> None:
    one.path.write_bytes(one.path.read_bytes() + b"x")


def nonsense(one: Made) -> None:
    one.path.write_bytes(bytes(one.file_octets))


def a_link(one: Made) -> None:
    other = one.path.with_name("kept.zip")
    one.path.rename(other)
    one.path.symlink_to(other)


def a_folder(one: Made) -> None:
    one.path.unlink()
    one.path.mkdir()


@pytest.mark.parametrize("change", [longer, nonsense, a_link, a_folder])
def test_what_is_another_file_now_stays(all_made: list[Made], change) -> None:
    last = all_made[-1]
    change(last)
    assert oldbackups.too_many(all_made, 3) == all_made[3:4]
    with pytest.raises(ArchiveError):
        oldbackups.remove(last)
    assert last.path.exists()


def test_one_of_another_name_or_moment_stays(all_made: list[Made]) -> None:
    last = all_made[-1]
    renamed = last.path.with_name("mine.zip")
    last.path.rename(renamed)
    for other in (
        Made(key=9, made_ms=last.made_ms, path=renamed, file_octets=last.file_octets),
        Made(
            key=9, made_ms=last.made_ms, path=all_made[3].path, file_octets=all_made[3].file_octets
        ),
        Made(key=9, made_ms=last.made_ms, path=all_made[0].path, file_octets=0),
    ):
        with pytest.raises(ArchiveError):
            oldbackups.remove(other)


def test_one_that_holds_far_more_than_the_newest_stays(all_made: list[Made]) -> None:
    counts = (10, 500, 20, 20, 21)  # the newest first
    found = [replace(one, messages=count) for one, count in zip(all_made, counts, strict=True)]
    assert oldbackups.too_many(found, 3) == found[3:4]
    assert oldbackups.too_many(found, 1) == found[2:4]
    assert oldbackups.too_many([replace(found[0], messages=0), *found[1:]], 1) == []
