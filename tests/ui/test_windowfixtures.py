from facteur.link import commands
from tests.ui.windowfixtures import ListeningClient, account, mailbox


def test_a_listening_client_keeps_what_it_is_sent(qapp):
    client = ListeningClient()
    request = client.send(lambda number: commands.SetOnline(request=number, online=True))
    assert client.sent == [commands.SetOnline(request=request, online=True)]


def test_builders_give_what_is_asked_for():
    assert account(3, "a@b").settings.address == "a@b"
    assert mailbox(4, "a/b").levels == ("a", "b")
