"""Messages handed in to the practice server are accepted and go nowhere."""

import smtplib

from facteur.link import practice as link
from tests.support.practiceserver import RunningServer


def test_a_message_is_accepted_and_counted(server: RunningServer):
    with smtplib.SMTP("127.0.0.1", server.listening.submission_port, timeout=10) as line:
        refused = line.sendmail(
            "camille@example.org", ["ann@example.com", "bob@example.com"], "Subject: x\r\n\r\nHello"
        )
    assert refused == {}
    told = server.until(lambda event: isinstance(event, link.Sent))
    assert isinstance(told, link.Sent)
    assert told.messages > 0
