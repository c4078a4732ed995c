from facteur.store.changes import Changes
from facteur.store.read import coverage, search
from facteur.store.read import mailboxes as read
from facteur.store.read.coverage import Layer
from facteur.store.write import mailboxes
from tests.store.builders import fill, listed, set_token, with_account, with_inbox


def apply(store, account, names, *, complete=True):
    store.write_now(lambda tx: mailboxes.apply_list(tx, account, names, complete=complete))


def paths(store, account):
    return [one.path for one in read.mailboxes(store.reader, account)]


def test_a_listing_is_taken_over_and_the_same_one_changes_nothing(store):
    account = with_account(store)
    names = [listed("INBOX", "inbox", 5, 2), listed("A/B")]
    apply(store, account, names)
    seen: list[Changes] = []
    store.on_changes = seen.append
    apply(
        store,
        account,
        [listed("inbox", "inbox", 5, 2)._replace(name=b"INBOX", path="INBOX"), names[1]],
    )
    assert seen == []
    apply(store, account, [listed("INBOX", "inbox", 6, 2), names[1]])
    assert not seen[0].structure
    assert len(seen[0].counts) == 1
    apply(store, account, [names[0], listed("A/B", "archive")])
    assert seen[1].structure == {account}


def test_inbox_is_one_however_it_is_spelled(store):
    account = with_account(store)
    apply(store, account, [listed("INBOX"), listed("Inbox"), listed("sent"), listed("Sent")])
    assert sorted(paths(store, account)) == ["INBOX", "Sent", "sent"]
    apply(store, account, [listed("Inbox"), listed("sent"), listed("Sent")])
    assert sorted(paths(store, account)) == ["Inbox", "Sent", "sent"]


def test_what_is_missing_goes_at_the_second_complete_listing(store):
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 3)
    for _ in range(3):
        apply(store, account, [listed("Sent")], complete=False)
    assert len(paths(store, account)) == 2
    apply(store, account, [listed("Sent")])
    assert len(paths(store, account)) == 2
    apply(store, account, [listed("INBOX", "inbox"), listed("Sent")])
    assert read.mailbox(store.reader, inbox).selectable
    apply(store, account, [listed("Sent")])
    assert len(search.search(store.reader, "subject")) == 3
    seen: list[Changes] = []
    store.on_changes = seen.append
    apply(store, account, [listed("Sent")])
    assert paths(store, account) == ["Sent"]
    assert search.search(store.reader, "subject") == []
    assert seen[0].structure == {account}


def test_the_state_of_the_sync(store):
    _account, inbox = with_inbox(store)
    set_token(store, inbox, 5)
    store.write_now(lambda tx: mailboxes.begin_backfill(tx, inbox, 77))
    store.write_now(lambda tx: mailboxes.begin_backfill(tx, inbox, 99))
    store.write_now(lambda tx: mailboxes.set_checked(tx, inbox, 11))
    store.write_now(lambda tx: mailboxes.set_suspect(tx, inbox, 12))
    state = read.sync_state(store.reader, inbox)
    assert (state.pending_modseq, state.checked_ms, state.suspect_ms) == (77, 11, 12)
    assert (state.uidvalidity, state.uidnext, state.highestmodseq) == (5, 9, 1)
    fill(store, inbox, 1, 2)
    store.write_now(lambda tx: mailboxes.finish_skeleton(tx, inbox))
    store.write_now(lambda tx: mailboxes.finish_headers(tx, inbox))
    state = read.sync_state(store.reader, inbox)
    assert (state.skeleton_done, state.headers_done, state.pending_modseq) == (True, True, 0)
    store.write_now(lambda tx: mailboxes.restart_backfill(tx, inbox))
    state = read.sync_state(store.reader, inbox)
    assert (state.skeleton_done, state.headers_done, state.messages) == (False, False, 2)
    assert coverage.intervals(store.reader, inbox, Layer.HEADERS) == []
    store.write_now(lambda tx: mailboxes.remove(tx, inbox))


def test_headers_are_done_once(store):
    account, inbox = with_inbox(store)
    seen: list[Changes] = []
    store.on_changes = seen.append
    for _ in range(2):
        store.write_now(lambda tx: mailboxes.finish_headers(tx, inbox))
    assert [one.structure for one in seen] == [{account}], "the second time nothing changed"
