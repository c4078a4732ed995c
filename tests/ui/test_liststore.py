from facteur.store.read import messages
from tests.ui.liststore import fill, header, now_ms


def test_store_tells_what_a_write_changed(tmp_path):
    from tests.ui.liststore import ListStore

    store = ListStore(tmp_path / "profile")
    fill(store, 3)
    event = store.headers(header(9, now_ms()))
    assert len(event.added) == 1
    assert messages.row(store.reader, event.added[0]).uid == 9
    assert store.remove(9).removed == event.added
    store.close()
