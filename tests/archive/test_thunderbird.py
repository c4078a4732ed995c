from pathlib import Path

import pytest

from facteur.archive import plainfile, thunderbird
from facteur.archive.failures import ArchiveError
from facteur.archive.item import Unreadable
from tests.archive.samples import LETTER, octets, tree

MBOX = b"From - Fri Aug 24 11:55:47 2018\n" + LETTER
PROFILE = {
    "prefs.js": b"",
    "Mail/Local Folders/Inbox": MBOX,
    "Mail/Local Folders/Inbox.msf": b"// <!-- <mdb:mork",
    "Mail/Local Folders/Inbox.sbd/Été": MBOX,
    "Mail/Local Folders/Inbox.sbd/Été.msf": b"",
    "Mail/Local Folders/Trash": b"",
    "Mail/Local Folders/Trash.msf": b"",
    "Mail/Local Folders/popstate.dat": b"# POP3 State File",
    "Mail/Local Folders/msgFilterRules.dat": b"",
    "Mail/Local Folders/archive.2024": MBOX,
    "Mail/Local Folders/archive.2024.msf": b"",
    "Mail/pop.example.org/Inbox/cur/1.eml": LETTER,
    "Mail/pop.example.org/Inbox.msf": b"",
    "ImapMail/imap.example.org/INBOX.msf": b"",
    "ImapMail/imap.example.org/INBOX": MBOX,
}


def found(folders: object) -> dict[tuple[str, ...], list[bytes]]:
    return {one.levels: [octets(m) for m in one.open()] for one in folders}  # type: ignore[attr-defined] -- folders


def test_a_profile(tmp_path: Path) -> None:
    assert thunderbird.is_profile(tree(tmp_path, PROFILE))
    assert found(thunderbird.read_profile(tmp_path)) == {
        ("Local Folders", "Inbox"): [LETTER],
        ("Local Folders", "Inbox", "Été"): [LETTER],
        ("Local Folders", "Trash"): [],
        ("Local Folders", "archive.2024"): [LETTER],
        ("pop.example.org", "Inbox"): [LETTER],
        ("imap.example.org", "INBOX"): [LETTER],
    }


def test_a_mail_folder(tmp_path: Path) -> None:
    tree(tmp_path, PROFILE)
    local = tmp_path / "Mail" / "Local Folders"
    assert thunderbird.is_mail_folder(local)
    assert thunderbird.is_mail_folder(tmp_path / "Mail" / "pop.example.org")
    assert not thunderbird.is_mail_folder(tmp_path)
    assert not thunderbird.is_mail_folder(tmp_path / "none")
    assert not thunderbird.is_mail_folder(tree(tmp_path / "other", {"A/cur/": b"", "notes": b"x"}))
    assert set(found(thunderbird.read_tree(local))) == {
        ("Inbox",), ("Inbox", "Été"), ("Trash",), ("archive.2024",),
    }  # fmt: skip


def test_files_named_mbox_and_the_folders_of_apples_mail(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "All mail.mbox": MBOX,
            "Apple.mbox/mbox": MBOX,
            "Apple.mbox/table_of_contents": b"\0",
            "notes": b"no mail",
            ".hidden": MBOX,
            "Other.mbox/nothing": b"",
        },
    )
    assert found(thunderbird.read_tree(tmp_path)) == {("All mail",): [LETTER], ("Apple",): [LETTER]}


def test_a_file_with_an_index_that_is_no_mbox_is_told(tmp_path: Path) -> None:
    tree(tmp_path, {"Odd": b"\0\1\2", "Odd.msf": b""})
    (folder,) = thunderbird.read_tree(tmp_path)
    assert list(folder.open()) == [Unreadable(place="Odd:0", code="not-mbox")]


def test_links_and_pits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, {"A.sbd/Inbox": MBOX, "B.sbd/Inbox": MBOX})
    (tmp_path / "C.sbd").symlink_to(tmp_path)
    deep = tmp_path.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    tree(deep, {"Inbox": MBOX})
    listing = plainfile.listing

    def refuse(folder: Path) -> list[plainfile.Entry]:
        if folder.name == "A.sbd":
            raise ArchiveError("denied")
        return listing(folder)

    monkeypatch.setattr(plainfile, "listing", refuse)
    assert set(found(thunderbird.read_tree(tmp_path))) == {("B", "Inbox")}


def test_the_beginning_of_an_mbox(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {"a": b"\n\nFrom x\n", "b": b"From the hills", "c": b"", "d": b"\xef\xbb\xbfFrom x\n"},
    )
    assert [thunderbird.starts_as_mbox(tmp_path / name) for name in "abcde"] == [
        True,
        False,
        False,
        True,
        False,
    ]
