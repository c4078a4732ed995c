"""Where the password comes from, and what a command of the user may do wrong."""

import asyncio
import contextlib
import subprocess
import sys
import time

import pytest

from facteur.base.errors import LoginError
from facteur.base.secret import Secret
from facteur.engine.credentials import Credentials, from_command, keyring_name, same_house
from facteur.engine.effects import Effects
from facteur.mail.account import AccountSettings, SecretKind, Security, ServerAddress
from tests.support.fakes import FakeSecrets

SERVER = ServerAddress(host="imap.example.org", port=993, security=Security.TLS)


def made(kind: SecretKind, secrets: FakeSecrets, command: str = "") -> Credentials:
    settings = AccountSettings(
        address="ann@example.org", server=SERVER, user="ann", secret_kind=kind,
        password_command=command,
    )  # fmt: skip
    return Credentials(settings, Effects(secrets=secrets))


def needed(credentials: Credentials) -> str:
    with pytest.raises(LoginError) as caught:
        asyncio.run(credentials.secret())
    return caught.value.code


def test_the_keyring_remembers_and_forgets(secrets: FakeSecrets):
    credentials = made(SecretKind.KEYRING, secrets)
    assert needed(credentials) == "password-needed"
    assert asyncio.run(credentials.give(Secret("hunter2"), remember=True))
    assert secrets.get(keyring_name(credentials.settings)) == Secret("hunter2")
    assert asyncio.run(made(SecretKind.KEYRING, secrets).secret()) == Secret("hunter2")
    asyncio.run(credentials.forget())
    assert needed(credentials) == "password-needed"


def test_without_a_keyring_it_lives_in_memory_only():
    secrets = FakeSecrets(missing=True)
    credentials = made(SecretKind.KEYRING, secrets)
    assert not asyncio.run(credentials.keyring_available())
    assert not asyncio.run(credentials.give(Secret("hunter2"), remember=True))
    assert asyncio.run(credentials.secret()) == Secret("hunter2")
    assert needed(made(SecretKind.KEYRING, secrets)) == "password-needed"


def test_what_is_asked_at_each_start_is_not_remembered(secrets: FakeSecrets):
    credentials = made(SecretKind.ASK, secrets)
    assert not asyncio.run(credentials.give(Secret("hunter2"), remember=True))
    assert secrets.get(keyring_name(credentials.settings)) is None


def test_a_refused_password_is_not_offered_again(secrets: FakeSecrets):
    credentials = made(SecretKind.ASK, secrets)
    asyncio.run(credentials.give(Secret("wrong"), remember=False))
    credentials.refused()
    assert needed(credentials) == "password-needed"


def test_changed_settings_inherit_it(secrets: FakeSecrets):
    old, new = made(SecretKind.ASK, secrets), made(SecretKind.KEYRING, secrets)
    asyncio.run(new.inherit(old))
    assert needed(new) == "password-needed"
    asyncio.run(old.give(Secret("hunter2"), remember=False))
    asyncio.run(new.inherit(old))
    assert asyncio.run(new.secret()) == Secret("hunter2")
    assert secrets.get(keyring_name(new.settings)) == Secret("hunter2")


@pytest.mark.parametrize(
    ("command", "password"),
    [
        ("echo hunter2", "hunter2"),
        ("printf 'hunter2'", "hunter2"),
        ("printf 'hunter2\\r\\nlogin: ann\\n'", "hunter2"),
        ("printf ' two words \\n'", " two words "),
        ("printf 'h\\303\\266rse\\n'", "hörse"),
        ("printf 'a\\377b\\n'", "a\ufffdb"),
        ("cat; echo hunter2", "hunter2"),
        ("echo noise >&2; echo hunter2", "hunter2"),
        ("echo hunter2; head -c 1000000 /dev/zero", "hunter2"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_the_first_line_of_a_command(command: str, password: str, secrets: FakeSecrets):
    credentials = made(SecretKind.COMMAND, secrets, command)
    assert asyncio.run(credentials.secret()).reveal() == password


@pytest.mark.parametrize(
    "command",
    [
        "false",
        "echo hunter2; false",
        "true",
        "printf '\\n'",
        "no-such-command-at-all",
        "head -c 200000 /dev/zero",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_a_command_that_fails_or_prints_nothing(command: str):
    with pytest.raises(LoginError) as caught:
        asyncio.run(from_command(command))
    assert caught.value.code == "password-command"
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("command", ["sleep 60", "sleep 60 & sleep 60", "echo hunter2; sleep 60"])
@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_a_slow_command_is_ended_with_all_it_started(command: str):
    begun = time.monotonic()
    with pytest.raises(LoginError) as caught:
        asyncio.run(from_command(command, 0.1))
    assert caught.value.code == "password-command"
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_giving_up_ends_the_command():
    async def scenario() -> None:
        running = asyncio.create_task(from_command("sleep 60"))
        await asyncio.sleep(0.1)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(running, 5)

    asyncio.run(scenario())


def test_giving_up_at_once_leaves_no_command_behind(caplog: pytest.LogCaptureFixture):
    """One that is given up while it starts is waited for: nobody else is to find it dead."""

    async def scenario() -> None:
        for turns in range(8):
            giving = asyncio.create_task(from_command("exec sleep 60"))
            for _ in range(turns):
                await asyncio.sleep(0)
            giving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await giving
            # Which looks after what others have left.
            await asyncio.to_thread(subprocess.run, ["true"], check=True)

    asyncio.run(scenario())
    assert "Unknown child process" not in caplog.text


def test_nothing_shows_it(secrets: FakeSecrets):
    credentials = made(SecretKind.ASK, secrets)
    asyncio.run(credentials.give(Secret("hunter2"), remember=False))
    assert "hunter2" not in repr(vars(credentials))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("imap.example.org", "smtp.example.org", True),
        ("IMAP.example.org.", "imap.example.org", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "10.0.0.1", False),
        ("127.0.0.1", "localhost", False),
        ("imap.example.co.uk", "imap.evil.co.uk", False),
        ("example.org.evil.test", "example.org", False),
    ],
)
def test_hosts_of_one_domain(one: str, other: str, same: bool):
    assert same_house(one, other) is same
    assert same_house(other, one) is same
