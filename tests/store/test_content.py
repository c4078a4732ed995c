import hashlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.mail.keys import MailboxKey
from facteur.store import query
from facteur.store.connection import connect_writer
from facteur.store.content import CHUNK_OCTETS, ContentStore, PartAddress
from facteur.store.database import open_writer
from facteur.store.reader import open_reader

PART = PartAddress(mailbox=MailboxKey(1), uidvalidity=7, uid=5, section="2")


def sizes(store):
    return query.rows(
        store._content, tuple[int, int], "SELECT count(*), (SELECT count(*) FROM chunk) FROM blob"
    )[0]


def test_put_and_read(store):
    for data in (b"", b"a", b"x" * CHUNK_OCTETS, random.randbytes(CHUNK_OCTETS * 2 + 1)):
        name = store.content_write_now(lambda content, d=data: content.put(d, stored_ms=3))
        assert name == hashlib.sha256(data).digest()
        assert store.reader.content.read(name) == data
        assert store.reader.content.has(name)
    before = sizes(store)
    store.content_write_now(lambda content: content.put(b"a"))
    store.content_write_now(lambda content: content.put_stream([b"", b"a"]))
    assert sizes(store) == before
    assert max(map(len, store.reader.content.read_chunks(name))) == CHUNK_OCTETS


def test_what_is_not_there_is_named(store):
    with pytest.raises(ContentDamaged, match="missing"):
        store.reader.content.read(bytes(32))
    assert not store.reader.content.has(bytes(32))


def test_pieces_become_a_blob(store):
    data = random.randbytes(300_000)
    content = store.reader.content
    for at in (0, 100_000):
        store.content_write_now(lambda c, a=at: c.add_partial(PART, a, data[a : a + 100_000]))
    assert content.partial_octets(PART) == 200_000
    store.content_write_now(lambda c: c.add_partial(PART, 200_000, data[200_000:]))
    name = store.content_write_now(lambda c: c.finish_partial(PART, stored_ms=1))
    assert content.read(name) == data
    assert content.partial_octets(PART) == 0


def test_a_missing_piece_is_a_gap(store):
    store.content_write_now(lambda c: c.add_partial(PART, 10, b"late"))
    assert store.reader.content.partial_octets(PART) == 0
    with pytest.raises(ContentDamaged, match="gap"):
        store.content_write_now(lambda c: c.finish_partial(PART))
    store.content_write_now(lambda c: c.drop_partial(PART))
    empty = store.content_write_now(lambda c: c.finish_partial(PART))
    assert store.reader.content.read(empty) == b""


def test_forget_and_store_again(store):
    name = store.content_write_now(lambda c: c.put(b"data"))
    store.content_write_now(lambda c: c.forget(name))
    store.content_write_now(lambda c: c.forget(name))
    assert not store.reader.content.has(name)
    assert sizes(store) == (1, 1), "its pages may be claimed by others, too"
    store.content_write_now(lambda c: c.drop_forgotten())
    assert sizes(store) == (0, 0)
    assert store.content_write_now(lambda c: c.put(b"data")) == name
    assert store.reader.content.read(name) == b"data"


def test_old_blobs_are_listed_page_by_page(store):
    names = [
        store.content_write_now(lambda c, n=n: c.put(bytes([n]), stored_ms=n)) for n in range(5)
    ]
    page = store.reader.content.hashes(after=0, limit=2, before_ms=4)
    rest = store.reader.content.hashes(after=page[-1][0], limit=9, before_ms=4)
    assert [name for _row, name in page + rest] == names[:4]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE chunk SET data = substr(data, 1, length(data) - 3)",
        "UPDATE chunk SET data = zeroblob(50)",
        "UPDATE chunk SET size_octets = 1000000000000",
        "UPDATE chunk SET size_octets = 3",
        "DELETE FROM chunk",
        "UPDATE blob SET sha256 = randomblob(32)",
    ],
)
def test_nothing_wrong_is_ever_handed_out(store, harm):
    name = store.content_write_now(lambda c: c.put(b"data" * 1000))
    query.run(store._content, harm)
    with pytest.raises(ContentDamaged):
        store.reader.content.read(name)
    store.content_write_now(lambda c: c.forget(name))
    store.content_write_now(lambda c: c.put(b"data" * 1000))
    assert store.reader.content.read(name) == b"data" * 1000


@pytest.mark.slow
def test_flipped_bits_hide_no_other_blob(profile):
    """Two hundred files with one byte changed: a page's blobs are lost at most, or all are salvaged."""
    chance = random.Random(5)
    blobs: dict[bytes, bytes] = {}

    def put(content: ContentStore) -> None:
        for _ in range(60):
            data = chance.randbytes(chance.choice((10, 200, 3000, 20_000, 100_000)))
            blobs[content.put(data)] = data

    opened = open_writer(profile)
    opened.content_write_now(put)
    opened.close()
    sound = profile.content.read_bytes()
    for trial in range(200):
        page = chance.randrange(len(sound) // 4096)
        # Half of them where they hurt most: in the head of a page or on the first pages.
        place = (
            chance.randrange(len(sound)),
            page * 4096 + chance.randrange(40),
            chance.randrange(6 * 4096),
        )[trial % 3]
        broken = bytearray(sound)
        broken[place] ^= chance.randrange(1, 256)
        for file in profile.home.glob("content.sqlite*"):
            file.unlink()
        profile.content.write_bytes(broken)
        # Small blobs that share a damaged page go together.
        assert _lost(profile, blobs) <= 5 or _salvaged(profile, blobs), place


def _lost(profile, blobs) -> int:
    reader, lost = open_reader(profile), 0
    for name, data in blobs.items():
        try:
            assert reader.content.read(name) == data
        except ContentDamaged:
            lost += 1
        except StoreUnavailable:  # not even opened: for the salvage
            return len(blobs)
    reader.close()
    return lost


def _salvaged(profile, blobs) -> bool:
    opened = open_writer(profile)
    if not opened.recovered:  # it opens; the check that the engine makes then finds it
        assert opened.quick_check(mail=False)
        opened.condemn_content()
        opened.close()
        opened = open_writer(profile)
    assert opened.recovered == ("content",)
    assert opened.salvage_content() == len(blobs)
    opened.close()
    return _lost(profile, blobs) == 0


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.binary(max_size=50), max_size=8))
def test_a_stream_is_what_its_chunks_make(store, chunks):
    name = store.content_write_now(lambda c: c.put_stream(chunks))
    assert name == hashlib.sha256(b"".join(chunks)).digest()
    assert store.reader.content.read(name) == b"".join(chunks)


def test_a_reader_survives_a_damaged_index(profile):
    opened = open_writer(profile)
    name = opened.content_write_now(lambda c: c.put(b"data"))
    opened.close()
    raw = connect_writer(profile.content)
    root = query.number(
        raw, "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_blob_1'"
    )
    raw.close()
    page = bytearray(profile.content.read_bytes())
    page[(root - 1) * 4096 : root * 4096] = bytes(4096)
    profile.content.write_bytes(page)
    reader = open_reader(profile)
    assert reader.content.read(name) == b"data"
    reader.close()
