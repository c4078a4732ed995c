# ruff: noqa: PT012 -- the block that writes or reads is what raises at its end
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facteur.archive import backupwriter, newfile
from facteur.archive.backupreader import BackupReader
from facteur.archive.backupwriter import new_backup
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, Unreadable
from facteur.base.errors import ContentDamaged
from facteur.mail.flags import Flags
from facteur.mail.mailbox import SpecialUse
from tests.archive.samples import LETTER, message, octets

CREATED_MS = 1_795_521_600_000  # 2026-11-24 12:00


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def filled(path: Path, passphrase: str = "") -> Path:
    with new_backup(path, created_ms=CREATED_MS, passphrase=passphrase, work_factor=4) as backup:
        backup.begin_folder(("Local", "Inbox"), SpecialUse.INBOX)
        assert backup.add(message(flags=Flags.SEEN | Flags.DRAFT, keywords=("$Junk",)))
        assert backup.add(message(b"\0\r\n\xff", received_ms=None))
        backup.begin_folder(("Local", "Copies"))
        assert backup.add(message(), hashlib.sha256(LETTER).digest())
        backup.begin_folder(("Empty",))
    assert backup.verdict
    assert not backup.verdict.differences
    return path


@pytest.mark.parametrize("passphrase", ["", "correct horse é"])
def test_everything_comes_back(tmp_path: Path, passphrase: str) -> None:
    path = filled(tmp_path / "b.zip", passphrase)
    assert names(tmp_path) == ["b.zip"]
    with BackupReader(path, passphrase=passphrase) as reader:
        manifest = reader.manifest
        found = [
            (one.levels, one.special_use, [m for m in one.open() if isinstance(m, ArchivedMessage)])
            for one in reader.folders()
        ]
        bodies = [[octets(one) for one in messages] for _, _, messages in found]
    assert (manifest.messages, manifest.files, manifest.created) == (3, 2, "2026-11-24T12:00:00Z")
    assert manifest.octets == 2 * len(LETTER) + 4
    assert [one[:2] for one in found] == [
        (("Local", "Inbox"), SpecialUse.INBOX),
        (("Local", "Copies"), SpecialUse.NONE),
        (("Empty",), SpecialUse.NONE),
    ]
    assert bodies == [[LETTER, b"\0\r\n\xff"], [LETTER], []]
    first, second = found[0][2]
    assert (first.flags, first.keywords) == (Flags.SEEN | Flags.DRAFT, ("$Junk",))
    assert first.received_ms == 1_700_000_000_123
    assert second.received_ms is None


def test_it_can_be_read_without_us(tmp_path: Path) -> None:
    with zipfile.ZipFile(filled(tmp_path / "b.zip")) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert b"without" in archive.read("README.txt")
        lines = [
            json.loads(line)
            for folder in manifest["folders"]
            for line in archive.read(folder["index"]).splitlines()
        ]
        digest = lines[0]["sha256"]
        assert archive.read(f"messages/{digest[:2]}/{digest}.eml") == LETTER
        assert sum(name.startswith("messages/") for name in archive.namelist()) == 2
    assert lines[0]["flags"] == ["\\Seen", "\\Draft"]


def test_a_message_that_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"begin"
        raise ContentDamaged("missing")

    with new_backup(tmp_path / "b.zip", created_ms=CREATED_MS) as backup:
        backup.begin_folder(("A",))
        assert not backup.add(replace(message(place="one"), open=broken))
        assert not backup.add(message(place="two", size=9))
        assert not backup.add(message(place="three"), bytes(32))
        assert backup.add(message())
    assert backup.left_out == [
        Unreadable(place="one", code="missing"),
        Unreadable(place="two", code="damaged"),
        Unreadable(place="three", code="damaged"),
    ]
    assert backup.verdict
    assert backup.verdict.messages == 1


