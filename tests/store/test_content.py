import hashlib
import random

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store import query
from facteur.store.connection import connect_writer
from facteur.store.content import (
    CHUNK_OCTETS,
    ContentStore,
    PartAddress,
    Whole,
    chunks_of,
    pack,
)
from facteur.store.database import open_writer
from facteur.store.reader import open_reader
from tests.store.disks import FailingDisk

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


def test_what_was_packed_elsewhere_is_stored_as_if_put(store):
    whole = random.randbytes(CHUNK_OCTETS * 2 + 1)
    for data in (b"", b"a", whole):
        (packed,) = pack([(hashlib.sha256(data).digest(), data)])
        store.content_write_now(lambda content, p=packed: content.put_packed(p, stored_ms=3))
        assert store.reader.content.read(packed.sha256) == data
        assert store.reader.content.size(packed.sha256) == len(data)
    before = sizes(store)
    store.content_write_now(lambda content: content.put_packed(packed, stored_ms=9))
    store.content_write_now(lambda content: content.put(whole))
    assert sizes(store) == before
    sql = "SELECT stored_ms FROM blob WHERE sha256 = ?"
    assert query.number(store._content, sql, (packed.sha256,)) == 9


def test_bytes_packed_under_a_wrong_name_are_never_handed_out_as_sound(store):
    (packed,) = pack([(hashlib.sha256(b"what came").digest(), b"what was kept")])
    store.content_write_now(lambda content: content.put_packed(packed, stored_ms=3))
    with pytest.raises(ContentDamaged, match="damaged"):
        store.reader.content.read(packed.sha256)


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


def zero_pages(path, *names: str) -> None:
    """Overwrite the root page of each table or index of the file with nothing."""
    raw = connect_writer(path)
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    roots = [query.number(raw, sql, (name,)) for name in names]
    raw.close()
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)


def whole(sha256: bytes, **changed: object) -> Whole:
    values: dict[str, object] = {
        "account": AccountKey(1),
        "address": "ann@example.org",
        "uidl": b"U1\xff",
        "occurrence": 0,
        "sha256": sha256,
        "received_ms": 20,
        "stored_ms": 30,
    }
    return Whole(**(values | changed))  # pyright: ignore[reportArgumentType]


def test_where_neither_index_nor_table_can_be_read_it_is_named_corrupt(profile):
    opened = open_writer(profile)
    name = opened.content_write_now(lambda c: c.put(b"data"))
    opened.close()
    zero_pages(profile.content, "sqlite_autoindex_blob_1", "blob")
    opened = open_writer(profile)
    with pytest.raises(ContentDamaged, match="damaged"):
        opened.reader.content.read(name)
    with pytest.raises(StoreUnavailable, match="corrupt"):
        opened.reader.content.has(name)
    with pytest.raises(StoreUnavailable, match="corrupt"):
        opened.content_write_now(lambda c: c.forget(name))
    opened.close()


def test_a_disk_that_does_not_answer_is_no_damage(profile):
    """Nothing may be forgotten and fetched again for that."""
    disk = FailingDisk()
    opened = open_writer(profile)
    name = opened.content_write_now(lambda c: c.put(random.randbytes(CHUNK_OCTETS * 3)))
    opened.close()
    opened = open_writer(profile, vfs=disk.NAME)
    chunks = opened.reader.content.read_chunks(name)
    next(chunks)
    disk.failing = True
    with pytest.raises(StoreUnavailable, match="io"):
        list(chunks)
    with pytest.raises(StoreUnavailable, match="io"):
        opened.content_write_now(lambda c: c.forget(name))
    disk.failing = False
    assert len(opened.reader.content.read(name)) == CHUNK_OCTETS * 3
    opened.close()
    disk.unregister()


@pytest.mark.parametrize(
    "record", [(4, b"text"), (4, "text"), ("text", "text"), (None, b"text"), (4, None)]
)
def test_a_value_of_another_kind_is_damage(record):
    """STRICT holds for what is written, not for what a damaged page says."""
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE chunk (id INTEGER PRIMARY KEY, size_octets, data)")
    connection.execute("INSERT INTO chunk VALUES (1 << 20, ?, ?)", record)
    with pytest.raises(ContentDamaged, match="damaged"):
        list(chunks_of(connection, 1))


def test_the_length_is_told_without_reading(store):
    name = store.content_write_now(lambda c: c.put(b"x" * (CHUNK_OCTETS + 5)))
    streamed = store.content_write_now(lambda c: c.put_stream([b"ab", b"", b"c"]))
    assert store.reader.content.size(name) == CHUNK_OCTETS + 5
    assert store.reader.content.size(streamed) == 3
    assert store.reader.content.size(bytes(32)) is None


def test_pieces_are_of_one_part_only_and_the_last_word_holds(store):
    others = [
        PartAddress(mailbox=MailboxKey(2), uidvalidity=7, uid=5, section="2"),
        PartAddress(mailbox=MailboxKey(1), uidvalidity=8, uid=5, section="2"),
        PartAddress(mailbox=MailboxKey(1), uidvalidity=7, uid=6, section="2"),
        PartAddress(mailbox=MailboxKey(1), uidvalidity=7, uid=5, section="3"),
    ]
    for number, part in enumerate([PART, *others]):
        store.content_write_now(lambda c, p=part, n=number: c.add_partial(p, 0, bytes([n])))
    store.content_write_now(lambda c: c.add_partial(PART, 0, b"again"))
    store.content_write_now(lambda c: c.drop_partial(others[0]))
    name = store.content_write_now(lambda c: c.finish_partial(PART))
    assert store.reader.content.read(name) == b"again"
    assert [store.reader.content.partial_octets(part) for part in others] == [0, 1, 1, 1]


