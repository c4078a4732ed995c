from facteur.mail.flags import Flags
from facteur.store.changes import Changes
from facteur.store.read import messages
from facteur.store.read.mailboxes import sync_state
from facteur.store.write import flags
from tests.store.builders import fill, key_of, with_inbox


def test_only_what_differs_is_changed_and_told(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 4)
    seen: list[Changes] = []
    store.on_changes = seen.append
    rows = [(1, 0, ()), (2, Flags.SEEN, ()), (3, 0, ("b", "a")), (99, 1, ("x",))]
    store.write_now(lambda tx: flags.apply(tx, inbox, rows))
    two, three = key_of(store.reader, inbox, 2), key_of(store.reader, inbox, 3)
    assert seen[0].messages[inbox].changed == {two, three}
    assert messages.keywords(store.reader, three) == ("a", "b")
    assert sync_state(store.reader, inbox).messages == 4
    store.write_now(lambda tx: flags.apply(tx, inbox, rows))
    store.write_now(lambda tx: flags.apply(tx, inbox, []))
    assert len(seen) == 1
    store.write_now(lambda tx: flags.apply(tx, inbox, [(3, 0, ("c", "a")), (2, 0, ())]))
    assert messages.keywords(store.reader, three) == ("a", "c")


def test_a_whole_mailbox_at_once(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 3000)
    rows = [(uid, Flags.SEEN, ()) for uid in range(1, 3001)]
    seen: list[Changes] = []
    store.on_changes = seen.append
    store.write_now(lambda tx: flags.apply(tx, inbox, rows))
    assert seen[0].messages[inbox].many
