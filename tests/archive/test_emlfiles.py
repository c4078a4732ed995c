import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.archive import emlfiles, plainfile
from facteur.archive.emlfiles import EmlWriter, file_name, make_folder, read_eml, read_eml_tree
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, Unreadable
from facteur.mail.flags import Flags
from tests.archive.samples import LETTER, message, octets, tree


def test_a_tree_of_files(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "b.eml": LETTER,
            "a.EML": b"A: 1\n\n",
            "notes.txt": b"From: x\n",
            "sub/deeper/c.eml": b"C: 3\n\n",
            "empty/": b"",
        },
    )
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.eml").symlink_to("/etc/passwd")
    found = {
        folder.levels: [octets(one) for one in folder.open()] for folder in read_eml_tree(tmp_path)
    }
    assert found == {(): [b"A: 1\n\n", LETTER], ("sub", "deeper"): [b"C: 3\n\n"]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 900, "not-a-message"),
        (b"just words\n", "not-a-message"),
        (b"\xef\xbb\xbfSubject: x\n\n", ""),
        (b"\r\nSubject: x\n\n", ""),
        (b"From - Fri Aug 24 11:55:47 2018\nSubject: x\n\n", ""),
        (b"A:" + b"x" * 10_000_000, ""),
    ],
)
def test_what_is_a_message(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    found = read_eml(path)
    if code:
        assert found == Unreadable(place="a.eml", code=code)
    else:
        assert octets(found) == content
        assert isinstance(found, ArchivedMessage)
        assert found.received_ms is None


def test_files_that_thunderbird_saved_keep_their_flags(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"X-Mozilla-Status: 0005\r\nSubject: x\r\n\r\nStatus: D\r\n")
    found = read_eml(path)
    assert isinstance(found, ArchivedMessage)
    assert found.flags == Flags.SEEN | Flags.FLAGGED


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    assert read_eml(tmp_path / "a.eml") == Unreadable(place="a.eml", code="missing")
    with pytest.raises(ArchiveError, match="missing"):
        list(read_eml_tree(tmp_path / "none"))


def test_folders_below_that_cannot_be_read_and_pits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, {"a/x.eml": LETTER, "b/x.eml": LETTER})
    tmp_path.joinpath("c", *["d"] * 60).mkdir(parents=True)
    tree(tmp_path.joinpath("c", *["d"] * 60), {"x.eml": LETTER})
    listing = plainfile.listing

    def refuse(folder: Path) -> list[plainfile.Entry]:
        if folder.name == "a":
            raise ArchiveError("denied")
        return listing(folder)

    monkeypatch.setattr(plainfile, "listing", refuse)
    assert [folder.levels for folder in read_eml_tree(tmp_path)] == [("b",)]


@pytest.mark.parametrize(
    ("subject", "ms", "name"),
    [
        ("Hello", 1_700_000_000_000, "2023-11-14 Hello.eml"),
        ("", 1_700_000_000_000, "2023-11-14 message.eml"),
        ("a/b\\c: d", None, "a-b-c- d.eml"),
        ("../../etc/passwd", None, "etc-passwd.eml"),
        ("con", None, "_con.eml"),
        ("AUX.txt", None, "_AUX.txt.eml"),
        ("Re: 10:30?*", 0, "1970-01-01 Re- 10-30_.eml"),
        ("x", -5, "x.eml"),
        ("x", 10**18, "x.eml"),
        ("a\u202egnp.exe", None, "agnp.exe.eml"),
    ],
)
def test_names_of_files(subject: str, ms: int | None, name: str) -> None:
    assert file_name(subject, ms) == name


@given(st.text(max_size=300))
def test_every_name_is_one_component(subject: str) -> None:
    name = file_name(subject, 0)
    assert name.endswith(".eml")
    assert len(name.encode()) <= 200
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert Path(name).name == name


def test_equal_names_are_numbered_and_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Hello (2).eml").write_bytes(b"another's")
    writer = EmlWriter(tmp_path)
    names = [
        writer.write(message(b"%d: x\n" % n), subject=s, sent_ms=None).name
        for n, s in enumerate(["Hello", "Hello", "HELLO"])
    ]
    assert names == ["Hello.eml", "Hello (3).eml", "HELLO (4).eml"]
    assert (tmp_path / "Hello (2).eml").read_bytes() == b"another's"
    assert (tmp_path / "HELLO (4).eml").read_bytes() == b"2: x\n"
    again = EmlWriter(tmp_path).write(message(LETTER), subject="Hello", sent_ms=None)
    assert again.name == "Hello (4).eml"
    assert octets(read_eml(again)) == LETTER


def test_a_message_that_is_not_what_it_claims_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="changed"):
        EmlWriter(tmp_path).write(message(size=3), subject="x", sent_ms=None)
    assert list(tmp_path.iterdir()) == []


def test_errors_of_the_disk_and_names_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, one: ArchivedMessage) -> None:
        raise ArchiveError(codes.pop(0))

    monkeypatch.setattr(emlfiles, "_write", fail)
    codes = ["disk-full"]
    with pytest.raises(ArchiveError, match="disk-full"):
        EmlWriter(tmp_path).write(message(), subject="x", sent_ms=None)

    def few(path: Path) -> Iterator[Path]:
        return iter([path, path])

    monkeypatch.setattr(emlfiles, "numbered", few)
    codes = ["exists", "exists"]
    with pytest.raises(ArchiveError, match="exists"):
        EmlWriter(tmp_path).write(message(), subject="x", sent_ms=None)


def test_folders_for_an_export_stay_inside(tmp_path: Path) -> None:
    assert make_folder(tmp_path, ("A", "b/c", "..")) == tmp_path / "A" / "b-c" / "attachment"
    assert make_folder(tmp_path, ("nul",)) == tmp_path / "_nul"
    assert make_folder(tmp_path, ()) == tmp_path
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveError) as caught:
        make_folder(tmp_path, ("file", "below"))
    assert caught.value.code == "missing"
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.ENOTDIR
