"""The proof reads the file itself: what is missing, cut, changed or of another length is broken."""

import pytest

from facteur.base.paths import Profile
from facteur.engine.pop.proof import prove
from facteur.store.database import Store
from facteur.store.rows import PopItem
from tests.engine.pop.test_plan import known

RAW = b"Subject: proof\r\n\r\n" + b"text " * 1000


def stored(store: Store, raw: bytes = RAW, key: int = 1) -> PopItem:
    name = store.content_write_now(lambda content: content.put(raw))
    return known(key, sha256=name, size_octets=len(raw))


def test_equal_bytes_are_proven(store: Store, profile: Profile) -> None:
    item = stored(store)
    proof = prove(profile, [item])
    assert (proof.sound, proof.broken) == ([item], [])


def test_the_length_counts_too(store: Store, profile: Profile) -> None:
    item = stored(store)._replace(size_octets=len(RAW) - 1)
    assert prove(profile, [item]).broken == [item]


def test_the_size_alone_proves_nothing(store: Store, profile: Profile) -> None:
    """Other bytes of the same length lie where this message should be."""
    item, other = stored(store), stored(store, RAW[::-1], 2)
    rows = {
        name: row for row, name in store.reader.content.hashes(after=0, limit=9, before_ms=1 << 60)
    }
    query = "UPDATE chunk SET data = (SELECT data FROM chunk WHERE id = ?) WHERE id = ?"
    places = (rows[other.sha256 or b""] << 20, rows[item.sha256 or b""] << 20)
    store.content_write_now(lambda content: content._write.execute(query, places))
    proof = prove(profile, [item, other])
    assert (proof.sound, proof.broken) == ([other], [item])


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM chunk",
        "DELETE FROM blob",
        "UPDATE chunk SET data = substr(data, 1, length(data) - 9)",
        "UPDATE chunk SET data = zeroblob(length(data))",
    ],
)
def test_damage_is_found(store: Store, profile: Profile, damage: str) -> None:
    item = stored(store)
    store.content_write_now(lambda content: content._write.execute(damage))
    assert prove(profile, [item]).broken == [item]


def test_one_broken_copy_does_not_hide_the_others(store: Store, profile: Profile) -> None:
    missing = known(7, sha256=bytes(32))
    items = [stored(store), missing, stored(store, RAW + b"2", 3)]
    proof = prove(profile, items)
    assert proof.broken == [missing]
    assert proof.sound == [items[0], items[2]]
