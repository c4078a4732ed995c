"""The engine is killed at many moments, and the file of contents damaged: nothing is lost."""

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


def test_backfill_goes_on_where_it_was_killed(server: Dovecot, tmp_path: Path):
    user = server.add_user()
    user.fill("INBOX", 3000, profile="tiny")
    print(crashrig.backfill(user, tmp_path, seed=1))


def test_marks_reach_the_server_once_whatever_was_killed(server: Dovecot, tmp_path: Path):
    user = server.add_user()
    user.fill("INBOX", 300, profile="tiny")
    print(crashrig.flag_replay(user, tmp_path, seed=2))


def test_one_flipped_bit_costs_one_message(server: Dovecot, tmp_path: Path):
    user = server.add_user()
    user.fill("INBOX", 12)
    print(crashrig.damaged_content(user, tmp_path, seed=3))