def test_a_message_that_changes_between_its_readings_ends_it(tmp_path: Path) -> None:
    texts = [b"first", b"other"]
    with (
        pytest.raises(ArchiveError, match="changed"),
        new_backup(tmp_path / "b.zip", created_ms=CREATED_MS) as backup,
    ):
        backup.begin_folder(("A",))
        backup.add(replace(message(b"first"), open=lambda: iter([texts.pop(0)])))
    assert names(tmp_path) == []


@pytest.mark.parametrize("passphrase", ["", "x"])
def test_an_error_leaves_nothing(tmp_path: Path, passphrase: str) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        new_backup(
            tmp_path / "b.zip", created_ms=CREATED_MS, passphrase=passphrase, work_factor=4
        ) as backup,
    ):
        backup.begin_folder(("A",))
        backup.add(message())
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"an older one")
    with (
        pytest.raises(ArchiveError, match="exists"),
        new_backup(tmp_path / "b.zip", created_ms=CREATED_MS),
    ):
        pass
    assert (tmp_path / "b.zip").read_bytes() == b"an older one"


@pytest.mark.parametrize("passphrase", ["", "x"])
@pytest.mark.parametrize("room", [10, 300, 100_000, 200_900])
def test_a_full_disk_is_told_wherever_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, passphrase: str
) -> None:
    left = room

    class Full(io.FileIO):
        def write(self, octets: bytes, /) -> int:  # type: ignore[override] -- bytes come
            nonlocal left
            left -= len(octets)
            if left < 0:
                raise OSError(28, "no space")
            return super().write(octets)

    def opened(path: Path, mode: str) -> io.BufferedRandom:
        return io.BufferedRandom(Full(path, "x+b"))

    monkeypatch.setattr(newfile.Path, "open", opened)
    with (
        pytest.raises(ArchiveError, match="disk-full"),
        new_backup(
            tmp_path / "b.zip", created_ms=CREATED_MS, passphrase=passphrase, work_factor=4
        ) as backup,
    ):
        backup.begin_folder(("A",))
        backup.add(message(os.urandom(200_000), cut=9000))
    assert names(tmp_path) == []


@pytest.mark.parametrize("passphrase", ["", "x"])
def test_a_disk_that_does_not_keep_what_was_written_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    sync = backupwriter._to_the_disk

    def worn(file: io.BufferedRandom, where: str) -> None:
        sync(file, where)
        path = tmp_path / ".b.zip.part"
        octets = bytearray(path.read_bytes())
        octets[5000] ^= 1
        path.write_bytes(octets)

    monkeypatch.setattr(backupwriter, "_to_the_disk", worn)
    with (
        pytest.raises(ArchiveError, match=r"differs|damaged|truncated"),
        new_backup(
            tmp_path / "b.zip", created_ms=CREATED_MS, passphrase=passphrase, work_factor=4
        ) as backup,
    ):
        backup.begin_folder(("A",))
        backup.add(message(os.urandom(20_000), cut=9000))
    assert names(tmp_path) == []


def test_systems_that_cannot_forget_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fadvise")
    filled(tmp_path / "b.zip")


def test_long_indexes_are_packed_and_whole(tmp_path: Path) -> None:
    lines = backupwriter._Lines()
    wanted = [hashlib.sha256(b"%d" % number).hexdigest().encode() for number in range(20_000)]
    for one in wanted:
        lines.add(one, 1)
    assert sum(map(len, lines._packed)) < 20_000 * 45
    assert b"".join(lines.chunks()).split() == wanted
    assert (lines.messages, lines.octets) == (20_000, 20_000)


@pytest.mark.parametrize("created_ms", [0, -(10**12), 253_402_300_799_000])
def test_clocks_that_are_wrong_do_not_stop_it(tmp_path: Path, created_ms: int) -> None:
    with new_backup(tmp_path / "b.zip", created_ms=created_ms) as backup:
        backup.begin_folder(("A",))
        backup.add(message())
    assert names(tmp_path) == ["b.zip"]
