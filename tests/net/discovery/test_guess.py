"""The usual names: which answers count."""

import asyncio

import pytest

from facteur.base.errors import NetworkError
from facteur.mail.account import Security
from facteur.net.discovery.findings import Answer, Kind, Source
from facteur.net.discovery.guess import guess
from tests.net.discovery.fakes import FakeLookup, FakeNetwork, FakeStream

IMAP, POP, SEND = b"* OK hello\r\n", b"+OK hello\r\n", b"220 mail ESMTP\r\n"


def of(lookup: FakeLookup, network: FakeNetwork, notes: list[Answer] | None = None) -> Answer:
    heard: list[Answer] = [] if notes is None else notes
    return asyncio.run(guess("example.test", "claire@example.test", lookup, network, heard.append))


def there(*labels: str) -> FakeLookup:
    lookup = FakeLookup()
    lookup.host = {f"{label}.example.test" for label in labels}
    return lookup


def told(found: Answer) -> list[tuple[Kind, str, int]]:
    return [(one.kind, one.server.host, one.server.port) for one in found.servers]


def test_all_of_them() -> None:
    network = FakeNetwork(
        {
            "mail.example.test:993": FakeStream(b"* PREAUTH hi\r\n"),
            "imap.example.test:993": FakeStream(b"* ", b"OK hello", b"\r\n"),
            "pop.example.test:995": FakeStream(POP),
            "smtp.example.test:465": FakeStream(b"220-one\r\n", b"220 two\r\n"),
        }
    )
    notes: list[Answer] = []
    found = of(there("mail", "imap", "pop", "smtp"), network, notes)
    assert told(found) == [
        (Kind.IMAP, "imap.example.test", 993),
        (Kind.IMAP, "mail.example.test", 993),
        (Kind.POP, "pop.example.test", 995),
        (Kind.SUBMISSION, "smtp.example.test", 465),
    ]
    assert {one.server.security for one in found.servers} == {Security.TLS}
    assert {one.source for one in found.servers} == {Source.GUESS}
    assert not any(one.foreign for one in found.servers)
    assert len(notes) == 4
    assert notes[-1] == found


def test_nothing_is_said_and_the_line_is_closed() -> None:
    streams = {"imap.example.test:993": FakeStream(IMAP), "mail.example.test:465": FakeStream(b"")}
    of(there("imap", "mail"), FakeNetwork(streams))
    assert [(one.written, one.closed) for one in streams.values()] == [(b"", True)] * 2


def test_names_that_do_not_exist_are_not_reached_for() -> None:
    network = FakeNetwork()
    assert of(there("imap"), network) == Answer(source=Source.GUESS)
    assert network.asked == ["imap.example.test:993"]


@pytest.mark.parametrize(
    "greeting",
    [POP, SEND, b"HTTP/1.1 400 Bad\r\n", b"* BYE go\r\n", b"", b"* O", b"x" * 5000, b"220\r\n"],
)
def test_other_greetings_do_not_count(greeting: bytes) -> None:
    network = FakeNetwork({"imap.example.test:993": FakeStream(greeting)})
    assert told(of(there("imap"), network)) == []


def test_a_certificate_that_nobody_vouches_for_does_not_count() -> None:
    network = FakeNetwork({"imap.example.test:993": FakeStream(IMAP)})
    network.untrusted = {"imap.example.test"}
    assert told(of(there("imap"), network)) == []


def test_a_server_that_says_nothing_does_not_count() -> None:
    assert told(of(there("imap"), FakeNetwork({"imap.example.test:993": FakeStream()}))) == []


def test_without_any_answer_of_the_dns_nothing_is_known() -> None:
    with pytest.raises(NetworkError):
        of(FakeLookup(away=True), FakeNetwork())
