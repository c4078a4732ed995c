"""When the user is asked, and what an answer covers."""

from dataclasses import replace

import pytest

from facteur.engine.pop.removal import Wanted, after_pass, answered, asked, judge
from facteur.store.rows import MaildropState

NEW = MaildropState()
ALLOWED = MaildropState(permission="allowed", settled=True, usual=30.0)


@pytest.mark.parametrize("count", [0, 1, 10_000])
def test_nothing_goes_before_it_was_allowed(count: int) -> None:
    assert judge(NEW, count) == "ask"
    assert judge(replace(NEW, permission="kept"), count) == "hold"


@pytest.mark.parametrize(
    ("usual", "count", "verdict"),
    [
        (30.0, 200, "go"),
        (30.0, 201, "jump"),
        (1.0, 20, "go"),  # somebody with a message a day
        (1.0, 21, "jump"),
        (5.0, 50, "go"),
        (5.0, 51, "jump"),
        (1000.0, 201, "jump"),
    ],
)
def test_a_jump_is_asked_about_again(usual: float, count: int, verdict: str) -> None:
    assert judge(replace(ALLOWED, usual=usual), count) == verdict


def test_an_agreement_covers_the_next_whole_pass() -> None:
    waiting = asked(NEW, Wanted(count=8000, octets=5, unproven=2))
    assert (waiting.asked_count, waiting.asked_octets, waiting.asked_unproven) == (8000, 5, 2)
    agreed = answered(waiting, allow=True)
    assert agreed.asked_count == agreed.asked_octets == agreed.asked_unproven == 0
    assert judge(agreed, 8000) == "go"
    over = after_pass(agreed, 8000)
    assert over.settled
    assert over.usual == 20.0  # the first pass is no measure of the usual
    assert judge(over, 201) == "jump"


def test_a_pass_that_removed_nothing_settles_nothing() -> None:
    agreed = answered(NEW, allow=True)
    assert not after_pass(agreed, 0).settled
    assert after_pass(ALLOWED, 0).usual == ALLOWED.usual


def test_the_usual_number_is_learned_slowly() -> None:
    assert after_pass(ALLOWED, 80).usual == pytest.approx(40.0)


def test_no_means_no() -> None:
    assert judge(answered(ALLOWED, allow=False), 1) == "hold"
