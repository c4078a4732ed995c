"""Mail in memory."""

from facteur.practice.maildrops import Folder, Maildrop


def test_a_folder_numbers_its_messages_and_never_gives_a_number_twice():
    folder = Folder("INBOX", "", 5)
    first, second = folder.add(b"a", 1), folder.add(b"b", 2)
    folder.remove({second.uid})
    third = folder.add(b"c", 3)
    assert [first.uid, second.uid, third.uid] == [1, 2, 3]
    assert folder.find(2) is None
    assert folder.find(3) is third


def test_listeners_hear_what_changed_and_nothing_else():
    folder = Folder("INBOX", "", 5)
    heard: list[int] = []
    folder.listeners.append(lambda: heard.append(len(folder.messages)))
    kept = folder.add(b"a", 1)
    folder.set_flags(kept, {"\\Seen"})
    folder.set_flags(kept, {"\\Seen"})
    folder.remove({99})
    folder.remove({1})
    assert heard == [1, 1, 0]


def test_a_maildrop_has_an_inbox_in_any_letters():
    maildrop = Maildrop("imap", "secret", 5)
    assert maildrop.folder("inbox") is maildrop.inbox
    assert maildrop.folder("Sent") is None
    sent = maildrop.make("Sent", "\\Sent")
    assert maildrop.make("Sent") is sent
    assert sent.use == "\\Sent"
