"""The command Discover: what the window hears, and what it is answered."""

import asyncio
import time
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.mail.account import ServerAddress
from facteur.net.discovery.lookup import Service
from facteur.net.discovery.web import SystemWeb
from facteur.net.stream import Stream, SystemNetwork
from tests.net.discovery.autoconfigs import USUAL, config, server
from tests.net.discovery.fakes import FakeLookup, FakeNetwork, FakeWeb
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.localdns import LocalDns
from tests.support.localweb import LocalWeb, Reply
from tests.support.mailserver import Dovecot

AUTOCONFIG = "https://autoconfig.example.test/mail/config-v1.1.xml"
ADDRESS = "claire@example.test"


def effects(
    lookup: FakeLookup | None = None,
    web: FakeWeb | None = None,
    network: FakeNetwork | None = None,
    clock: FakeClock | None = None,
) -> Effects:
    return Effects(
        secrets=FakeSecrets(),
        lookup=lookup or FakeLookup(),
        web=web or FakeWeb(),
        network=network or FakeNetwork(),
        clock=clock or FakeClock(),
    )


async def discover(rig: Rig, address: str = ADDRESS, **more: object) -> events.Discovery:
    done = await rig.ask(commands.Discover, address=address, **more)
    assert done.discovery is not None
    return done.discovery


def steps(rig: Rig, source: str) -> list[str]:
    return [
        one.state
        for one in rig.events
        if isinstance(one, events.DiscoveryChanged) and one.source == source
    ]


def test_a_known_provider_needs_no_network(profile: Profile) -> None:
    async def go() -> None:
        lookup, web, network = FakeLookup(), FakeWeb(), FakeNetwork()
        async with running(profile, effects(lookup, web, network)) as rig:
            found = await discover(rig, " Claire@GMAIL.com ")
            assert [one.protocol for one in found.servers] == ["imap", "pop", "submission"]
            assert found.servers[0] == events.FoundServer(
                protocol="imap",
                host="imap.gmail.com",
                port=993,
                security="tls",
                user="Claire@gmail.com",
                source="known",
                auth="app-password",
                host_domain="gmail.com",
            )
            assert (found.provider, found.provider_name, found.oauth) == (
                "gmail",
                "Gmail",
                "google",
            )
            assert not found.oauth_ready
            assert "app-password" in found.steps
            assert found.help_url.startswith("https://")
            assert steps(rig, "known") == ["running", "found"]
            for source in ("domain", "dns", "guess"):
                assert steps(rig, source) == ["running", "none"]
            assert lookup.asked == web.asked == network.asked == []

    asyncio.run(go())


def test_a_client_of_the_users_own_makes_oauth_ready(profile: Profile) -> None:
    profile.create()
    profile.oauth_clients.write_text(
        '[google]\ntitle = "Google"\nclient_id = "mine"\n'
        'authorize_url = "https://accounts.example/a"\ntoken_url = "https://accounts.example/t"\n'
    )

    async def go() -> None:
        async with running(profile, effects()) as rig:
            found = await discover(rig, "claire@gmail.com")
            assert found.oauth_ready
            assert {one.auth for one in found.servers} == {"oauth"}

    asyncio.run(go())


@pytest.mark.parametrize(
    ("client_id", "auth", "hosts", "told"),
    [
        ("mine", "OAuth2", ".example.test", ("own", True)),
        ("mine", "password-cleartext", ".example.test", ("own", True)),
        ("", "OAuth2", ".example.test", ("own", False)),
        ("", "password-cleartext", ".example.test", ("", False)),
        ("mine", "OAuth2", ".other.test", ("", False)),
    ],
)
def test_the_users_own_file_may_know_a_provider_that_we_do_not(
    profile: Profile, client_id: str, auth: str, hosts: str, told: tuple[str, bool]
) -> None:
    profile.create()
    profile.oauth_clients.write_text(
        f'[own]\ntitle = "Own"\nclient_id = "{client_id}"\nhosts = ["{hosts}"]\n'
        'authorize_url = "https://accounts.example/a"\ntoken_url = "https://accounts.example/t"\n'
    )

    async def go() -> None:
        web = FakeWeb({AUTOCONFIG: config(server(auth=auth))})
        async with running(profile, effects(web=web)) as rig:
            found = await discover(rig)
            assert (found.oauth, found.oauth_ready) == told

    asyncio.run(go())


