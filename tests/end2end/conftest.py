"""A server that keeps what was said, and a folder for a profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.mailserver import Dovecot, Knobs, MailUser, running


@pytest.fixture(scope="session")
def logging_server() -> Iterator[Dovecot]:
    with running(Knobs(rawlog=True)) as server:
        yield server


@pytest.fixture
def user(logging_server: Dovecot) -> MailUser:
    """A fresh account whose conversations are kept."""
    return logging_server.add_user()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "profile"
