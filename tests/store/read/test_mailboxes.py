import pytest

from facteur.base.errors import StoreMisuse
from facteur.mail.mailbox import Attributes
from facteur.store.read import mailboxes
from facteur.store.write import mailboxes as write
from facteur.store.write import messages
from tests.store.builders import fill, listed, skeleton, with_account, with_inbox


def test_what_people_look_for_first_stands_first(store):
    account = with_account(store)
    names = [
        listed("zoo"),
        listed("Trash", "trash"),
        listed("Élan"),
        listed("INBOX", "inbox"),
        listed("Sent", "sent"),
        listed("All", "all"),
        listed("apple"),
        listed("Drafts", "drafts"),
    ]
    store.write_now(lambda tx: write.apply_list(tx, account, names, complete=True))
    found = [one.path for one in mailboxes.mailboxes(store.reader, account)]
    assert found == ["INBOX", "Drafts", "Sent", "Trash", "All", "apple", "zoo", "Élan"]
    other = with_account(store)
    store.write_now(lambda tx: write.apply_list(tx, other, [listed("A")], complete=True))
    everything = mailboxes.mailboxes(store.reader)
    assert [one.account for one in everything] == [account] * 8 + [other]


def test_counts_are_the_servers_until_ours_are_whole(store):
    account, inbox = with_inbox(store)
    store.write_now(lambda tx: write.set_status(tx, inbox, messages=100, unseen=7))
    fill(store, inbox, 1, 3)
    found = mailboxes.mailbox(store.reader, inbox)
    assert (found.messages, found.unseen, found.complete) == (100, 7, False)
    store.write_now(lambda tx: write.finish_skeleton(tx, inbox))
    store.write_now(lambda tx: write.finish_headers(tx, inbox))
    found = mailboxes.mailbox(store.reader, inbox)
    assert (found.messages, found.unseen, found.complete) == (3, 3, True)
    assert found.selectable
    assert mailboxes.find_name(store.reader, account, b"INBOX") == inbox
    assert mailboxes.find_name(store.reader, account, b"none") is None


def test_found_by_path_or_by_use(store):
    account = with_account(store)
    names = [listed("INBOX", "inbox"), listed("sent"), listed("Gesendet", "sent"), listed("SENT")]
    store.write_now(lambda tx: write.apply_list(tx, account, names, complete=True))

    def path(text):
        found = mailboxes.find(store.reader, account, text)
        return found.path if found else None

    assert path("inbox") == "INBOX"
    assert path("sent") == "sent"
    assert path("SENT") == "SENT"
    assert path("Sent") == "Gesendet"
    assert path("gesendet") == "Gesendet"
    assert path("") is None
    assert path("nothing") is None


def test_what_is_not_there(store):
    for function in (mailboxes.mailbox, mailboxes.sync_state):
        with pytest.raises(StoreMisuse, match="no-mailbox"):
            function(store.reader, 99)


def test_a_mailbox_the_server_left_out_is_shown_as_such(store):
    account, inbox = with_inbox(store)
    store.write_now(lambda tx: write.apply_list(tx, account, [listed("Sent")], complete=True))
    assert Attributes.NONEXISTENT in mailboxes.mailbox(store.reader, inbox).attributes
    assert not mailboxes.mailbox(store.reader, inbox).selectable


def test_when_anything_was_last_checked(store):
    assert mailboxes.last_checked_ms(store.reader) == 0
    _account, inbox = with_inbox(store)
    store.write_now(lambda tx: write.set_checked(tx, inbox, 1234))
    assert mailboxes.last_checked_ms(store.reader) == 1234


def test_how_many_headers_are_still_to_come(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 8, 10)
    rows = [skeleton(uid) for uid in range(1, 11)]
    store.write_now(lambda tx: messages.insert_skeleton(tx, inbox, rows, 1, 10))
    assert mailboxes.header_counts(store.reader, inbox) == (10, 7)
    with pytest.raises(StoreMisuse, match="no-mailbox"):
        mailboxes.header_counts(store.reader, 99)


def test_the_highest_key_is_known_when_its_mailbox_has_gone(store):
    assert mailboxes.keys(store.reader) == ([], 0)
    account, inbox = with_inbox(store)
    store.write_now(lambda tx: write.apply_list(tx, account, [listed("B")], complete=False))
    known, newest = mailboxes.keys(store.reader)
    assert max(known) == newest > inbox
    store.write_now(lambda tx: write.remove(tx, newest))
    assert mailboxes.keys(store.reader) == ([one for one in known if one != newest], newest)
