"""Faults at every step of a story in which messages may leave a real server after some days.

Several engines live one after the other, and between them, or within a life, the clock goes on as
it should, jumps ahead by years, or back before anything was stored. The story knows what day it
truly is, which no engine does: a clock that lies must empty no mailbox.
"""

import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facteur.base.override import override
from facteur.base.paths import Profile
from facteur.mail.account import AfterDownload, PopRules
from tests.support import popjudge
from tests.support.mailserver import Dovecot, MailUser
from tests.support.poplives import DAY_S, End, Life, Nursery
from tests.support.popseries import Series, count_of, deliver, secret_of
from tests.support.popsteps import Fault

DAYS = 3
LEAVE = PopRules(after_download=AfterDownload.LEAVE, leave_days=DAYS)
YEARS = 5 * 365.0
MINUTE = 60 / DAY_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One life of an engine. passes: what day the wall clock says, and what day it truly is."""

    name: str
    passes: tuple[tuple[float, float], ...]

    def again(self) -> tuple[tuple[float, float], ...]:
        """Return the passes of the life after a fault, on the clock as it stands then.

        The last of them sees that what was to go is gone.
        """
        wall, truly = self.passes[-1]
        return tuple((wall + n * MINUTE, truly + n * MINUTE) for n in (8, 9, 10))


STORY = (
    Chapter(name="collected", passes=((0, 0), (MINUTE, MINUTE))),
    Chapter(name="a day later", passes=((1, 1),)),
    Chapter(
        name="years ahead",
        passes=((YEARS + 1, 1.1), (YEARS + 1 + 9 * MINUTE, 1.1 + 9 * MINUTE)),
    ),
    Chapter(name="before all was stored", passes=((-2, 1.2),)),
    Chapter(name="set right", passes=((1.5, 1.5), (1.5 + MINUTE, 1.5 + MINUTE))),
    Chapter(
        name="jumps while it runs",
        passes=((2.5, 2.5), (YEARS, 2.5 + MINUTE), (2.5 + 2 * MINUTE, 2.5 + 2 * MINUTE)),
    ),
    Chapter(
        name="the days are over",
        passes=((2.9, 2.9), (3.1, 3.1), (3.1 + MINUTE, 3.1 + MINUTE), (3.2, 3.2)),
    ),
)


class Leaving(Series):
    """The story, with a fault in each step of each of its lives; those after it go on undisturbed.

    The messages say that they were written long ago.
    """

    date = "Mon, 05 Feb 2001 08:00:00 +0000"

    def __init__(
        self,
        server: Dovecot,
        nurseries: list[Nursery],
        folder: Path,
        count: int,
        *,
        plant: str = "",
    ) -> None:
        super().__init__(server, nurseries, folder, count, plant=plant)
        self._counts: list[int] = []  # of the steps of each chapter, undisturbed

    @override
    def rules(self) -> Sequence[PopRules]:
        return [LEAVE]

    @override
    def one(self, fault: Fault, at: int, nursery: Nursery) -> End:
        """Tell the story once; `at` counts the steps through all of its chapters."""
        with self._lock:
            home = self._folder / f"life{next(self._numbers)}"
            user = self.server.add_user()
        deliver(user, self._raws)
        self._copy_template(Profile(home=home), user)
        where, step = self._place(at)
        ends: list[End] = []
        for number, chapter in enumerate(STORY):
            struck: Fault = fault if number == where else "none"
            try:
                ends.append(self._live(chapter, home, user, nursery, struck, step))
            except AssertionError as error:
                error.add_note(
                    f"in '{chapter.name}'; {fault} at {at}, step {step} of chapter {where}"
                )
                raise
        self._judge_at_the_end(Profile(home=home), user)
        shutil.rmtree(home)
        shutil.rmtree(user.maildir, ignore_errors=True)
        if fault == "none":
            self._counts = [count_of("kill", end) for end in ends]
        return End(
            killed=any(end.killed for end in ends),
            failed=any(end.failed for end in ends),
            steps=sum(end.steps for end in ends),
            writes=sum(end.writes for end in ends),
            talk=sum(end.talk for end in ends),
        )

    def _place(self, at: int) -> tuple[int, int]:
        """Return the number of the chapter that a step is in, and which of its steps it is."""
        ends = list(itertools.accumulate(self._counts)) or [0]
        where = next((number for number, end in enumerate(ends) if at <= end), len(ends) - 1)
        return where, at - (ends[where - 1] if where else 0)

    def _live(
        self, chapter: Chapter, home: Path, user: MailUser, nursery: Nursery, fault: Fault, at: int
    ) -> End:
        """Live one chapter, again where it was struck, and judge after each life."""

        def life(moments: tuple[tuple[float, float], ...], fault: Fault = "none") -> End:
            order = Life(
                home=str(home),
                secret=secret_of(user),
                moments=moments,
                fault=fault,
                at=at,
                tolerant=fault != "none",
                plant=self._plant,
            )
            end = nursery.live(order)
            self._count(struck=end.killed)
            self._judge_day(Profile(home=home), user, moments[-1][1])
            return end

        end = life(chapter.passes, fault)
        if end.killed:
            assert not life(chapter.again()).failed, "the life after it failed"
        else:
            assert fault != "none" or not end.failed, "an undisturbed life failed"
        return end

    def _judge_day(self, profile: Profile, user: MailUser, day: float) -> None:
        """Judge as ever, and that nothing has been removed before its days were truly over."""
        self._judge_at_once(profile, user)
        if day < DAYS:
            heard = popjudge.heard(user)
            assert not heard, f"{len(heard)} messages were removed on day {day:.1f}"
            there = len(popjudge.on_server(user))
            assert there == len(self._raws), f"{there} messages are left on day {day:.1f}"
        popjudge.kept_for(profile, DAYS * DAY_S * 1000)
