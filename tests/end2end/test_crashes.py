"""The engine is killed while it sends marks: none is lost, none is made twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import crashrig
from tests.support.mailserver import Dovecot

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with Dovecot() as running:
        yield running


def test_marks_reach_the_server_once_whatever_was_killed(server: Dovecot, tmp_path: Path):
    user = server.add_user()
    user.fill("INBOX", 300, profile="tiny")
    print(crashrig.flag_replay(user, tmp_path, seed=2))
