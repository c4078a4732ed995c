"""The backups that were made, remembered."""

from facteur.store.database import Store
from facteur.store.read import wholes
from facteur.store.write import backups


def test_the_newest_is_remembered(store: Store) -> None:
    assert wholes.last_backup(store.reader) is None
    for day in (1, 2):
        store.write_now(
            lambda tx, day=day: backups.note(
                tx, made_ms=day, path=f"/b/{day}.zip", messages=3, octets=40, left_out=1
            )
        )
    found = wholes.last_backup(store.reader)
    assert found is not None
    assert (found.made_ms, found.path, found.messages, found.left_out) == (2, "/b/2.zip", 3, 1)
