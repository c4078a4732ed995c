"""SEARCH of the practice server, through IMAPClient."""

import datetime as dt
from collections.abc import Iterator

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from tests.support.practiceserver import RunningServer


@pytest.fixture
def client(server: RunningServer) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", server.listening.imap_port, ssl=False) as made:
        made.login("imap", server.listening.passwords["imap"])
        made.select_folder("INBOX")
        yield made


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        (["SUBJECT", "GARAGE"], 2),
        (["FROM", "paul@"], 2),
        (["TO", "camille@example.org"], 25),
        (["CC", "camille"], 0),
        (["BCC", "camille"], 0),
        (["HEADER", "Message-ID", "practice-"], 25),
        (["HEADER", "X-None", ""], 0),
        (["BODY", "blue pot"], 1),
        (["TEXT", "blue pot"], 1),
        (["TEXT", "Grandma June"], 2),
        (["UNKEYWORD", "later"], 25),
        (["KEYWORD", "later"], 0),
        (["FLAGGED"], 4),
        (["NOT", "SEEN"], 7),
    ],
)
def test_texts_flags_and_keywords(client: IMAPClient, keys: list[str], count: int):
    assert len(client.search(keys)) == count


def test_dates(client: IMAPClient):
    week = dt.date.today() - dt.timedelta(days=7)  # noqa: DTZ011 -- a day on this machine
    since, before = client.search(["SINCE", week]), client.search(["BEFORE", week])
    assert len(since) + len(before) == 25
    assert len(before) == 11
    assert client.search(["ON", week]) == []


def test_a_date_that_is_none_is_refused(client: IMAPClient):
    with pytest.raises(IMAPClientError):
        client.search("SINCE yesterday")
