from array import array

from facteur.link import commands, events
from facteur.ui.filing import sending
from facteur.ui.filing.sending import Sending
from tests.ui.readerstore import FakeClient


def trash(request, keys):
    return commands.MoveMessages(request=request, messages=keys, mailbox=0)


def test_many_messages_go_in_several_commands_one_after_the_other(qapp, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    client, ends = FakeClient(), []
    Sending(client, array("q", [1, 2, 3, 4, 5]), trash, ends.append).begin()
    for number in range(3):
        assert len(client.sent) == number + 1
        client.done(client.sent[-1])
    assert [command.messages for command in client.sent] == [[1, 2], [3, 4], [5]]
    assert ends == [None]


def test_the_first_refusal_ends_it(qapp, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    client, ends = FakeClient(), []
    problem = events.Problem(family="store", code="disk-full")
    Sending(client, array("q", [1, 2, 3]), trash, ends.append).begin()
    client.failed(client.sent[-1], problem)
    assert len(client.sent) == 1
    assert ends == [problem]
