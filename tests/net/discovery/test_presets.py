"""The file of providers: its shape, and that it says what is known of the largest ones."""

import subprocess
import sys
import textwrap

import pytest
from publicsuffixlist import PublicSuffixList

from facteur.mail.account import Security
from facteur.mail.providers import PORTS, PresetServer, Step
from facteur.net.discovery.names import clean_host, registrable_of_ours
from facteur.net.discovery.presets import presets
from facteur.net.oauthclients import OAuthClients

# What people look up most, typed here a second time.
FACTS = {
    "gmail.com": ("imap.gmail.com", "pop.gmail.com", "smtp.gmail.com"),
    "outlook.fr": (
        "outlook.office365.com",
        "outlook.office365.com",
        "smtp-mail.outlook.com 587 starttls",
    ),
    "hotmail.com": (
        "outlook.office365.com",
        "outlook.office365.com",
        "smtp-mail.outlook.com 587 starttls",
    ),
    "contoso.onmicrosoft.com": (
        "outlook.office365.com",
        "outlook.office365.com",
        "smtp.office365.com 587 starttls",
    ),
    "icloud.com": ("imap.mail.me.com local-part", "", "smtp.mail.me.com 587 starttls"),
    "yahoo.fr": ("imap.mail.yahoo.com", "pop.mail.yahoo.com", "smtp.mail.yahoo.com"),
    "orange.fr": ("imap.orange.fr", "pop.orange.fr", "smtp.orange.fr"),
    "wanadoo.fr": ("imap.orange.fr", "pop.orange.fr", "smtp.orange.fr"),
    "free.fr": (
        "imap.free.fr local-part",
        "pop.free.fr local-part",
        "smtp.free.fr local-part",
    ),
    "sfr.fr": ("imap.sfr.fr", "pop.sfr.fr", "smtp.sfr.fr"),
    "bbox.fr": ("imap.bbox.fr", "pop3.bbox.fr", "smtp.bbox.fr"),
    "laposte.net": (
        "imap.laposte.net local-part",
        "pop.laposte.net local-part",
        "smtp.laposte.net local-part",
    ),
    "gmx.de": ("imap.gmx.net", "pop.gmx.net", "mail.gmx.net"),
    "gmx.fr": ("imap.gmx.com", "pop.gmx.com", "mail.gmx.com"),
    "web.de": ("imap.web.de local-part", "pop3.web.de local-part", "smtp.web.de local-part"),
    "proton.me": ("127.0.0.1 1143 starttls", "", "127.0.0.1 1025 starttls"),
    "charter.net": ("mobile.charter.net", "mobile.charter.net", "mobile.charter.net 587"),
    "pec.it": ("imaps.pec.aruba.it", "pop3s.pec.aruba.it", "smtps.pec.aruba.it"),
    "fastmail.com": ("imap.fastmail.com", "pop.fastmail.com", "smtp.fastmail.com"),
}
MAIL_HOSTS = {
    "aspmx.l.google.com": "gmail",
    "alt1.aspmx.l.google.com": "gmail",
    "bistro-example.mail.protection.outlook.com": "microsoft365",
    "mx1.mail.ovh.net": "ovh",
    "spool.mail.gandi.net": "gandi",
    "mta-gw.infomaniak.ch": "infomaniak",
    "in1-smtp.messagingengine.com": "fastmail",
    "mxext1.mailbox.org": "mailbox-org",
    "mail.protonmail.ch": "proton",
    "mx00.ionos.fr": "ionos-fr",
    "mail.tutanota.de": "tuta",
    "mx.zoho.eu": "zoho-eu-domain",
    "mta5.am0.yahoodns.net": "yahoo",
    "mx-aol.mail.gm0.yahoodns.net": "aol",
}


def words(server: PresetServer | None) -> str:
    if server is None:
        return ""
    port = str(server.port) if server.port else ""
    more = ("" if server.security == "tls" else server.security, server.user)
    return " ".join(one for one in (server.host, port, *more) if one not in {"", "address"})


