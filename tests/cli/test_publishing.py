"""From an address and a password to mail: a domain that publishes its settings, and Dovecot."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.net.discovery.autoconfigs import config, server
from tests.support import ruledprogram
from tests.support.localdns import LocalDns
from tests.support.localweb import LocalWeb, Reply
from tests.support.mailserver import MailUser
from tests.support.tree import ROOT

pytestmark = [pytest.mark.server, pytest.mark.slow]

Program = Callable[..., subprocess.CompletedProcess[str]]
HOST = "mail.example.test"


@pytest.fixture
def dns() -> Iterator[LocalDns]:
    with LocalDns({"autoconfig.example.test A": ["127.0.0.1"]}) as made:
        yield made


@pytest.fixture
def web(tmp_path: Path) -> Iterator[LocalWeb]:
    with LocalWeb(tmp_path, {}, "*.example.test") as made:
        yield made


@pytest.fixture
def program(tmp_path: Path, dns: LocalDns, web: LocalWeb, mail_user: MailUser) -> Program:
    trusted = ruledprogram.trust(tmp_path, web.ca_file, mail_user.server.authority.ca_file)
    variables = {
        **os.environ,
        **ruledprogram.surroundings(dns, web, trusted),
        "PYTHONPATH": f"{ROOT / 'app'}{os.pathsep}{ROOT}",
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*ruledprogram.COMMAND, *words, "--home", str(tmp_path / "profile")],
            env=variables, capture_output=True, text=True, timeout=50, check=False, cwd=ROOT,
        )  # fmt: skip

    return run


def test_settings_that_the_domain_publishes(
    program: Program, web: LocalWeb, mail_user: MailUser
) -> None:
    ports = mail_user.server.ports
    web.pages["autoconfig.example.test/mail/config-v1.1.xml"] = Reply(
        body=config(
            server(host=HOST, port=ports.imaps, user="%EMAILLOCALPART%"),
            server("pop3", HOST, ports.pop3s),
            server("smtp", "smtp.example.test", 465),
        )
    )
    mail_user.fill("INBOX", 3)
    told = program("discover", mail_user.address, "--json")
    found = json.loads(told.stdout)
    assert [(one["protocol"], one["source"]) for one in found["servers"]] == [
        ("imap", "domain"),
        ("pop", "domain"),
        ("submission", "domain"),
    ]
    added = program(
        "account", "add", "--address", mail_user.address,
        "--password-command", f"echo {mail_user.password}",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    synced = program("sync")
    assert synced.returncode == 0, synced.stderr
    assert len(json.loads(program("list", "INBOX", "--json").stdout)) == 3


def test_settings_that_stand_in_the_dns(
    program: Program, dns: LocalDns, mail_user: MailUser
) -> None:
    ports = mail_user.server.ports
    dns.zone |= {
        "_pop3s._tcp.example.test SRV": [f"0 0 {ports.pop3s} {HOST}."],
        "_imaps._tcp.example.test SRV": ["0 0 0 ."],
        "_submissions._tcp.example.test SRV": ["0 0 465 smtp.example.test."],
    }
    mail_user.fill("INBOX", 2)
    words = ("account", "add", "--address", mail_user.address, "--local")
    secret = ("--password-command", f"echo {mail_user.password}")
    refused = program(*words, *secret)
    assert refused.returncode == 1
    assert "other protocol" in refused.stderr
    added = program(*words, *secret, "--protocol", "pop")
    assert added.returncode == 0, added.stderr
    assert program("sync", "--bodies").returncode == 0
    assert len(json.loads(program("list", "INBOX", "--json").stdout)) == 2
    assert not any(mail_user.name in one for one in dns.asked)
