from array import array

from PySide6.QtCore import QObject

from facteur.link.events import Problem
from facteur.mail.flags import Flags
from facteur.ui.messages import marking
from facteur.ui.messages.marking import Marker, turned
from tests.ui.messages.test_model import row
from tests.ui.readerstore import FakeClient


def test_a_mark_is_set_unless_all_have_it():
    starred, plain = row(1, flags=Flags.FLAGGED), row(2)
    assert turned([starred, plain], Flags.FLAGGED)
    assert not turned([starred], Flags.FLAGGED)


def test_many_messages_go_in_commands_of_bounded_size(qtbot, monkeypatch):
    monkeypatch.setattr(marking, "AT_ONCE", 10)
    client, parent = FakeClient(), QObject()
    marker = Marker(client, parent)
    marker.mark(array("q", range(25)), Flags.DELETED, on=True)
    assert len(client.sent) == 1
    qtbot.waitUntil(lambda: len(client.sent) == 3)
    assert [len(command.messages) for command in client.sent] == [10, 10, 5]
    assert {(command.add, command.remove) for command in client.sent} == {(8, 0)}


def test_what_the_store_has_marked_is_told_and_a_refusal_is_not(qapp):
    client, parent = FakeClient(), QObject()
    marker, told = Marker(client, parent), []
    marker.marked.connect(lambda keys: told.append(list(keys)))
    marker.mark(array("q", [3, 5]), Flags.FLAGGED, on=True)
    marker.mark(array("q", [7]), Flags.FLAGGED, on=True)
    client.done(client.sent[0])
    client.failed(client.sent[1], Problem(family="store", code="full"))
    assert told == [[3, 5]]


def test_no_message_sends_nothing(qapp):
    client, parent = FakeClient(), QObject()
    Marker(client, parent).mark(array("q"), Flags.SEEN, on=False)
    assert client.sent == []
