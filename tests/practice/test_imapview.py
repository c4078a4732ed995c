"""One folder as one connection sees it."""

import io

import pytest
from twisted.mail import imap4

from facteur.practice.imapview import AccountView, FetchedMessage, FolderView
from facteur.practice.maildrops import Folder, Maildrop


def folder(count: int = 3) -> Folder:
    made = Folder("INBOX", "", 5)
    for number in range(count):
        made.add(b"Subject: %d\r\n\r\nText\r\n" % number, 1_000_000_000_000 + number)
    return made


def uids(view: FolderView, meant: bytes, *, uid: bool) -> list[tuple[int, int]]:
    found = view.fetch(imap4.parseIdList(meant), uid)
    return [(number, message.getUID()) for number, message in found]


def store(view: FolderView, meant: bytes, flags: list[str], mode: int, *, uid: bool) -> object:
    return view.store(imap4.parseIdList(meant), flags, mode, uid)


def test_numbers_and_uids_name_the_same_messages():
    inbox = folder()
    inbox.remove({1})
    view = FolderView(inbox)
    assert uids(view, b"1:*", uid=False) == [(1, 2), (2, 3)]
    assert uids(view, b"3:*", uid=True) == [(2, 3)]
    assert uids(view, b"99:*", uid=True) == [(2, 3)]  # * is the last one (RFC 9051 §6.4.8)
    assert uids(FolderView(folder(0)), b"1:*", uid=True) == []


def test_nothing_changes_its_number_before_that_is_told():
    inbox = folder()
    view = FolderView(inbox)
    inbox.remove({1})
    inbox.add(b"Subject: new\r\n\r\n", 1)
    assert view.getMessageCount() == 3
    assert uids(view, b"2:3", uid=False) == [(2, 2), (3, 3)]
    assert list(view.news()) == [b"1 EXPUNGE", b"3 EXISTS"]
    assert uids(view, b"1:3", uid=False) == [(1, 2), (2, 3), (3, 4)]
    assert list(view.news()) == []


def test_flags_of_others_are_told_once_and_ones_own_not():
    inbox = folder()
    mine, other = FolderView(inbox), FolderView(inbox)
    other.store(imap4.parseIdList(b"2"), ["\\seen", "later"], 1, uid=True)
    assert list(other.news()) == []
    assert list(mine.news()) == [b"2 FETCH (UID 2 FLAGS (\\Seen later))"]
    assert list(mine.news()) == []


def test_flags_are_added_removed_and_replaced():
    inbox = folder(1)
    view = FolderView(inbox)
    one = b"1"
    assert store(view, one, ["\\Seen"], 1, uid=False) == {1: ["\\Seen"]}
    assert store(view, one, ["\\Flagged"], 0, uid=False) == {1: ["\\Flagged"]}
    assert store(view, one, ["\\FLAGGED"], -1, uid=False) == {1: []}


def test_expunge_removes_the_marked_from_the_highest_number_down():
    inbox = folder()
    view = FolderView(inbox)
    view.store(imap4.parseIdList(b"1,3"), ["\\Deleted"], 1, uid=False)
    assert view.expunge() == [3, 1]
    assert [kept.uid for kept in inbox.messages] == [2]
    assert list(view.news()) == []


def test_a_message_is_taken_in_with_date_and_flags():
    inbox = folder(0)
    view = FolderView(inbox)
    view.addMessage(io.BytesIO(b"x"), ("\\Draft",), b"24-Nov-2026 10:00:00 +0000")
    view.addMessage(io.BytesIO(b"y"))
    view.copy(FetchedMessage(inbox.messages[0]))
    dated, undated, copied = inbox.messages
    assert (copied.raw, copied.received_ms) == (b"x", dated.received_ms)
    assert "24 Nov 2026" in FetchedMessage(dated).getInternalDate()
    assert dated.flags == copied.flags == {"\\Draft"}
    assert undated.received_ms > dated.received_ms or undated.flags == set()


def test_folders_of_a_user():
    maildrop = Maildrop("imap", "", 5)
    view = AccountView(maildrop)
    view.create("House/Garden")
    with pytest.raises(imap4.MailboxException):
        view.create("INBOX")
    assert [name for name, _ in view.listMailboxes("", "*")] == ["INBOX", "House/Garden"]
    assert [name for name, _ in view.listMailboxes("", "%")] == ["INBOX"]
    view.rename("House/Garden", "Shed")
    assert view.select("Shed") is not None
    view.delete("Shed")
    assert view.select("Shed") is None
    with pytest.raises(imap4.MailboxException):
        view.delete("Shed")
