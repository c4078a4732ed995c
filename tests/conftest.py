"""What every test runs in: no screen, no stray profile, no network, a server where one is asked for."""

import os
import random
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses its sandbox to root

import hypothesis
import pytest

from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.mailserver import DOVECOT, Dovecot, MailUser
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient

# How long an example takes says more of the machine than of the code; what must be quick is timed.
hypothesis.settings.register_profile("facteur", deadline=None)
hypothesis.settings.load_profile("facteur")

LOOPBACK = ("127.", "::1", "localhost")


NEEDED = {"server": DOVECOT, "screen": "Xvfb"}


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Leave a test marked `no_cover` unmeasured in a worker of xdist, too.

    There pytest-cov lays its own measuring over one that began with the process (`patch` in
    pyproject.toml); it pauses its own only, and the other goes on: three times as slow.
    """
    if not item.get_closest_marker("no_cover"):
        return (yield)
    measuring = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what this system cannot run; `python3 tests` installs both on Debian and Ubuntu."""
    for mark, program in NEEDED.items():
        if item.get_closest_marker(mark) and shutil.which(program) is None:
            pytest.skip(f"needs {program}")


@pytest.fixture(autouse=True)
def temporary_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give each test a profile and a home of its own, made on first use."""
    home = tmp_path_factory.getbasetemp() / "home" / os.urandom(6).hex()
    monkeypatch.setenv("FACTEUR_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Fail any connection of this process that would leave the machine."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            pytest.fail(f"a test tried to reach {address}")
        connect(self, address)  # pyright: ignore[reportArgumentType] -- handed on as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked)
        yield


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A running Dovecot, the same for all tests of this process; take `mail_user` for an account."""
    with Dovecot() as server:
        yield server


@pytest.fixture
def mail_user(dovecot: Dovecot) -> MailUser:
    """A fresh account with an empty INBOX on the shared server."""
    return dovecot.add_user()


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A running Xvfb, for programs started with `screen.environment`."""
    with Screen() as shown:
        yield shown


@pytest.fixture
def second_client(mail_user: MailUser) -> Iterator[SecondClient]:
    """An independent IMAP client, logged in as `mail_user`."""
    with SecondClient(mail_user) as client:
        yield client


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def secrets() -> FakeSecrets:
    return FakeSecrets()


@pytest.fixture
def chance() -> random.Random:
    return random.Random(1)
