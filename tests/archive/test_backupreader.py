# ruff: noqa: PT012 -- the block that writes or reads is what raises at its end
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.archive import backup, backupreader
from facteur.archive.backupreader import BackupReader, Verdict
from facteur.archive.backupwriter import new_backup
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, Unreadable
from facteur.mail.flags import Flags
from tests.archive.samples import LETTER, message

SHA256 = hashlib.sha256(LETTER).hexdigest()
CODES = {
    "not-backup", "truncated", "damaged", "newer", "passphrase-needed", "passphrase-wrong",
    "too-costly", "differs", "io",
}  # fmt: skip


def filled(path: Path, count: int = 3, passphrase: str = "") -> Path:
    with new_backup(path, created_ms=0, passphrase=passphrase, work_factor=4) as writer:
        writer.begin_folder(("A",))
        for number in range(count):
            writer.add(message(b"N: %d\r\n\r\n" % number + LETTER))
        writer.begin_folder(("B",))
        writer.add(message())
    return path


def verdict(path: Path, passphrase: str = "", sample: int | None = None, seed: int = 0) -> Verdict:
    with BackupReader(path, passphrase=passphrase) as reader:
        return reader.verify(sample, seed=seed)


def code_of(path: Path, passphrase: str = "") -> str:
    """Open, verify and read everything; only ArchiveError may come."""
    try:
        with BackupReader(path, passphrase=passphrase) as reader:
            found = reader.verify()
            for folder in reader.folders():
                for one in folder.open():
                    if isinstance(one, ArchivedMessage):
                        b"".join(one.open())
    except ArchiveError as error:
        return error.code
    return found.differences[0].code if found.differences else ""


def forged(
    path: Path,
    *,
    manifest: object = None,
    lines: bytes | None = None,
    entries: dict[str, bytes] | None = None,
) -> Path:
    """Make a backup with one folder of one message, changed as given."""
    usual = {
        "format": "facteur-backup",
        "version": 1,
        "created": "x",
        "messages": 1,
        "files": 1,
        "octets": len(LETTER),
        "folders": [
            {
                "index": "folders/0001.jsonl",
                "levels": ["A"],
                "special_use": "",
                "messages": 1,
                "octets": len(LETTER),
            }
        ],
    }
    if isinstance(manifest, dict):
        usual.update(manifest)
    text = manifest if isinstance(manifest, bytes) else json.dumps(usual).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", text)
        archive.writestr("folders/0001.jsonl", lines if lines is not None else line())
        for name, content in (entries or {backup.entry_name(SHA256): LETTER}).items():
            archive.writestr(name, content)
    return path


def line(**changes: object) -> bytes:
    usual: dict[str, object] = {
        "sha256": SHA256,
        "size_octets": len(LETTER),
        "flags": ["\\Seen", "\\Recent", "odd"],
        "keywords": [],
        "received_ms": 5,
    }
    return json.dumps({**usual, **changes}).encode() + b"\n"


def test_a_sound_backup_has_no_differences(tmp_path: Path) -> None:
    found = verdict(filled(tmp_path / "b"))
    assert found == Verdict(folders=2, messages=4, octets=found.octets, reread=4, differences=())
    assert code_of(forged(tmp_path / "forged")) == ""


def test_a_sample_reads_that_many(tmp_path: Path) -> None:
    path = filled(tmp_path / "b", 30)
    assert [verdict(path, sample=n).reread for n in (0, 5, 31, 99)] == [0, 5, 31, 31]
    assert verdict(path, sample=5).messages == 31


