"""Every test of the command line gets a profile of its own; some find mail in it."""

from collections.abc import Iterator

import pytest

from facteur.base.paths import Profile, profile
from tests.cli.scripted import Filled, fill


@pytest.fixture
def empty() -> Profile:
    """A profile that nobody has used."""
    return profile()


@pytest.fixture
def filled() -> Iterator[Filled]:
    """A profile with an account, folders and messages, open for writing."""
    made = fill(profile())
    yield made
    made.store.close()
