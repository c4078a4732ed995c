"""A practice server of this process's tests, spoken to with Python's own mail programs."""

from collections.abc import Iterator

import pytest

from tests.support.practiceserver import RunningServer


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    with RunningServer() as running:
        yield running