def test_a_sample_finds_damage_where_it_looks(tmp_path: Path) -> None:
    """One of two messages is damaged: some seeds read that one, some the other."""
    octets = len(LETTER) + 5
    folder = {
        "index": "folders/0001.jsonl",
        "levels": [],
        "special_use": "",
        "messages": 2,
        "octets": octets,
    }
    path = forged(
        tmp_path / "b",
        manifest={"messages": 2, "files": 2, "folders": [folder]},
        lines=line() + line(sha256="ab" * 32, size_octets=5),
        entries={backup.entry_name(SHA256): LETTER, backup.entry_name("ab" * 32): b"wrong"},
    )
    with BackupReader(path) as reader:
        found = [
            [one.code for one in reader.verify(1, seed=seed).differences] for seed in range(20)
        ]
    assert [] in found
    assert ["damaged"] in found
    assert code_of(path) == "damaged"


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda p: forged(p, entries={"other": b""}), ["missing"]),
        (lambda p: forged(p, lines=line(size_octets=3)), ["length", "count"]),
        (lambda p: forged(p, entries={backup.entry_name(SHA256): LETTER[::-1]}), ["damaged"]),
        (lambda p: forged(p, lines=b""), ["count"]),
        (lambda p: forged(p, lines=line() * 2), ["damaged-index"]),
        (lambda p: forged(p, lines=b"{}\n"), ["damaged-index"]),
        (lambda p: forged(p, lines=b"\xff\n"), ["damaged-index"]),
        (lambda p: forged(p, lines=line(sha256="../../etc/passwd")), ["damaged-index"]),
        (lambda p: forged(p, lines=line(size_octets=-1)), ["damaged-index"]),
        (lambda p: forged(p, lines=b" " * 200_000), ["damaged-index"]),
        (lambda p: forged(p, entries={backup.entry_name(SHA256): LETTER, "messages/../x": b""}), ["extra"]),
        (lambda p: forged(p, manifest={"files": 2}), ["count"]),
        (lambda p: forged(p, manifest={"messages": 2}), ["count"]),
    ],
)  # fmt: skip
def test_differences_are_named(
    tmp_path: Path, make: Callable[[Path], Path], codes: list[str]
) -> None:
    found = [one.code for one in verdict(make(tmp_path / "b")).differences]
    assert found[: len(codes)] == codes or set(codes) <= set(found)


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        ({"format": "else"}, "not-backup"),
        ({"version": 2, "folders": "of tomorrow"}, "newer"),
        ({"folders": "x"}, "damaged"),
        ({"messages": -1}, "damaged"),
        ({"messages": 1 << 60}, "damaged"),
        (b"{", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 100_000, "damaged"),
        ({"folders": [{"index": "../x", "levels": [], "special_use": "", "messages": 0, "octets": 0}]}, "damaged"),
    ],
)  # fmt: skip
def test_manifests_that_lie(tmp_path: Path, manifest: object, code: str) -> None:
    assert code_of(forged(tmp_path / "b", manifest=manifest)) == code


def test_a_manifest_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backupreader, "_LONGEST_MANIFEST", 100)
    assert code_of(forged(tmp_path / "b")) == "damaged"


def test_values_of_an_enemy_are_made_harmless(tmp_path: Path) -> None:
    folder = {
        "index": "folders/0001.jsonl",
        "levels": ["a/b", "..", "x\u202e\n"],
        "special_use": "inbox",
        "messages": 1,
        "octets": len(LETTER),
    }
    path = forged(tmp_path / "b", manifest={"folders": [folder]}, lines=line(received_ms=1 << 62))
    with BackupReader(path) as reader:
        (one,) = reader.folders()
        (found,) = one.open()
    assert one.levels == ("a_b", "..", "x")
    assert isinstance(found, ArchivedMessage)
    assert found.received_ms is None
    assert (found.flags, found.keywords) == (Flags.SEEN, ("odd",))


def test_an_entry_that_unpacks_to_more_than_it_says_is_damaged(tmp_path: Path) -> None:
    """A bomb: 20 MB of zeros that claims to be the letter. No more than its length is unpacked."""
    path = forged(tmp_path / "b", entries={backup.entry_name(SHA256): bytes(20_000_000)})
    octets = bytearray(path.read_bytes())
    real, claimed = (20_000_000).to_bytes(4, "little"), len(LETTER).to_bytes(4, "little")
    assert octets.count(real) == 2
    path.write_bytes(octets.replace(real, claimed))
    with BackupReader(path) as reader:
        (folder,) = reader.folders()
        (found,) = folder.open()
        assert isinstance(found, ArchivedMessage)
        size = 0
        with pytest.raises(ArchiveError, match="damaged"):
            for chunk in found.open():
                size += len(chunk)
    assert size <= len(LETTER)


