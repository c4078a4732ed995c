"""Collecting with delete-after-download is struck at every step: no message is lost or comes twice.

For long, and with more messages: `tests/soak`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.mailserver import Dovecot, Knobs
from tests.support.popdays import STORY, Leaving
from tests.support.poplives import Nursery
from tests.support.popseries import LostMail, Series, TwoAccounts

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(300)]
MESSAGES = 5


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with Dovecot(Knobs(rawlog=True)) as running:
        yield running


@pytest.fixture(scope="module")
def nurseries() -> Iterator[list[Nursery]]:
    with Nursery() as one, Nursery() as other:
        yield [one, other]


def test_killed_at_every_step(server: Dovecot, nurseries: list[Nursery], tmp_path: Path) -> None:
    tally = Series(server, nurseries, tmp_path, MESSAGES, run_messages=3).every_step("kill")
    print(tally)
    assert tally.faults >= tally.steps > 150


def test_disk_full_at_every_write(
    server: Dovecot, nurseries: list[Nursery], tmp_path: Path
) -> None:
    tally = Series(server, nurseries, tmp_path, MESSAGES).every_step("full", stride=3)
    print(tally)
    assert tally.faults >= tally.steps // 3 > 20


def test_line_lost_at_every_word(server: Dovecot, nurseries: list[Nursery], tmp_path: Path) -> None:
    tally = Series(server, nurseries, tmp_path, MESSAGES, run_messages=2).every_step("cut")
    print(tally)
    assert tally.faults >= tally.steps > 20


def test_the_kills_see_a_message_that_was_deleted_too_early(
    server: Dovecot, nurseries: list[Nursery], tmp_path: Path
) -> None:
    series = Series(server, nurseries, tmp_path, MESSAGES, plant="dele_before_commit")
    seen: list[str] = []
    for step in range(20, 150):
        try:
            series.one("kill", step, nurseries[0])
        except AssertionError as error:
            seen.append(str(error))
            if "neither side" in seen[-1]:
                break
    assert "neither side" in seen[-1]


def test_killed_while_lost_rows_are_made_again(
    server: Dovecot, nurseries: list[Nursery], tmp_path: Path
) -> None:
    tally = LostMail(server, nurseries, tmp_path, MESSAGES).every_step("kill", stride=5)
    print(tally)
    assert tally.faults >= tally.steps // 5 > 10


def test_killed_with_two_accounts_on_the_maildrop(
    server: Dovecot, nurseries: list[Nursery], tmp_path: Path
) -> None:
    tally = TwoAccounts(server, nurseries, tmp_path, MESSAGES).every_step("kill", stride=7)
    print(tally)
    assert tally.faults >= tally.steps // 7 > 10


def test_killed_while_messages_wait_for_their_days_and_the_clock_is_moved(
    server: Dovecot, nurseries: list[Nursery], tmp_path: Path
) -> None:
    tally = Leaving(server, nurseries, tmp_path, 3).every_step("kill", stride=13)
    print(tally)
    assert tally.steps > 300
    assert tally.faults >= tally.steps // 13 > 3 * len(STORY)


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        ("clock_from_the_date", "collected"),
        ("clock_always_believed", "years ahead"),
        ("doubt_not_kept", "years ahead"),
    ],
)
def test_the_story_sees_what_leaves_before_its_days_are_over(
    server: Dovecot, nurseries: list[Nursery], tmp_path: Path, plant: str, where: str
) -> None:
    series = Leaving(server, nurseries, tmp_path, 2, plant=plant)
    with pytest.raises(AssertionError, match="were removed on day") as seen:
        series.one("none", 0, nurseries[0])
    assert where in seen.value.__notes__[0]
