"""Answers: whether they help, and whether others need to be waited for."""

from facteur.mail.account import Security, ServerAddress
from facteur.net.discovery.findings import Answer, FoundServer, Kind, Source
from facteur.net.discovery.presets import presets


def server(kind: Kind) -> FoundServer:
    address = ServerAddress(host="mail.example.test", port=993, security=Security.TLS)
    return FoundServer(kind=kind, server=address, user="claire", source=Source.DNS)


def test_what_settles() -> None:
    def settles(*kinds: Kind) -> bool:
        return Answer(source=Source.DNS, servers=tuple(map(server, kinds))).settles

    assert settles(Kind.IMAP, Kind.SUBMISSION)
    assert settles(Kind.POP, Kind.SUBMISSION)
    assert not settles(Kind.IMAP, Kind.POP)
    assert not settles(Kind.SUBMISSION)
    assert not settles()


def test_a_closed_provider_is_the_end_of_it() -> None:
    found = Answer(source=Source.KNOWN, provider=presets().named("tuta"))
    assert found.found
    assert found.settles
    assert not Answer(source=Source.KNOWN).found


def test_ranks() -> None:
    assert [source.value for source in sorted(Source, key=lambda one: one.rank)] == [
        "known", "domain", "directory", "dns", "guess",
    ]  # fmt: skip
