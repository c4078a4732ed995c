import mailbox
import os
from pathlib import Path

import pytest

from facteur.archive import plainfile
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, Unreadable
from facteur.archive.maildir import is_maildir, read_maildir, read_messages
from facteur.mail.flags import Flags
from tests.archive.samples import LETTER, octets, tree


def one(folder: Path) -> ArchivedMessage:
    (found,) = read_messages(folder)
    assert isinstance(found, ArchivedMessage)
    return found


@pytest.mark.parametrize(
    ("name", "flags", "keywords"),
    [
        ("1700000000.M1P2.host:2,FRS", 7, ()),
        ("1700000000.M1P2.host!2,S", 1, ()),
        ("1700000000.M1P2.host;2,DT", 24, ()),
        ("1700000000.M1P2.host,S=12,W=13:2,PSab", 1, ("$Forwarded", "$Junk")),
        ("1700000000.M1P2.host:2,", 0, ()),
        ("1700000000.M1P2.host:1,S", 0, ()),
        ("1700000000.M1P2.host", 0, ()),
        ("2,S", 0, ()),
    ],
)
def test_flags_of_the_name(
    tmp_path: Path, name: str, flags: int, keywords: tuple[str, ...]
) -> None:
    tree(tmp_path, {f"cur/{name}": LETTER, "dovecot-keywords": b"0 $Junk\n99 x\nrubbish\n"})
    found = one(tmp_path)
    assert (found.flags, found.keywords) == (flags, keywords)
    assert octets(found) == LETTER


def test_messages_in_new_are_there_too_and_what_is_no_message_is_not(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "cur/1.a:2,S": b"A: 1\n",
            "cur/.hidden": b"x",
            "cur/folder/": b"",
            "new/2.b": b"B: 2\n",
            "tmp/3.c": b"half",
            "dovecot.index": b"\0",
        },
    )
    (tmp_path / "cur" / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "new" / "pipe")
    assert [octets(found) for found in read_messages(tmp_path)] == [b"A: 1\n", b"B: 2\n"]


def test_what_cannot_be_read_stands_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, {"cur/1": b"", "cur/2": b"\x1f\x8b\x08zz", "cur/3": b"A: 1\n"})
    assert list(read_messages(tmp_path))[:2] == [
        Unreadable(place="cur/1", code="empty"),
        Unreadable(place="cur/2", code="compressed"),
    ]

    def refuse(path: Path, length: int) -> bytes:
        raise ArchiveError("denied")

    monkeypatch.setattr(plainfile, "head", refuse)
    assert {found.code for found in read_messages(tmp_path) if isinstance(found, Unreadable)} == {
        "denied"
    }


def test_the_earlier_moment_of_name_and_file(tmp_path: Path) -> None:
    tree(tmp_path, {"cur/1700000000.x": LETTER})
    path = tmp_path / "cur" / "1700000000.x"
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert one(tmp_path).received_ms == 1_600_000_000_000
    os.utime(path, (1_800_000_000, 1_800_000_000))
    assert one(tmp_path).received_ms == 1_700_000_000_000
    os.utime(path, (5, 5))
    assert one(tmp_path).received_ms == 1_700_000_000_000
    path.rename(tmp_path / "cur" / "none")
    os.utime(tmp_path / "cur" / "none", (5, 5))
    assert one(tmp_path).received_ms is None


def test_folders_of_every_kind(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "cur/": b"",
            "new/": b"",
            ".Work.2024/cur/": b"",
            ".&AMk-t&AOk-/cur/": b"",
            "Plain/Below/new/": b"",
            ".Kmail.directory/Deep/cur/": b"",
            "no maildir/file": b"x",
            "..a..b/cur/": b"",
        },
    )
    (tmp_path / "Loop").symlink_to(tmp_path)
    (tmp_path / ".Link").symlink_to("/")
    assert {folder.levels for folder in read_maildir(tmp_path)} == {
        (),
        ("Work", "2024"),
        ("Été",),
        ("Plain", "Below"),
        ("Kmail", "Deep"),
        ("a", "b"),
    }


def test_linked_parts_are_no_maildir(tmp_path: Path) -> None:
    tree(tmp_path, {"else/cur/1": LETTER, "box/new/2": b"B: 2\n"})
    (tmp_path / "box" / "cur").symlink_to(tmp_path / "else" / "cur")
    assert [octets(found) for found in read_messages(tmp_path / "box")] == [b"B: 2\n"]
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "cur").symlink_to(tmp_path / "else" / "cur")
    assert not is_maildir(tmp_path / "only")


def test_a_pit_of_folders_has_a_bottom(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a"] * 100, "cur")
    deep.mkdir(parents=True)
    assert list(read_maildir(tmp_path)) == []


def test_a_root_that_cannot_be_read_is_told_and_a_folder_below_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ArchiveError, match="missing"):
        list(read_maildir(tmp_path / "none"))
    tree(tmp_path, {"A/cur/": b"", "B/cur/": b""})
    listing = plainfile.listing

    def refuse(folder: Path) -> list[plainfile.Entry]:
        if folder.name == "A":
            raise ArchiveError("denied")
        return listing(folder)

    monkeypatch.setattr(plainfile, "listing", refuse)
    assert [folder.levels for folder in read_maildir(tmp_path)] == [("A",), ("B",)]


def test_a_message_that_went_meanwhile_is_told(tmp_path: Path) -> None:
    tree(tmp_path, {"cur/1": LETTER})
    found = one(tmp_path)
    (tmp_path / "cur" / "1").rename(tmp_path / "cur" / "1:2,S")
    with pytest.raises(ArchiveError, match="missing"):
        list(found.open())


def test_a_maildir_of_the_standard_library(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    letter = mailbox.MaildirMessage(LETTER)
    letter.set_subdir("cur")
    letter.set_flags("FS")
    box.add(letter)
    box.add_folder("Sub").add(b"B: 2\n\n")
    found = {folder.levels: list(folder.open()) for folder in read_maildir(tmp_path / "box")}
    (first,) = found[()]
    (second,) = found[("Sub",)]
    assert isinstance(first, ArchivedMessage)
    assert first.flags == Flags.FLAGGED | Flags.SEEN
    assert octets(first).replace(b"\r\n", b"\n") == LETTER.replace(b"\r\n", b"\n")
    assert octets(second) == b"B: 2\n\n"