@pytest.mark.parametrize("domain", FACTS)
def test_what_is_known_of_the_largest(domain: str) -> None:
    found = presets().of_domain(domain)
    assert found is not None
    assert (words(found.imap), words(found.pop), words(found.submission)) == FACTS[domain]


@pytest.mark.parametrize("host", MAIL_HOSTS)
def test_who_takes_the_mail(host: str) -> None:
    found = presets().of_mail_host(host)
    assert found is not None
    assert found.key == MAIL_HOSTS[host]


def test_strangers_are_not_known() -> None:
    for name in (
        "bistro.example",
        "notgmail.com",
        "gmail.com.example",
        "com",
        "",
        "google.com.example",
    ):
        assert presets().of_domain(name) is None
        assert presets().of_mail_host(name) is None
    assert presets().of_domain("onmicrosoft.com") is None
    assert presets().named("gmail") is presets().of_domain("gmail.com")
    assert presets().named("nobody") is None


def test_pairs_that_are_known() -> None:
    assert presets().knows("hotmail.fr", "outlook.office365.com")
    assert not presets().knows("hotmail.fr", "imap.gmail.com")
    assert not presets().knows("bistro.example", "ssl0.ovh.net")


def test_whose_hosts_these_are() -> None:
    def of(*hosts: str) -> str:
        found = presets().of_hosts(frozenset(hosts))
        return found.key if found else ""

    assert of("imap.gmail.com") == "gmail"
    assert of("outlook.office365.com", "smtp.office365.com") == "microsoft365"
    assert of("outlook.office365.com", "smtp-mail.outlook.com") == "outlook"
    assert of("outlook.office365.com") == "microsoft365"
    assert of("imap.bistro.example") == ""


def test_steps_and_ways_to_sign_in() -> None:
    gmail, outlook, tuta = (presets().named(key) for key in ("gmail", "outlook", "tuta"))
    assert gmail
    assert outlook
    assert tuta
    assert (gmail.oauth, gmail.password) == ("google", "app")
    assert "app-password" in gmail.steps
    assert (outlook.oauth, outlook.password) == ("microsoft", "none")
    assert tuta.closed
    proton = presets().of_domain("pm.me")
    assert proton
    assert proton.steps[0] == "bridge"
    assert proton.pop is None


def test_whoever_wants_an_app_password_says_so_among_the_steps() -> None:
    said = {"app-password", "authorisation-code"}
    for one in presets().providers:
        assert (one.password == "app") == bool(said & set(one.steps)), one.key


def test_every_step_is_used_and_every_oauth_provider_has_an_entry() -> None:
    used = {step for one in presets().providers for step in one.steps}
    assert used == set(Step.__args__)
    clients = set(OAuthClients().all)
    assert {one.oauth for one in presets().providers if one.oauth} <= clients


def test_hosts_are_ones_that_a_stranger_could_name_too_but_for_the_bridge() -> None:
    for one in presets().providers:
        for host in one.hosts:
            assert clean_host(host) == host or one.key == "proton"


def test_whose_they_are_is_told_without_the_list_of_all_suffixes() -> None:
    whole = PublicSuffixList()
    for one in presets().providers:
        for host in one.hosts - {"127.0.0.1"}:
            assert registrable_of_ours(host) == whole.privatesuffix(host)
    assert registrable_of_ours("127.0.0.1") == ""


def test_ports_are_the_usual_ones_unless_said() -> None:
    assert PORTS["imap"][Security.TLS] == 993
    odd = {
        one.key
        for one in presets().providers
        for server in (one.imap, one.pop, one.submission)
        if server and server.port and server.port not in {143, 110, 587}
    }
    assert odd == {"proton"}


def test_an_answer_takes_less_than_50_ms() -> None:
    """Measured where an engine would: msgspec and our own modules are there, the file is not read."""
    script = """
        import time
        from facteur.net.discovery import known, presets
        best = 1.0
        for _ in range(3):
            presets.presets.cache_clear()
            began = time.perf_counter()
            provider = presets.presets().of_domain("gmail.com")
            known.answer(provider, "claire", "gmail.com")
            best = min(best, time.perf_counter() - began)
        print(best)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 0.05
