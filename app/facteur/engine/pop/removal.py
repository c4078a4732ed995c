"""Whether the user agrees that messages leave the server: asked once, and again when it jumps."""

from dataclasses import dataclass, replace
from typing import Literal

from facteur.mail.account import MOST_DAYS, AfterDownload, PopRules
from facteur.store.rows import MaildropState

JUMP_COUNT = 200
JUMP_FACTOR = 10
FIRST_USUAL = 20.0  # until it is learned
LEAST_USUAL = 2.0  # somebody with a message a day is not asked about twelve
_WEIGHT = 0.2  # of the newest pass in the average

Verdict = Literal["go", "ask", "jump", "hold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a pass would take from the server, at most; unproven: messages among them."""

    count: int
    octets: int
    unproven: int = 0


def judge(state: MaildropState, count: int) -> Verdict:
    """Say whether so many messages may be removed in this pass.

    go: yes. ask: the user was never asked. jump: asked again, it is far more than usual.
    hold: the user said that they stay.
    """
    match state.permission:
        case "kept":
            return "hold"
        case "allowed":
            usual = max(state.usual, LEAST_USUAL)
            if state.settled and (count > JUMP_COUNT or count > JUMP_FACTOR * usual):
                return "jump"
            return "go"
        case _:
            return "ask"


def asked(state: MaildropState, wanted: Wanted) -> MaildropState:
    """Return the state in which an answer is waited for."""
    return replace(
        state,
        asked_count=wanted.count,
        asked_octets=wanted.octets,
        asked_unproven=wanted.unproven,
    )


def answered(state: MaildropState, *, allow: bool) -> MaildropState:
    """Return the state after the user's answer; an agreement covers the next whole pass."""
    return replace(
        state,
        permission="allowed" if allow else "kept",
        settled=False,
        asked_count=0,
        asked_octets=0,
        asked_unproven=0,
    )


def asked_anew(state: MaildropState) -> MaildropState:
    """Return the state in which nothing is agreed to any more: the rules are others now."""
    return replace(answered(state, allow=False), permission="ask")


def removes_more(before: PopRules, after: PopRules) -> bool:
    """Whether other rules let more leave the server, or sooner."""
    more = _rank(after) > _rank(before)
    return more or (after.follow_deletion and not before.follow_deletion)


def _rank(rules: PopRules) -> int:
    """Return how much a rule removes: more when it is higher."""
    match rules.after_download:
        case AfterDownload.KEEP:
            return 0
        case AfterDownload.LEAVE:
            return 1 + MOST_DAYS - rules.leave_days
        case AfterDownload.DELETE:
            return 1 + MOST_DAYS


def after_pass(state: MaildropState, removed: int) -> MaildropState:
    """Return the state after a pass that was allowed and came to its end."""
    usual = state.usual
    if removed:
        usual = usual + _WEIGHT * (removed - usual) if state.settled else FIRST_USUAL
    return replace(
        state,
        settled=state.settled or removed > 0,
        usual=usual,
        asked_count=0,
        asked_octets=0,
        asked_unproven=0,
    )
