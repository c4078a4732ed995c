"""A store of its own for each test, checked at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.store.database import Store, open_writer
from tests.store.builders import assert_sound


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(home=tmp_path / "profile")


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    opened = open_writer(profile)
    yield opened
    assert_sound(opened.reader)
    opened.close()