def test_a_damaged_piece_makes_no_blob(store):
    store.content_write_now(lambda c: c.add_partial(PART, 0, b"first"))
    query.run(store._content, "UPDATE partial SET data = zeroblob(9)")
    with pytest.raises(ContentDamaged, match="damaged"):
        store.content_write_now(lambda c: c.finish_partial(PART))
    assert sizes(store) == (0, 0)
    assert store.reader.content.partial_octets(PART) == 5, "for drop_partial to throw away"


def test_pieces_of_mailboxes_that_have_gone_go_and_old_ones_too(store):
    gone = PartAddress(mailbox=MailboxKey(2), uidvalidity=7, uid=5, section="2")
    coming = PartAddress(mailbox=MailboxKey(4), uidvalidity=7, uid=5, section="2")
    left = PartAddress(mailbox=MailboxKey(1), uidvalidity=7, uid=6, section="2")
    assert not store.reader.content.has_pieces()
    for part in (PART, left, gone, coming):
        store.content_write_now(lambda c, p=part: c.add_partial(p, 0, b"some"))
    assert store.reader.content.has_pieces()

    def tidy(now_ms: int) -> list[int]:
        known, newest = [MailboxKey(1)], MailboxKey(3)
        store.content_write_now(lambda c: c.drop_stale_pieces(known, newest, now_ms, age_ms=100))
        return [store.reader.content.partial_octets(one) for one in (PART, left, gone, coming)]

    assert tidy(1_000) == [4, 4, 0, 4]
    assert tidy(1_100) == [4, 4, 0, 4]
    store.content_write_now(lambda c: c.add_partial(PART, 4, b"more"))
    assert tidy(1_101) == [8, 0, 0, 0]  # of the first a piece came meanwhile
    assert tidy(1_200) == [8, 0, 0, 0]
    assert tidy(1_300) == [0, 0, 0, 0]


def test_an_account_that_is_let_go_takes_its_pieces_along(store):
    other = PartAddress(mailbox=MailboxKey(2), uidvalidity=7, uid=5, section="2")
    for part in (PART, other):
        store.content_write_now(lambda c, p=part: c.add_partial(p, 0, b"some"))
    store.content_write_now(lambda c: c.release_account(AccountKey(1), [MailboxKey(1)]))
    assert [store.reader.content.partial_octets(one) for one in (PART, other)] == [0, 4]


def test_whole_messages_are_noted_by_key_and_address(store):
    names = [bytes([n]) * 32 for n in range(3)]
    noted = [
        whole(names[0], stored_ms=31),
        whole(names[1], uidl=b"", occurrence=-1),
        whole(names[2], address="ann@example.net"),
        whole(names[2], account=AccountKey(2)),
    ]
    store.content_write_now(lambda c: c.keep_whole(noted))
    store.content_write_now(lambda c: c.keep_whole(noted[:1]))
    content = store.reader.content
    assert content.wholes(AccountKey(1), "ann@example.org") == [noted[1], noted[0]]
    assert content.wholes(AccountKey(1), "ann@example.net") == [noted[2]]
    assert content.wholes(AccountKey(3), "ann@example.org") == []


def test_noted_again_it_is_the_same_message_with_the_newer_times(store):
    store.content_write_now(lambda c: c.keep_whole([whole(bytes(32))]))
    store.content_write_now(lambda c: c.keep_whole([whole(bytes(32), stored_ms=99)]))
    store.content_write_now(lambda c: c.keep_whole([]))
    [found] = store.reader.content.wholes(AccountKey(1), "ann@example.org")
    assert found.stored_ms == 99


def test_the_only_copy_is_not_collected_until_every_account_lets_it_go(store):
    names = [store.content_write_now(lambda c, n=n: c.put(bytes([n]))) for n in range(3)]
    ann, bob = AccountKey(1), AccountKey(2)
    noted = [whole(names[0]), whole(names[0], account=bob), whole(names[1])]
    store.content_write_now(lambda c: c.keep_whole(noted))

    def collect() -> int:
        return store.content_write_now(lambda c: c.collect([*names, bytes(32)], before_ms=10))

    assert collect() == 1
    assert [store.reader.content.has(name) for name in names] == [True, True, False]
    assert store.content_write_now(lambda c: c.release_whole(ann, names[0])) == noted[:1]
    assert collect() == 0, "bob has it, too"
    store.content_write_now(lambda c: c.release_account(bob))
    assert collect() == 1
    assert store.reader.content.read(names[1]) == bytes([1])
    assert store.reader.content.wholes(ann, "ann@example.org") == [noted[2]]


def test_what_is_left_of_an_only_copy_is_not_freed(store):
    """Damaged, but perhaps all there is: it stays beside the sound one that comes again."""
    name = store.content_write_now(lambda c: c.put(b"data"))
    store.content_write_now(lambda c: c.keep_whole([whole(name)]))
    store.content_write_now(lambda c: c.forget(name))
    store.content_write_now(lambda c: c.drop_forgotten())
    assert not store.reader.content.has(name)
    assert sizes(store) == (1, 1)
    assert store.content_write_now(lambda c: c.put(b"data")) == name
    assert store.reader.content.read(name) == b"data"
    assert store.content_write_now(lambda c: c.collect([name], before_ms=10)) == 0
    assert sizes(store) == (2, 2)


def test_nothing_is_left_of_a_stream_that_ends_in_an_error(store):
    def broken():
        yield b"half of it"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.content_write_now(lambda c: c.put_stream(broken()))
    assert sizes(store) == (0, 0)
