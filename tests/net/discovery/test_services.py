"""SRV records: which server they mean."""

from facteur.mail.account import Security
from facteur.net.discovery.findings import Answer, Kind, Source
from facteur.net.discovery.lookup import Service
from facteur.net.discovery.services import NAMES, answer


def of(**records: tuple[Service, ...]) -> Answer:
    """imaps=… stands for _imaps._tcp."""
    named = {f"_{name}._tcp": told for name, told in records.items()}
    assert set(named) <= set(NAMES)
    return answer(named, "claire@example.test", lambda host: not host.endswith("example.test"))


def one(target: str, port: int = 993, priority: int = 0, weight: int = 0) -> Service:
    return Service(target=target, port=port, priority=priority, weight=weight)


def told(found: Answer) -> list[tuple[Kind, str, int, Security]]:
    return [
        (server.kind, server.server.host, server.server.port, server.server.security)
        for server in found.servers
    ]


def test_all_of_them() -> None:
    found = of(
        imap=(one("i.example.test", 143),),
        imaps=(one("i.example.test"),),
        pop3s=(one("p.example.test", 9995),),
        submission=(one("s.example.test", 587),),
    )
    assert told(found) == [
        (Kind.IMAP, "i.example.test", 993, Security.TLS),
        (Kind.IMAP, "i.example.test", 143, Security.STARTTLS),
        (Kind.POP, "p.example.test", 9995, Security.TLS),
        (Kind.SUBMISSION, "s.example.test", 587, Security.STARTTLS),
    ]
    assert found.source is Source.DNS
    assert found.settles
    assert {server.user for server in found.servers} == {"claire@example.test"}
    assert not any(server.foreign for server in found.servers)


def test_lowest_priority_then_greatest_weight() -> None:
    found = of(
        imaps=(
            one("c.example.test", priority=10, weight=9),
            one("a.example.test", priority=5, weight=1),
            one("b.example.test", priority=5, weight=2),
        )
    )
    assert told(found)[0][1] == "b.example.test"


def test_a_dot_says_that_there_is_none() -> None:
    found = of(
        pop3=(one("", 0),), pop3s=(one("", 0),), imap=(one("", 0),), imaps=(one("i.example.test"),)
    )
    assert found.denied == {Kind.POP}
    assert [server.kind for server in found.servers] == [Kind.IMAP]
    assert of(imaps=(one("", 0),)).denied == {Kind.IMAP}
    assert of(imaps=(one("i.example.test"),), imap=(one("", 0),)).denied == frozenset()
    assert of().denied == frozenset()
    assert not of().found


def test_hosts_of_others_are_marked() -> None:
    found = of(imaps=(one("imap.host.example"),))
    assert [server.foreign for server in found.servers] == [True]


def test_places_we_do_not_go_to() -> None:
    for target in ("127.0.0.1", "localhost", "intranet", "a b.example"):
        assert told(of(imaps=(one(target),))) == []
    assert told(of(imaps=(one("i.example.test", 0),))) == []
    assert of(imaps=(one("127.0.0.1"),)).denied == frozenset()
