"""The engine is killed anywhere in a backfill: nothing is lost, nothing is fetched twice."""

import random
from pathlib import Path

import pytest

from facteur.engine.sync.backfill import HEADER_WINDOW, UNDER_WAY
from tests.support.killseries import MESSAGES, KillSeries
from tests.support.mailserver import MailUser

KILLS = 10


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.timeout(180)
def test_killed_in_a_backfill(user: MailUser, home: Path) -> None:
    user.fill("INBOX", MESSAGES, profile="tiny")
    tally = KillSeries(user, home, random.Random(7)).run(KILLS)
    assert tally.again == 0
    # What was on its way, and one window whose transaction was not over.
    assert tally.headers_asked <= MESSAGES + KILLS * (UNDER_WAY + 1) * HEADER_WINDOW
