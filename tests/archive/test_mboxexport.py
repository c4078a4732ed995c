from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facteur.archive import mboxexport
from facteur.archive.failures import ArchiveError
from facteur.archive.item import Unreadable
from facteur.archive.mboxexport import Exported, export_mbox
from facteur.archive.mboxrd import read_mbox_file
from facteur.base.errors import ContentDamaged
from tests.archive.samples import LETTER, message, octets


def broken() -> Iterator[bytes]:
    yield b"begin"
    raise ContentDamaged("damaged")


def test_counts_agree_and_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    found = export_mbox(
        path, [message(), replace(message(place="two"), open=broken), message(b"x"), message(b"")]
    )
    assert found == Exported(
        messages=3,
        octets=len(LETTER) + 1,
        left_out=(Unreadable(place="two", code="damaged"),),
    )
    assert [octets(one) for one in read_mbox_file(path)] == [LETTER, b"x", b""]
    assert [one.name for one in tmp_path.iterdir()] == ["a.mbox"]


def test_an_empty_folder_is_an_empty_file(tmp_path: Path) -> None:
    assert export_mbox(tmp_path / "a", []) == Exported(messages=0, octets=0, left_out=())
    assert (tmp_path / "a").read_bytes() == b""


def test_damage_in_the_middle_of_writing_leaves_no_file(tmp_path: Path) -> None:
    sources = [iter([b"first"]), broken()]
    with pytest.raises(ContentDamaged):
        export_mbox(tmp_path / "a", [replace(message(b"first"), open=lambda: sources.pop(0))])
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(ArchiveError, match="exists"):
        export_mbox(tmp_path / "a", [message()])
    assert (tmp_path / "a").read_bytes() == b"mine"


def test_counts_that_do_not_agree_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mboxexport, "_counted", lambda _path: (2, 5))
    with pytest.raises(ArchiveError, match="differs"):
        export_mbox(tmp_path / "a", [message()])
    assert not list(tmp_path.iterdir())
