"""A fresh profile and an open store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.store.database import Store, open_writer
from tests.store.builders import assert_sound, profile_in


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return profile_in(tmp_path)


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    """An open store; at the end every invariant is checked."""
    opened = open_writer(profile)
    yield opened
    assert_sound(opened.reader)
    opened.close()
