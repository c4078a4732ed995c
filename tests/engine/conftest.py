"""Profiles, and servers that lack something, for the tests of the engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from tests.support.mailserver import Dovecot, Knobs, MailUser


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(home=tmp_path / "profile")


@pytest.fixture(scope="session")
def logging_dovecot() -> Iterator[Dovecot]:
    """A server that keeps what clients say."""
    with Dovecot(Knobs(rawlog=True)) as server:
        yield server


@pytest.fixture
def logged_user(logging_dovecot: Dovecot) -> MailUser:
    return logging_dovecot.add_user()
