"""Questions to the DNS, asked of a name server on loopback."""

import asyncio

import pytest

from facteur.base.errors import NetworkError
from facteur.net.discovery import lookup
from facteur.net.discovery.lookup import Service, SystemLookup
from tests.support.localdns import LocalDns

ZONE = {
    "_imaps._tcp.example.test SRV": ["0 1 993 Imap.Example.TEST.", "10 1 993 other.example.test."],
    "_pop3s._tcp.example.test SRV": ["0 0 0 ."],
    "example.test MX": ["20 mx2.example.test.", "10 MX1.example.test."],
    "null.test MX": ["0 ."],
    "imap.example.test A": ["192.0.2.1", "192.0.2.2"],
    "six.example.test AAAA": ["2001:db8::1"],
    "many.test MX": [f"{number} mx{number}.many.test." for number in range(60)],
}


def services(server: LocalDns, name: str) -> tuple[Service, ...]:
    return asyncio.run(server.lookup().services(name))


def mail_hosts(server: LocalDns, domain: str) -> tuple[str, ...]:
    return asyncio.run(server.lookup().mail_hosts(domain))


def addresses(server: LocalDns, host: str) -> tuple[str, ...]:
    return asyncio.run(server.lookup().addresses(host))


def test_services() -> None:
    with LocalDns(ZONE) as server:
        assert set(services(server, "_imaps._tcp.example.test")) == {
            Service(target="imap.example.test", port=993, priority=0, weight=1),
            Service(target="other.example.test", port=993, priority=10, weight=1),
        }
        assert services(server, "_pop3s._tcp.example.test") == (Service(target="", port=0),)


def test_who_takes_the_mail() -> None:
    with LocalDns(ZONE) as server:
        assert mail_hosts(server, "example.test") == ("mx1.example.test", "mx2.example.test")
        assert mail_hosts(server, "null.test") == ()
        assert len(mail_hosts(server, "many.test")) <= 20


def test_addresses() -> None:
    with LocalDns(ZONE) as server:
        assert set(addresses(server, "imap.example.test")) == {"192.0.2.1", "192.0.2.2"}
        assert addresses(server, "six.example.test") == ("2001:db8::1",)


def test_nothing_there_is_an_answer() -> None:
    with LocalDns(ZONE) as server:
        assert services(server, "_imap._tcp.example.test") == ()
        assert mail_hosts(server, "imap.example.test") == ()
        assert addresses(server, "nowhere.test") == ()
        assert "nowhere.test A" in server.asked


def test_no_answer_is_a_failure_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "LIFETIME_S", 0.2)
    for server in (LocalDns(silent=True), LocalDns(failing=True)):
        with server, pytest.raises(NetworkError) as caught:
            addresses(server, "imap.example.test")
        assert caught.value.code == "dns"


def test_names_that_no_dns_can_hold() -> None:
    with LocalDns(ZONE) as server, pytest.raises(NetworkError):
        mail_hosts(server, "x" * 70 + ".test")


def test_nothing_is_loaded_or_read_before_it_is_asked() -> None:
    assert SystemLookup()._made is None
