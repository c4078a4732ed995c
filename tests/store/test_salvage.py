import random

import apsw
import pytest

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.mail.keys import AccountKey
from facteur.store.database import open_writer
from facteur.store.salvage import blobs, mend_first_page, wholes
from tests.store.test_content import whole, zero_pages


def test_garbage_yields_nothing(tmp_path):
    path = tmp_path / "content.sqlite.broken-1"
    path.write_bytes(b"garbage" * 5000)
    assert list(blobs(path)) == []
    assert list(wholes(path)) == []
    assert list(blobs(tmp_path / "none")) == list(wholes(tmp_path / "none")) == []


def test_an_overwritten_header_costs_nothing(profile):
    opened = open_writer(profile)
    names = [opened.content_write_now(lambda c, n=n: c.put(bytes([n]) * 5000)) for n in range(20)]
    opened.close()
    broken = bytearray(profile.content.read_bytes())
    broken[:4096] = random.Random(1).randbytes(4096)
    profile.content.write_bytes(broken)
    opened = open_writer(profile)
    assert opened.recovered == ("content",)
    assert opened.broken_content is not None
    assert opened.broken_content.exists()
    assert opened.salvage_content() == 20
    for number, name in enumerate(names):
        assert opened.reader.content.read(name) == bytes([number]) * 5000
    opened.close()


def test_condemned_content_is_salvaged_without_its_damaged_blob(profile):
    opened = open_writer(profile)
    names = [opened.content_write_now(lambda c, n=n: c.put(bytes([n]) * 500)) for n in range(3)]
    opened._content.execute("UPDATE chunk SET data = zeroblob(9) WHERE id >> 20 = 2")
    opened.condemn_content()
    opened.close()
    opened = open_writer(profile)
    assert opened.recovered == ("content",)
    assert opened.salvage_content() == 2
    assert opened.reader.content.read(names[0])
    with pytest.raises(ContentDamaged):
        opened.reader.content.read(names[1])
    opened.close()
    opened = open_writer(profile)
    assert opened.recovered == ()
    assert opened.salvage_content() == 0
    opened.close()


@pytest.mark.parametrize("harm", ["condemned", "header"])
def test_whole_messages_come_back_with_their_notes(profile, harm):
    opened = open_writer(profile)
    names = [opened.content_write_now(lambda c, n=n: c.put(bytes([n]) * 500)) for n in range(3)]
    noted = [whole(name, uidl=b"U%d" % n) for n, name in enumerate(names)]
    opened.content_write_now(lambda c: c.keep_whole(noted))
    if harm == "condemned":
        opened.condemn_content()
    opened.close()
    if harm == "header":
        profile.content.write_bytes(bytes(4096) + profile.content.read_bytes()[4096:])
    opened = open_writer(profile)
    assert opened.recovered == ("content",)
    assert opened.reader.content.wholes(AccountKey(1), "ann@example.org") == []
    assert opened.salvage_content() == 3
    assert opened.reader.content.wholes(AccountKey(1), "ann@example.org") == noted
    assert opened.collect_orphans(before_ms=1000) == 0, "no row names them"
    assert opened.reader.content.read(names[2]) == bytes([2]) * 500
    opened.close()


def test_notes_are_read_as_far_as_they_make_sense(tmp_path):
    path = tmp_path / "content.sqlite.broken-1"
    broken = apsw.Connection(str(path))
    broken.execute(
        "CREATE TABLE whole (account_key, address, uidl, occurrence, sha256, received_ms, stored_ms)"
    )
    rows = [
        (1, "a@b.c", b"U", 0, bytes(32), 1, 2),
        (1, "a@b.c", b"U", 0, bytes(31), 1, 2),
        (1, "a@b.c", b"U", 0, 5, 1, 2),
        (1, "a@b.c", "U", 0, bytes(32), 1, 2),
        (None, "a@b.c", b"U", 0, bytes(32), 1, 2),
        (1, "a@b.c", b"U", 0, bytes(32), "x", 2),
        (2, "a@b.c", b"U", 0, bytes(32), 1, 2),
    ]
    for row in rows:
        broken.execute("INSERT INTO whole VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert [one.account for one in wholes(path)] == [1, 2]
    broken.execute("UPDATE whole SET address = CAST(x'ff' AS TEXT) WHERE account_key = 2")
    assert [one.account for one in wholes(path)] == [1]
    broken.close()


def test_notes_of_a_page_that_is_gone_are_not_there(profile):
    opened = open_writer(profile)
    opened.content_write_now(lambda c: c.keep_whole([whole(c.put(b"data"))]))
    opened.close()
    zero_pages(profile.content, "whole")
    assert list(wholes(profile.content)) == []
    assert [b"".join(chunks) for chunks in blobs(profile.content)] == [b"data"]


def test_chunks_that_cannot_be_read_cost_themselves_only(profile):
    """The top of the table is gone: how many blobs there were is known from elsewhere."""
    opened = open_writer(profile)
    for n in range(3):
        opened.content_write_now(lambda c, n=n: c.put(bytes([n])))
    opened.condemn_content()
    opened.close()
    zero_pages(profile.content, "chunk")
    for chunks in (found := list(blobs(profile.content))):
        with pytest.raises(ContentDamaged, match="damaged"):
            list(chunks)
    assert len(found) == 3
    opened = open_writer(profile)
    assert opened.salvage_content() == 0
    opened.close()


def test_a_sound_file_without_a_blob_yields_none(profile):
    open_writer(profile).close()
    assert list(blobs(profile.content)) == []


def test_a_stump_is_not_mended(profile, tmp_path):
    open_writer(profile).close()
    stump = tmp_path / "content.sqlite.broken-1"
    stump.write_bytes(b"short")
    mend_first_page(stump, profile.content)
    assert stump.read_bytes() == b"short"
    assert [path.name for path in tmp_path.glob("*.page-1")] == []
    with pytest.raises(StoreUnavailable, match="io"):
        mend_first_page(tmp_path / "none", profile.content)
