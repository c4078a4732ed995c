"""Every lesson through the real engine and the practice server, without a window."""

import asyncio
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.link import commands
from facteur.link.practice import IMAP_USER, POP_USER
from facteur.mail.flags import Flags
from facteur.ui.practice.lessons import LESSONS, Course, Deed, Lesson
from facteur.ui.practice.lessonwords import words
from facteur.ui.practice.scene import End, Scene
from tests.support.practicerig import Practice, practising
from tests.ui.practice.scenes import end, local, server


async def star(practice: Practice) -> None:
    """Do as the user does in the window: star the newest message, or take its star away."""
    newest = practice.scene().end(IMAP_USER).here[0]
    star = {"remove" if newest.flagged else "add": int(Flags.FLAGGED)}
    await practice.rig.ask(commands.SetFlags, messages=[newest.key], **star)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_a_lesson_is_done_when_it_has_really_happened(lesson: Lesson, tmp_path: Path) -> None:
    async def learn() -> None:
        async with practising(Profile(home=tmp_path / "profile")) as practice:
            course = Course(lesson, practice.scene())
            while (act := course.act) is not None:
                assert not course.judge(practice.scene())  # nothing has happened yet
                if act.deeds:
                    for deed in course.begin(practice.scene()):
                        await practice.perform(deed)
                else:
                    await star(practice)
                await practice.rig.until(lambda: course.judge(practice.scene()))
            assert course.done

    asyncio.run(learn())


def test_every_lesson_has_words_for_each_act() -> None:
    for lesson in LESSONS:
        assert len(words(lesson.key).acts) == len(lesson.acts)


@pytest.mark.slow
def test_all_lessons_can_be_done_one_after_the_other_and_again(tmp_path: Path) -> None:
    pop = [lesson for lesson in LESSONS if lesson.key.startswith("pop-")]

    async def learn() -> None:
        async with practising(Profile(home=tmp_path / "profile")) as practice:
            for lesson in (*pop, *pop):
                course = Course(lesson, practice.scene())
                while course.act is not None:
                    for deed in course.begin(practice.scene()):
                        await practice.perform(deed)
                    await practice.rig.until(lambda course=course: course.judge(practice.scene()))

    asyncio.run(learn())


def test_an_act_is_not_judged_before_its_button_was_pressed() -> None:
    course = Course(LESSONS[0], Scene())
    assert not course.begun
    assert not course.judge(Scene(ends={IMAP_USER: End()}))
    assert list(course.begin(Scene())) == [Deed.DELIVER_IMAP]
    assert course.begun


def lesson(key: str) -> Lesson:
    return next(one for one in LESSONS if one.key == key)


def imap(**changed: object) -> Scene:
    return Scene(ends={IMAP_USER: end("ab", "ab")}, **changed)


def holds(key: str, act: int, began: Scene, now: Scene) -> bool:
    return lesson(key).acts[act].holds(began, now)


def pop(on_server: str, here: str, days: int = 0) -> Scene:
    return Scene(ends={POP_USER: end(on_server, here)}, days_ahead=days)


@pytest.mark.parametrize(
    ("key", "act", "began", "now", "expected"),
    [
        ("arrival", 0, imap(), imap(), False),
        ("arrival", 0, imap(), Scene(ends={IMAP_USER: end("abc", "ab")}), False),
        ("arrival", 0, imap(), Scene(ends={IMAP_USER: end("abc", "abc")}), True),
        ("offline", 0, imap(), imap(line_up=True), False),
        ("offline", 0, imap(), imap(line_up=False), True),
        ("offline", 1, imap(), imap(line_up=False), False),
        ("pop-empties", 0, pop("ab", "ab"), pop("ab", "ab"), False),
        ("pop-empties", 0, pop("ab", "ab"), pop("", "ab"), False),
        ("pop-empties", 0, pop("ab", "ab"), pop("", "bc"), False),  # one is lost
        ("pop-empties", 0, pop("ab", "ab"), pop("", "abc"), True),
        ("pop-leaves", 0, pop("a", "a"), pop("ab", "ab"), False),
        ("pop-leaves", 0, pop("a", "a"), pop("abc", "ab"), False),
        ("pop-leaves", 0, pop("a", "a"), pop("abc", "abc"), True),
        ("pop-leaves", 1, pop("ab", "ab"), pop("", "ab"), False),  # before their time
        ("pop-leaves", 1, pop("ab", "ab"), pop("ab", "ab", 3), False),
        ("pop-leaves", 1, pop("ab", "ab"), pop("", "a", 3), False),
        ("pop-leaves", 1, pop("ab", "ab", 3), pop("", "ab", 6), True),
    ],
)
def test_a_check_holds_only_for_what_happened(
    key: str, act: int, began: Scene, now: Scene, expected: bool
) -> None:
    assert holds(key, act, began, now) is expected


def starred(*, here: bool, there: bool, line_up: bool = True) -> Scene:
    both = End(
        server=(server("a", seen=there, flagged=there),),
        here=(local("a", seen=here, flagged=here),),
    )
    return Scene(ends={IMAP_USER: both}, line_up=line_up)


def test_a_star_counts_when_both_ends_have_it() -> None:
    plain, both = starred(here=False, there=False), starred(here=True, there=True)
    only_there, only_here = starred(here=False, there=True), starred(here=True, there=False)
    assert not holds("two-devices", 0, plain, only_there)
    assert not holds("two-devices", 0, both, both)  # it was starred before
    assert holds("two-devices", 0, plain, both)
    assert not holds("two-devices", 1, plain, only_here)
    assert not holds("two-devices", 1, both, both)
    assert holds("two-devices", 1, plain, both)
    assert holds("two-devices", 1, both, plain)  # taken away


def test_a_star_that_waits_is_seen_and_so_is_its_way() -> None:
    waits = starred(here=True, there=False, line_up=False)
    assert holds("offline", 1, waits, waits)
    assert not holds("offline", 1, waits, starred(here=True, there=False))
    assert not holds("offline", 2, waits, waits)
    assert not holds("offline", 2, waits, starred(here=True, there=False))
    assert not holds("offline", 2, starred(here=True, there=True), starred(here=True, there=True))
    assert holds("offline", 2, waits, starred(here=True, there=True))


def test_a_course_goes_on_act_by_act() -> None:
    course = Course(lesson("offline"), imap())
    assert list(course.begin(imap())) == [Deed.CUT_LINE]
    assert course.judge(imap(line_up=False))
    assert course.begun  # the next is the user's own
    assert course.judge(starred(here=True, there=False, line_up=False))
    assert not course.begun  # the next has a button
    assert not course.judge(starred(here=True, there=True))
    assert list(course.begin(starred(here=True, there=False, line_up=False))) == [
        Deed.JOIN_LINE, Deed.LOOK,
    ]  # fmt: skip
    assert course.judge(starred(here=True, there=True))
    assert course.done
    assert course.act is None
    assert not course.judge(imap())
    assert list(course.begin(imap())) == []
