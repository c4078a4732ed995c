"""What is asked of whom, and what is made of the answers; nobody learns more than the domain."""

import asyncio

import pytest

from facteur.base.errors import NetworkError
from facteur.net.discovery.findings import Answer, Kind, Source
from facteur.net.discovery.lookup import Service
from facteur.net.discovery.presets import presets
from facteur.net.discovery.sources import Sources
from tests.net.discovery.autoconfigs import USUAL, server
from tests.net.discovery.fakes import FakeLookup, FakeNetwork, FakeStream, FakeWeb

AUTOCONFIG = "https://autoconfig.example.test/mail/config-v1.1.xml"
WELL_KNOWN = "https://example.test/.well-known/autoconfig/mail/config-v1.1.xml"
DIRECTORY = "https://autoconfig.thunderbird.net/v1.1/example.test"


class Asked:
    def __init__(self, domain: str = "example.test", *, internet: bool = True) -> None:
        self.lookup = FakeLookup()
        self.web = FakeWeb()
        self.network = FakeNetwork()
        self.notes: list[Answer] = []
        self._domain = domain
        self._internet = internet

    @property
    def sources(self) -> Sources:
        return Sources(
            local_part="claire",
            domain=self._domain,
            presets=presets(),
            lookup=self.lookup,
            web=self.web,
            network=self.network,
            internet=self._internet,
        )

    def __call__(self, source: Source) -> Answer:
        question = self.sources.questions()[source]

        async def ask() -> Answer:
            return await question(self.notes.append)

        return asyncio.run(ask())


def foreign(found: Answer) -> list[bool]:
    return [one.foreign for one in found.servers]


def test_the_domain_publishes() -> None:
    asked = Asked()
    asked.web.publish(AUTOCONFIG, *USUAL)
    found = asked(Source.DOMAIN)
    assert found.settles
    assert found.name == "Example"
    assert foreign(found) == [False] * 3
    assert asked.web.asked == [AUTOCONFIG, WELL_KNOWN]


def test_the_first_way_wins_and_the_second_will_do() -> None:
    asked = Asked()
    asked.web.publish(WELL_KNOWN, server(host="well.example.test"))
    assert asked(Source.DOMAIN).servers[0].server.host == "well.example.test"
    asked.web.publish(AUTOCONFIG, *USUAL)
    assert asked(Source.DOMAIN).servers[0].server.host == "imap.example.test"
    asked.web.pages[AUTOCONFIG] = b"<!DOCTYPE x>"
    assert asked(Source.DOMAIN).servers[0].server.host == "well.example.test"


def test_the_first_way_does_not_wait_for_a_silent_second() -> None:
    asked = Asked()
    asked.web.publish(AUTOCONFIG, *USUAL)
    asked.web.silent = {WELL_KNOWN}
    assert asked(Source.DOMAIN).settles


def test_a_silent_first_way_leaves_what_the_second_said() -> None:
    asked = Asked()
    asked.web.publish(WELL_KNOWN, *USUAL)
    asked.web.silent = {AUTOCONFIG}

    async def ask() -> None:
        async with asyncio.timeout(0.05):
            await asked.sources.questions()[Source.DOMAIN](asked.notes.append)

    with pytest.raises(TimeoutError):
        asyncio.run(ask())
    assert [one.settles for one in asked.notes] == [True]


def test_hosts_of_others_are_marked() -> None:
    asked = Asked()
    asked.web.publish(AUTOCONFIG, server(host="imap.host.example"), server())
    assert foreign(asked(Source.DOMAIN)) == [True, False]


def test_from_another_domain_everything_is_marked() -> None:
    asked = Asked()
    asked.web.publish(AUTOCONFIG, server())
    asked.web.from_host[AUTOCONFIG] = "evil.example"
    assert foreign(asked(Source.DOMAIN)) == [True]
    asked.web.from_host[AUTOCONFIG] = "www.example.test"
    assert foreign(asked(Source.DOMAIN)) == [False]


def test_a_pair_that_presets_know_is_not() -> None:
    asked = Asked("orange.fr")
    url = AUTOCONFIG.replace("example.test", "orange.fr")
    asked.web.publish(url, server(host="imap.orange.fr"), server(host="imap.wanadoo.fr"))
    assert foreign(asked(Source.DOMAIN)) == [False, True]


def test_only_unencrypted_is_told() -> None:
    asked = Asked()
    asked.web.publish(AUTOCONFIG, server(port=143, security="plain"))
    found = asked(Source.DOMAIN)
    assert found.insecure
    assert not found.found


def test_the_directory_vouches_for_the_pair() -> None:
    asked = Asked()
    asked.web.publish(DIRECTORY, server(host="imap.host.example"))
    found = asked(Source.DIRECTORY)
    assert foreign(found) == [False]
    assert found.servers[0].source is Source.DIRECTORY


