"""What the window asks of the practice server, and what it is told."""

import pytest

from facteur.link import practice as link
from tests.support.practiceserver import RunningServer


def test_it_tells_first_where_it_listens_and_what_is_there():
    with RunningServer() as server:
        ports = (
            server.listening.imap_port,
            server.listening.pop_port,
            server.listening.submission_port,
        )
        assert len(set(ports)) == 3
        assert all(ports)
        told = [event for event in server.heard if isinstance(event, link.Maildrop)]
        assert {one.user: len(one.messages) for one in told} == {"imap": 25, "pop": 5}
        newest = told[0].messages[-1]
        assert (newest.sender, newest.subject) == ("Grandma June", "Sunday lunch")


def test_passwords_are_new_each_time():
    with RunningServer() as one, RunningServer() as other:
        found = [*one.listening.passwords.values(), *other.listening.passwords.values()]
    assert len(set(found)) == 4
    assert all(len(password) > 20 for password in found)


@pytest.mark.parametrize("user", ["imap", "pop"])
def test_letters_arrive_one_after_the_other_and_then_again(server: RunningServer, user: str):
    subjects: list[str] = []
    for _ in range(4):
        server.send(link.Deliver(user=user))
        subjects.append(server.maildrop(user).messages[-1].subject)
    assert len(set(subjects)) == 3
    assert subjects[3] == subjects[0]


def test_the_telephone_marks_the_newest_unread_or_a_chosen_one(server: RunningServer):
    server.send(link.Deliver(user="imap"))
    newest = server.maildrop("imap").messages[-1]
    assert not newest.seen
    server.send(link.Mark())
    marked = server.maildrop("imap").messages[-1]
    assert (marked.uid, marked.seen, marked.flagged) == (newest.uid, True, True)
    server.send(link.Mark(uid=3))
    third = next(one for one in server.maildrop("imap").messages if one.uid == 3)
    assert (third.seen, third.flagged) == (True, True)


def test_a_stranger_gets_nothing(server: RunningServer):
    server.send(link.Deliver(user="nobody"))
    server.send(link.Deliver(user="pop"))
    assert server.maildrop("pop").user == "pop"
