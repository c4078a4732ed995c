"""The practice server through poplib."""

import poplib

import pytest

from facteur.link import practice as link
from tests.support.practiceserver import RunningServer


def session(server: RunningServer) -> poplib.POP3:
    made = poplib.POP3("127.0.0.1", server.listening.pop_port, timeout=10)
    made.user("pop")
    made.pass_(server.listening.passwords["pop"])
    return made


def test_a_wrong_password_is_refused(server: RunningServer):
    made = poplib.POP3("127.0.0.1", server.listening.pop_port, timeout=10)
    made.user("pop")
    with pytest.raises(poplib.error_proto):
        made.pass_("wrong")
    with pytest.raises(poplib.error_proto):
        made.stat()
    made.close()


def test_numbers_names_and_sizes_agree(server: RunningServer):
    maildrop = session(server)
    count, octets = maildrop.stat()
    sizes = [int(line.split()[1]) for line in maildrop.list()[1]]
    assert (len(sizes), sum(sizes)) == (count, octets)
    names = {line.split()[1] for line in maildrop.uidl()[1]}
    assert len(names) == count
    raw = b"\r\n".join(maildrop.retr(1)[1]) + b"\r\n"
    assert len(raw) == sizes[0]
    assert "TOP" in maildrop.capa()
    maildrop.quit()


def test_top_gives_the_header_and_some_lines(server: RunningServer):
    maildrop = session(server)
    none, two = maildrop.top(1, 0)[1], maildrop.top(1, 1)[1]
    assert none == two[:-1]
    assert any(line.startswith(b"Subject:") for line in none)
    with pytest.raises(poplib.error_proto):
        maildrop.top(99, 0)
    maildrop.quit()


def test_names_stay_the_same_and_deletion_waits_for_quit():
    with RunningServer() as server:
        maildrop = session(server)
        before = [line.split()[1] for line in maildrop.uidl()[1]]
        maildrop.dele(1)
        with pytest.raises(poplib.error_proto):
            maildrop.retr(1)
        maildrop.close()  # no QUIT: nothing leaves
        maildrop = session(server)
        assert [line.split()[1] for line in maildrop.uidl()[1]] == before
        maildrop.dele(1)
        maildrop.quit()
        left = server.maildrop("pop")
        assert len(left.messages) == len(before) - 1
        maildrop = session(server)
        assert [line.split()[1] for line in maildrop.uidl()[1]] == before[1:]
        maildrop.quit()


def test_rset_takes_deletions_back():
    with RunningServer() as server:
        maildrop = session(server)
        maildrop.dele(1)
        maildrop.rset()
        maildrop.quit()
        server.send(link.Deliver(user="pop"))
        assert len(server.maildrop("pop").messages) == 6


def test_lines_that_begin_with_a_dot_come_whole():
    # The samples have none; IMAP's APPEND lets one in, into the same user's inbox.
    import imaplib

    with RunningServer() as server:
        imap = imaplib.IMAP4("127.0.0.1", server.listening.imap_port)
        imap.login("pop", server.listening.passwords["pop"])
        raw = b"Subject: dots\r\n\r\n.first\r\n..second\r\n.\r\nend\r\n"
        imap.append("INBOX", "", "", raw)  # pyright: ignore[reportArgumentType] -- as imaplib takes it
        imap.logout()
        maildrop = session(server)
        count, _ = maildrop.stat()
        assert b"\r\n".join(maildrop.retr(count)[1]) + b"\r\n" == raw
        maildrop.quit()