def test_whom_the_directory_sends_us_on_to_vouches_for_nothing() -> None:
    asked = Asked()
    asked.web.publish(DIRECTORY, server(host="imap.host.example"))
    asked.web.from_host[DIRECTORY] = "elsewhere.example"
    assert foreign(asked(Source.DIRECTORY)) == [True]


def test_the_directory_is_not_asked_without_leave() -> None:
    asked = Asked(internet=False)
    assert Source.DIRECTORY not in asked.sources.questions()
    asked.lookup.mail = {"example.test": ("mx.host.example",)}
    for source in asked.sources.questions():
        asked(source)
    assert not any("thunderbird" in url for url in asked.web.asked)


def test_srv_records() -> None:
    asked = Asked()
    asked.lookup.service = {
        "_imaps._tcp.example.test": (Service(target="i.example.test", port=993),),
        "_submissions._tcp.example.test": (Service(target="s.host.example", port=465),),
    }
    asked.lookup.mail = {"example.test": ("aspmx.l.google.com",)}
    found = asked(Source.DNS)
    assert [one.kind for one in found.servers] == [Kind.IMAP, Kind.SUBMISSION]
    assert foreign(found) == [False, True]
    assert asked.notes == []


def test_srv_records_count_where_the_rest_of_the_dns_is_broken() -> None:
    asked = Asked()
    asked.lookup.service = {
        "_imaps._tcp.example.test": (Service(target="i.example.test", port=993),),
    }
    asked.lookup.broken = {"example.test", "_pop3._tcp.example.test"}
    assert [one.kind for one in asked(Source.DNS).servers] == [Kind.IMAP]


def test_who_takes_the_mail_is_known() -> None:
    asked = Asked()
    asked.lookup.mail = {"example.test": ("mx.nobody.example", "mx1.mail.ovh.net")}
    found = asked(Source.DNS)
    assert found.provider is presets().named("ovh")
    assert foreign(found) == [True] * 3
    assert asked.web.asked == []


def test_who_takes_the_mail_publishes() -> None:
    asked = Asked()
    asked.lookup.mail = {"example.test": ("mx1.mail.host.example",)}
    url = "https://autoconfig.host.example/mail/config-v1.1.xml"
    asked.web.publish(url, server(host="imap.%EMAILDOMAIN%"), server(host="imap.host.example"))
    found = asked(Source.DNS)
    assert foreign(found) == [True, True]
    assert found.servers[1].user == "claire@example.test"
    assert asked.web.asked == ["https://autoconfig.thunderbird.net/v1.1/host.example", url]
    assert len(asked.notes) == 1


def test_hosts_for_mail_that_are_none_are_passed_over() -> None:
    asked = Asked()
    hostile = (
        "evil.example/x",
        "a@evil.example",
        "127.0.0.1",
        "a\\032b.example",
        "..",
        "localhost",
    )
    asked.lookup.mail = {"example.test": hostile[:5]}
    assert not asked(Source.DNS).found
    assert asked.web.asked == []
    asked.lookup.mail = {"example.test": (*hostile[2:], "mx1.mail.ovh.net")}
    assert asked(Source.DNS).provider is presets().named("ovh")


def test_a_domain_that_takes_its_own_mail_is_asked_once() -> None:
    asked = Asked()
    asked.lookup.mail = {"example.test": ("mx.example.test",)}
    assert not asked(Source.DNS).found
    assert asked.web.asked == []


def test_guesses() -> None:
    asked = Asked()
    asked.lookup.host = {"mail.example.test"}
    asked.network.streams["mail.example.test:993"] = FakeStream(b"* OK\r\n")
    assert asked(Source.GUESS).servers[0].user == "claire@example.test"


def test_nobody_learns_more_than_the_domain() -> None:
    asked = Asked()
    asked.lookup.mail = {"example.test": ("mx.host.example",)}
    asked.lookup.host = {"imap.example.test", "mail.example.test"}
    for source in asked.sources.questions():
        asked(source)
    everything = [*asked.lookup.asked, *asked.web.asked, *asked.network.asked]
    assert len(everything) > 12
    assert not any("claire" in one or "@" in one or "%" in one for one in everything)


def test_nobody_could_be_asked() -> None:
    asked = Asked()
    asked.lookup.away = True
    asked.web.away = True
    for source in asked.sources.questions():
        with pytest.raises(NetworkError):
            asked(source)


def test_one_answer_is_enough_to_have_asked() -> None:
    asked = Asked()
    asked.web.away = True
    asked.lookup.mail = {"example.test": ("mx.host.example",)}
    assert not asked(Source.DNS).found
