"""The lessons: a table of what each shows, what its buttons do, and how to see that it happened.

A lesson is a row; its words stand in `lessonwords` under the same key. An act is held against two
scenes: the one in which it began and the present one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from facteur.link.practice import IMAP_USER, POP_USER
from facteur.ui.practice.scene import End, Scene

Check: TypeAlias = Callable[[Scene, Scene], bool]
PRACTISED_DAYS = 3


class Deed(Enum):
    """What a button can do; see `performing`."""

    DELIVER_IMAP = "deliver-imap"
    DELIVER_POP = "deliver-pop"
    PHONE_MARKS = "phone-marks"
    CUT_LINE = "cut-line"
    JOIN_LINE = "join-line"
    LOOK = "look"  # for news, in every account
    RULE_DELETE = "rule-delete"
    RULE_LEAVE = "rule-leave"
    TURN_CLOCK = "turn-clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One step of a lesson. deeds: what its button does, none: the user does it in the window."""

    deeds: tuple[Deed, ...] = ()
    holds: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson. user: whose mail it is about."""

    key: str
    user: str
    acts: tuple[Act, ...]


def _arrived(began: Scene, now: Scene) -> bool:
    before, after = began.end(IMAP_USER), now.end(IMAP_USER)
    new = after.server_ids() - before.server_ids()
    return bool(new & after.here_ids())


def _phone_seen(began: Scene, now: Scene) -> bool:
    """Whether what the telephone marked is marked here as well."""
    before = {one.message_id: one for one in began.end(IMAP_USER).server}
    marked = {
        one.message_id
        for one in now.end(IMAP_USER).server
        if one.seen and one.flagged and not _was_starred(before.get(one.message_id))
    }
    here = {one.message_id for one in now.end(IMAP_USER).here if one.seen and one.flagged}
    return bool(marked & here)


def _was_starred(one: object) -> bool:
    return bool(getattr(one, "flagged", False))


def _star_changed_at_both_ends(began: Scene, now: Scene) -> bool:
    before = _stars(began.end(IMAP_USER))
    return any(
        here == server and before.get(message_id, (here, server))[0] != here
        for message_id, (here, server) in _stars(now.end(IMAP_USER)).items()
    )


def _stars(end: End) -> dict[str, tuple[bool, bool]]:
    """Return whether each message is starred here and on the server, where both have it."""
    server = {one.message_id: one.flagged for one in end.server}
    return {
        one.message_id: (one.flagged, server[one.message_id])
        for one in end.here
        if one.message_id in server
    }


def _cut(_began: Scene, now: Scene) -> bool:
    return not now.line_up


def _star_waits(_began: Scene, now: Scene) -> bool:
    """Whether a star was set or taken here that the server does not know of."""
    return not now.line_up and any(
        here != server for here, server in _stars(now.end(IMAP_USER)).values()
    )


def _star_went(began: Scene, now: Scene) -> bool:
    """Whether what waited is on the server now."""
    before, after = _stars(began.end(IMAP_USER)), _stars(now.end(IMAP_USER))
    waited = [message_id for message_id, (here, server) in before.items() if here != server]
    settled = (after[one][0] == after[one][1] for one in waited if one in after)
    return now.line_up and bool(waited) and all(settled)


def _emptied(began: Scene, now: Scene) -> bool:
    """Whether the server has nothing more, and this computer has all it had, and the new."""
    before, after = began.end(POP_USER), now.end(POP_USER)
    kept = before.server_ids() | before.here_ids()
    return not after.server and kept < after.here_ids()


def _both_have(began: Scene, now: Scene) -> bool:
    before, after = began.end(POP_USER), now.end(POP_USER)
    new = after.server_ids() - before.server_ids()
    return len(new) > 1 and after.server_ids() <= after.here_ids()


def _left_after_days(began: Scene, now: Scene) -> bool:
    before, after = began.end(POP_USER), now.end(POP_USER)
    passed = now.days_ahead >= began.days_ahead + PRACTISED_DAYS
    return passed and not after.server and before.server_ids() <= after.here_ids()


LESSONS: tuple[Lesson, ...] = (
    Lesson(
        key="arrival",
        user=IMAP_USER,
        acts=(Act(deeds=(Deed.DELIVER_IMAP,), holds=_arrived),),
    ),
    Lesson(
        key="two-devices",
        user=IMAP_USER,
        acts=(
            Act(deeds=(Deed.DELIVER_IMAP, Deed.PHONE_MARKS), holds=_phone_seen),
            Act(holds=_star_changed_at_both_ends),
        ),
    ),
    Lesson(
        key="offline",
        user=IMAP_USER,
        acts=(
            Act(deeds=(Deed.CUT_LINE,), holds=_cut),
            Act(holds=_star_waits),
            Act(deeds=(Deed.JOIN_LINE, Deed.LOOK), holds=_star_went),
        ),
    ),
    Lesson(
        key="pop-empties",
        user=POP_USER,
        acts=(Act(deeds=(Deed.DELIVER_POP, Deed.RULE_DELETE, Deed.LOOK), holds=_emptied),),
    ),
    Lesson(
        key="pop-leaves",
        user=POP_USER,
        acts=(
            Act(
                deeds=(Deed.RULE_LEAVE, Deed.DELIVER_POP, Deed.DELIVER_POP, Deed.LOOK),
                holds=_both_have,
            ),
            Act(deeds=(Deed.TURN_CLOCK, Deed.LOOK), holds=_left_after_days),
        ),
    ),
)


class Course:
    """How far somebody has come in one lesson; judged anew with each scene."""

    def __init__(self, lesson: Lesson, scene: Scene) -> None:
        self.lesson = lesson
        self.at = 0
        self._began = scene
        self._begun = not lesson.acts[0].deeds

    @property
    def done(self) -> bool:
        """Whether every act has been seen to happen."""
        return self.at >= len(self.lesson.acts)

    @property
    def act(self) -> Act | None:
        """The act that comes now, None when all are done."""
        return None if self.done else self.lesson.acts[self.at]

    @property
    def begun(self) -> bool:
        """Whether the present act goes on; before that its button waits."""
        return self._begun

    def begin(self, scene: Scene) -> Iterator[Deed]:
        """Begin the present act in this scene, and yield what is to be done for it."""
        self._began, self._begun = scene, True
        act = self.act
        yield from act.deeds if act is not None else ()

    def judge(self, scene: Scene) -> bool:
        """Look at a new scene; True when the present act has happened."""
        act = self.act
        if act is None or not self._begun or not act.holds(self._began, scene):
            return False
        self.at += 1
        following = self.act
        self._began = scene
        self._begun = following is not None and not following.deeds
        return True
