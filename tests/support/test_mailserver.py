"""The throw-away server: what it offers, and that its knobs hold."""

import os
import poplib
import signal
import smtplib
import ssl
import subprocess
import time
from contextlib import closing

import imapclient
import pytest

from tests.support import maildir, mailserver
from tests.support.builders import message
from tests.support.mailserver import Dovecot, Knobs, MailUser, running
from tests.support.secondclient import SecondClient

pytestmark = pytest.mark.server


def test_offers_imap_pop_and_lmtp_on_one_maildir(dovecot: Dovecot, mail_user: MailUser) -> None:
    with smtplib.LMTP(dovecot.host, dovecot.ports.lmtp) as lmtp:
        lmtp.sendmail("claire@example.org", [mail_user.address], message(subject="By LMTP"))
    with SecondClient(mail_user) as client:
        assert b"Subject: By LMTP" in client.raw(1)
    pop = poplib.POP3(dovecot.host, dovecot.ports.pop3)
    pop.user(mail_user.name)
    pop.pass_(mail_user.password)
    assert pop.stat()[0] == 1
    pop.quit()


def test_offers_tls_of_the_private_authority(dovecot: Dovecot, mail_user: MailUser) -> None:
    context = ssl.create_default_context(cafile=str(dovecot.ca_file))
    for port, from_the_start in ((dovecot.ports.imaps, True), (dovecot.ports.imap, False)):
        client = imapclient.IMAPClient("localhost", port, ssl=from_the_start, ssl_context=context)
        if not from_the_start:
            client.starttls(context)
        client.login(mail_user.name, mail_user.password)
        client.logout()


def test_refuses_a_wrong_password(dovecot: Dovecot, mail_user: MailUser) -> None:
    client = imapclient.IMAPClient(dovecot.host, dovecot.ports.imap, ssl=False)
    with pytest.raises(imapclient.exceptions.LoginError):
        client.login(mail_user.name, "wrong")
    client.shutdown()


@pytest.mark.slow
def test_knobs_hide_capabilities_and_require_tls() -> None:
    with running(Knobs(without=frozenset({"QRESYNC"}), compress=True, require_tls=True)) as server:
        client = imapclient.IMAPClient(server.host, server.ports.imap, ssl=False)
        offered = client.capabilities()
        client.logout()
    assert b"QRESYNC" not in offered
    assert {b"CONDSTORE", b"COMPRESS=DEFLATE", b"LOGINDISABLED"} <= set(offered)


@pytest.mark.slow
def test_rawlog_counts_commands_and_restart_keeps_the_mail() -> None:
    with running(Knobs(rawlog=True)) as server:
        user = server.add_user()
        user.fill("Projects/House", 5, profile="tiny")
        with SecondClient(user) as client:
            assert client.uids("Projects/House") == [1, 2, 3, 4, 5]
        assert any(line.startswith("EXAMINE") for line in server.rawlog(user).commands())
        server.kill()
        server.start()
        with SecondClient(user) as client:
            assert client.uids("Projects/House") == [1, 2, 3, 4, 5]


def test_a_reserved_port_is_kept_while_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    port, held = mailserver.reserve("127.0.0.1")
    monkeypatch.setattr(mailserver, "PORTS", range(port, port + 1))
    with closing(held), pytest.raises(RuntimeError):
        mailserver.reserve("127.0.0.1")
    again, held = mailserver.reserve("127.0.0.1")
    held.close()
    assert again == port


def test_when_a_server_was_killed_nothing_of_it_lives() -> None:
    with Dovecot() as server:
        process = server._process
        assert process is not None
        assert mailserver._lives(process.pid)
        server.kill()
        assert not mailserver._lives(process.pid)


def test_a_process_group_lives_as_long_as_its_last_process() -> None:
    command = ["sh", "-c", "sleep 60 & echo"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        parent.wait(10)
        assert mailserver._lives(parent.pid)
        os.killpg(parent.pid, signal.SIGKILL)
        while mailserver._lives(parent.pid):
            time.sleep(0.01)


def test_filling_is_the_same_for_the_same_seed() -> None:
    def first_messages(seed: int) -> list[maildir.Message]:
        return list(map(maildir.messages(50, seed, maildir.Profile.RICH), range(50)))

    assert first_messages(7) == first_messages(7) != first_messages(8)


def test_filled_messages_arrive_in_order_with_their_dates(mail_user: MailUser) -> None:
    mail_user.fill("INBOX", 30)
    maildir.put(mail_user.maildir, "INBOX", message(subject="Newest"))
    with SecondClient(mail_user) as client:
        assert client.uids() == list(range(1, 32))
        dates = client.imap.fetch(client.uids(), ["INTERNALDATE", "RFC822.SIZE"])
        assert b"Subject: Newest" in client.raw(31)
        assert dates[5][b"RFC822.SIZE"] == len(client.raw(5))
    received = [dates[uid][b"INTERNALDATE"] for uid in sorted(dates)]
    assert received == sorted(received)