def test_an_index_that_is_missing_or_packed_strangely(tmp_path: Path) -> None:
    folders = [
        {"index": "folders/0009.jsonl", "levels": [], "special_use": "", "messages": 1, "octets": 0}
    ]
    assert code_of(forged(tmp_path / "b", manifest={"folders": folders})) == "damaged-index"
    octets = bytearray(forged(tmp_path / "c").read_bytes())
    at = octets.index(b"PK\1\2", octets.index(b"PK\1\2") + 4)
    octets[at + 10 : at + 12] = b"\x63\0"  # packed by method 99
    (tmp_path / "c").write_bytes(octets)
    assert code_of(tmp_path / "c") == "damaged-index"


@pytest.mark.slow
@pytest.mark.parametrize("passphrase", ["", "x"])
def test_every_cut_is_named(tmp_path: Path, passphrase: str) -> None:
    whole = filled(tmp_path / "b", 1, passphrase).read_bytes()
    for left in range(0, len(whole), 7):
        (tmp_path / "b").write_bytes(whole[:left])
        code = code_of(tmp_path / "b", passphrase)
        assert code in {"truncated", "not-backup"}, left
        assert left < 25 or code == "truncated"


@pytest.mark.slow
@pytest.mark.parametrize("passphrase", ["", "x"])
def test_every_changed_octet_is_named_or_without_meaning(tmp_path: Path, passphrase: str) -> None:
    """ZIP has octets that nobody reads: README, moments, attributes. No message may change."""
    path = filled(tmp_path / "b", 1, passphrase)
    whole = path.read_bytes()
    chance = random.Random(1)
    unnoticed = 0
    for at in range(0, len(whole), 3):
        octets = bytearray(whole)
        octets[at] ^= 1 << chance.randrange(8)
        path.write_bytes(octets)
        code = code_of(path, passphrase)
        known = CODES | {"missing", "length", "damaged-index", "count", "extra", ""}
        assert code in known, (at, code)
        unnoticed += not code
    assert unnoticed == 0 if passphrase else unnoticed < len(whole) / 3


@pytest.mark.slow
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200), st.integers(min_value=0, max_value=800))
def test_rubbish_in_any_place_raises_nothing_else(
    tmp_path: Path, rubbish: bytes, place: int
) -> None:
    path = tmp_path / "forged"
    octets = forged(path).read_bytes() if not path.exists() or place else rubbish
    path.write_bytes(octets[:place] + rubbish + octets[place + len(rubbish) :])
    code_of(path)
    path.unlink()


def test_passphrases(tmp_path: Path) -> None:
    path = filled(tmp_path / "b", passphrase="open")
    assert code_of(path, "open") == ""
    assert code_of(path, "shut") == "passphrase-wrong"
    assert code_of(path) == "passphrase-needed"
    assert code_of(filled(tmp_path / "c"), "needless") == ""


def test_what_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="missing"):
        BackupReader(tmp_path / "none").__enter__()
    (tmp_path / "a").write_bytes(b"")
    assert code_of(tmp_path / "a") == "not-backup"
    with zipfile.ZipFile(tmp_path / "zip", "w") as archive:
        archive.writestr("a", b"x")
    assert code_of(tmp_path / "zip") == "not-backup"


def test_a_disk_that_fails_while_reading_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "b")

    def fail(self: zipfile.ZipFile, name: object, mode: str = "r") -> io.BytesIO:
        raise OSError(5, "bad sector")

    with BackupReader(path) as reader:
        monkeypatch.setattr(zipfile.ZipFile, "open", fail)
        with pytest.raises(ArchiveError, match="io"):
            reader.verify()


def test_differences_are_not_kept_without_end(tmp_path: Path) -> None:
    check = backupreader._Check()
    for number in range(3000):
        check.take(Unreadable(place=f"{number}", code="missing"), read=True)
    assert len(check.differences) == 1000
    assert check.messages == 3000