def test_a_closed_provider(profile: Profile) -> None:
    async def go() -> None:
        async with running(profile, effects()) as rig:
            found = await discover(rig, "claire@tuta.com")
            assert found.closed
            assert found.servers == []
            assert found.provider_name == "Tuta"

    asyncio.run(go())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "claire",
        "claire@",
        "@example.test",
        "claire@intranet",
        "claire@[127.0.0.1]",
        "a b@c.test",
        "claire@exa_mple.test",
        "claire@example..test",
        "é@" + "x" * 300,
    ],
)
def test_what_is_no_address_is_refused(profile: Profile, address: str) -> None:
    async def go() -> None:
        lookup = FakeLookup()
        async with running(profile, effects(lookup)) as rig:
            problem = await rig.refused(commands.Discover, address=address)
            assert (problem.family, problem.code) == ("usage", "address-invalid")
            assert lookup.asked == []

    asyncio.run(go())


def test_domains_in_other_scripts_are_asked_for_in_ascii(profile: Profile) -> None:
    async def go() -> None:
        lookup = FakeLookup()
        async with running(profile, effects(lookup)) as rig:
            found = await discover(rig, "claire@BÜCHER.example")
            assert found.domain == "xn--bcher-kva.example"
            assert "xn--bcher-kva.example" in lookup.asked

    asyncio.run(go())


def test_published_settings(profile: Profile) -> None:
    async def go() -> None:
        web = FakeWeb({AUTOCONFIG: config(*USUAL, server(host="imap.host.example"))})
        async with running(profile, effects(web=web)) as rig:
            found = await discover(rig)
            assert [(one.protocol, one.host, one.foreign) for one in found.servers] == [
                ("imap", "imap.example.test", False),
                ("imap", "imap.host.example", True),
                ("pop", "pop.example.test", False),
                ("submission", "smtp.example.test", False),
            ]
            assert {one.source for one in found.servers} == {"domain"}
            assert [one.host_domain for one in found.servers][:2] == [
                "example.test",
                "host.example",
            ]
            assert steps(rig, "domain") == ["running", "found"]
            assert found.provider == ""
            assert found.provider_name == "Example"

    asyncio.run(go())


def test_without_leave_the_directory_is_not_asked(profile: Profile) -> None:
    async def go() -> None:
        web = FakeWeb()
        async with running(profile, effects(web=web)) as rig:
            await discover(rig, internet=False)
            assert steps(rig, "known") == ["running", "none"]
            assert not any("thunderbird" in url for url in web.asked)
            await discover(rig)
            assert any("thunderbird" in url for url in web.asked)

    asyncio.run(go())


def test_all_silent_it_ends_within_its_limit(profile: Profile) -> None:
    async def go() -> None:
        clock, web = FakeClock(), FakeWeb()
        web.silent = {"https://"}
        async with running(profile, effects(FakeLookup(silent=True), web, clock=clock)) as rig:
            reply = rig.send(commands.Discover, address=ADDRESS)
            await rig.event(events.DiscoveryChanged)
            await clock.advance(4.9)
            assert not reply.done()
            await clock.advance(0.2)
            failed = await asyncio.wait_for(reply, 5)
            assert isinstance(failed, events.Failed)
            assert (failed.problem.family, failed.problem.code) == ("network", "unreachable")
            for source in ("known", "domain", "dns", "guess"):
                assert steps(rig, source) == ["running", "slow", "slow", "none"]

    asyncio.run(go())


def test_without_a_network_it_says_so(profile: Profile) -> None:
    async def go() -> None:
        away = effects(FakeLookup(away=True), FakeWeb(away=True))
        async with running(profile, away) as rig:
            problem = await rig.refused(commands.Discover, address=ADDRESS)
            assert (problem.family, problem.code) == ("network", "unreachable")
            assert (await discover(rig, "claire@gmail.com")).provider == "gmail"

    asyncio.run(go())


