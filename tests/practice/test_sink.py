"""Messages handed in to the practice server are accepted and go nowhere."""

import smtplib

import pytest

from facteur.link import practice as link
from tests.support.practiceserver import RunningServer


def test_a_message_is_accepted_and_counted(server: RunningServer):
    with smtplib.SMTP("127.0.0.1", server.listening.submission_port, timeout=10) as line:
        line.login("imap", server.listening.passwords["imap"])
        refused = line.sendmail(
            "camille@example.org", ["ann@example.com", "bob@example.com"], "Subject: x\r\n\r\nHello"
        )
    assert refused == {}
    told = server.until(lambda event: isinstance(event, link.Sent))
    assert isinstance(told, link.Sent)
    assert told.messages > 0


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_sends_nothing(server: RunningServer, password: str):
    with smtplib.SMTP("127.0.0.1", server.listening.submission_port, timeout=10) as line:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            line.login("imap", password)
        with pytest.raises(smtplib.SMTPSenderRefused):
            line.sendmail("camille@example.org", ["ann@example.com"], "Subject: x\r\n\r\nHello")
