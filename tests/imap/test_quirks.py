import pytest

from facteur.imap import IdRow, find_quirks
from facteur.imap.quirks import _TABLE


@pytest.mark.parametrize(
    ("host", "who"),
    [
        ("imap.gmail.com", "Gmail"),
        ("outlook.office365.com", "Exchange"),
        ("IMAP.MAIL.ME.COM.", "iCloud"),
        ("imap.mail.yahoo.com", "Yahoo"),
        ("imap.163.com", "Coremail"),
        ("mail.example.org", ""),
        ("notgmail.com", ""),
    ],
)
def test_by_host(host, who):
    assert find_quirks(host=host).who == who


def test_by_greeting_and_id():
    assert (
        find_quirks(host="x.org", greeting="The Microsoft Exchange IMAP4 service is ready.").who
        == "Exchange"
    )
    identity = IdRow(fields=(("name", "Proton Mail Bridge"),))
    assert find_quirks(host="127.0.0.1", identity=identity).who == "Proton Bridge"


def test_every_rule_has_its_evidence():
    assert all(
        rule.quirks.who and rule.quirks.evidence and (rule.hosts or rule.words) for rule in _TABLE
    )