def test_stopped_it_answers_with_what_there_is(profile: Profile) -> None:
    async def go() -> None:
        lookup, web = FakeLookup(), FakeWeb()
        web.silent = {"https://"}
        lookup.service["_imaps._tcp.example.test"] = (Service(target="i.example.test", port=993),)
        async with running(profile, effects(lookup, web)) as rig:
            reply = rig.send(commands.Discover, address=ADDRESS)
            heard = await rig.event(events.DiscoveryChanged, lambda one: one.state == "found")
            await rig.ask(commands.StopTask, task=heard.task)
            done = await asyncio.wait_for(reply, 5)
            assert isinstance(done, events.Done)
            assert done.discovery is not None
            assert [one.host for one in done.discovery.servers] == ["i.example.test"]
            assert steps(rig, "domain") == ["running", "none"]

    asyncio.run(go())


def test_stopped_before_anything_it_answers_empty(profile: Profile) -> None:
    async def go() -> None:
        async with running(profile, effects(FakeLookup(silent=True))) as rig:
            reply = rig.send(commands.Discover, address=ADDRESS)
            heard = await rig.event(events.DiscoveryChanged)
            await rig.ask(commands.StopTask, task=heard.task)
            done = await asyncio.wait_for(reply, 5)
            assert isinstance(done, events.Done)
            assert done.discovery == events.Discovery(domain="example.test")
            assert rig.context.tasks._apart == {}

    asyncio.run(go())


def test_the_end_of_the_engine_does_not_wait_for_it(profile: Profile) -> None:
    async def go() -> None:
        async with running(profile, effects(FakeLookup(silent=True))) as rig:
            reply = rig.send(commands.Discover, address=ADDRESS)
            await rig.event(events.DiscoveryChanged)
            began = time.monotonic()
        assert time.monotonic() - began < 2
        del reply

    asyncio.run(go())


class Mapped:
    """The machine's network, where names of a domain mean a server on loopback."""

    def __init__(self, dovecot: Dovecot) -> None:
        self._ports = {993: dovecot.ports.imaps, 995: dovecot.ports.pop3s}

    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        assert server.host == "mail.example.test"
        port = self._ports.get(server.port, 9)
        # Dovecot's certificate is for this name; that it is reached at loopback is what DNS does.
        here = ServerAddress(host="localhost", port=port, security=server.security)
        return await SystemNetwork().connect(here, certificate_sha256)


@pytest.fixture
def trusted_dovecot(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority.ca_file))
    return dovecot


@pytest.mark.server
@pytest.mark.slow
def test_real_dns_and_a_real_server_are_found_by_their_usual_names(
    profile: Profile, trusted_dovecot: Dovecot
) -> None:
    async def go() -> None:
        with LocalDns({"mail.example.test A": ["127.0.0.1"]}) as dns:
            lookup = dns.lookup()
            real = Effects(
                secrets=FakeSecrets(),
                lookup=lookup,
                web=SystemWeb(lookup, 9),
                network=Mapped(trusted_dovecot),
            )
            async with running(profile, real) as rig:
                found = await discover(rig, internet=False)
                assert [(one.protocol, one.host, one.source) for one in found.servers] == [
                    ("imap", "mail.example.test", "guess"),
                    ("pop", "mail.example.test", "guess"),
                ]
                assert steps(rig, "guess") == ["running", "found"]
            assert not any("claire" in one for one in dns.asked)

    asyncio.run(go())


@pytest.mark.slow
def test_real_dns_and_a_real_web_server(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"autoconfig.example.test/mail/config-v1.1.xml": Reply(body=config(*USUAL))}
    zone = {"autoconfig.example.test A": ["127.0.0.1"], "_pop3s._tcp.example.test SRV": ["0 0 0 ."]}
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)

    async def go() -> None:
        with LocalDns(zone) as dns, LocalWeb(tmp_path, pages, "*.example.test") as web:
            monkeypatch.setenv("SSL_CERT_FILE", str(web.ca_file))
            lookup = dns.lookup()
            real = Effects(
                secrets=FakeSecrets(),
                lookup=lookup,
                web=SystemWeb(lookup, web.port),
                network=FakeNetwork(),
            )
            async with running(profile, real) as rig:
                found = await discover(rig)
                assert [one.host for one in found.servers] == [
                    "imap.example.test",
                    "pop.example.test",
                    "smtp.example.test",
                ]
                assert {one.source for one in found.servers} == {"domain"}
            assert not any("claire" in one for one in [*dns.asked, *web.asked])

    asyncio.run(go())
