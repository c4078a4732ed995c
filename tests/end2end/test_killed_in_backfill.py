"""The engine is killed anywhere in a backfill: nothing is lost, nothing is fetched twice."""

import random
from pathlib import Path

import pytest

from tests.support.killseries import MESSAGES, KillSeries
from tests.support.mailserver import MailUser

KILLS = 10


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.timeout(180)
def test_killed_in_a_backfill(user: MailUser, home: Path) -> None:
    user.fill("INBOX", MESSAGES, profile="tiny")
    tally = KillSeries(user, home, random.Random(7)).run(KILLS)
    assert tally.kills == KILLS
    print(tally)
    assert tally.again == 0
