"""The system keyring through `keyring`, with backends that are missing, locked or broken."""

from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from facteur.base.secret import Secret
from facteur.net.keyring import SERVICE, SystemSecrets


class Memory(keyring.backend.KeyringBackend):
    priority = 1  # pyright: ignore[reportAssignmentType] -- as backends do it

    def __init__(self, trouble: Exception | None = None) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble = trouble

    def _may_fail(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def get_password(self, service: str, username: str) -> str | None:
        self._may_fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._may_fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._may_fail()
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not found")
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_keeping_and_forgetting():
    backend = Memory()
    keyring.set_keyring(backend)
    secrets = SystemSecrets()
    assert secrets.available()
    assert secrets.get("ann") is None
    assert secrets.set("ann", Secret("hunter2"))
    assert secrets.get("ann") == Secret("hunter2")
    assert backend.kept == {(SERVICE, "ann"): "hunter2"}
    secrets.delete("ann")
    secrets.delete("ann")
    assert secrets.get("ann") is None


@pytest.mark.parametrize(
    "trouble",
    [
        keyring.errors.KeyringLocked("locked"),
        keyring.errors.InitError("x"),
        RuntimeError("D-Bus went away"),
    ],
)
def test_a_keyring_that_does_not_answer_is_as_none(trouble: Exception):
    keyring.set_keyring(Memory(trouble))
    secrets = SystemSecrets()
    assert secrets.get("ann") is None
    assert not secrets.set("ann", Secret("hunter2"))
    secrets.delete("ann")


def test_no_keyring_at_all():
    keyring.set_keyring(NoKeyring())
    secrets = SystemSecrets()
    assert not secrets.available()
    assert secrets.get("ann") is None
    assert not secrets.set("ann", Secret("x"))
