"""Every lesson through the real engine and the practice server, without a window."""

import asyncio
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.link import commands
from facteur.link.practice import IMAP_USER
from facteur.mail.flags import Flags
from facteur.ui.practice.lessons import LESSONS, Course, Deed, Lesson
from facteur.ui.practice.lessonwords import words
from facteur.ui.practice.scene import End, Scene
from tests.support.practicerig import Practice, practising

pytestmark = pytest.mark.slow


async def star(practice: Practice) -> None:
    """Do as the user does in the window: star the newest message, or take its star away."""
    newest = practice.scene().end(IMAP_USER).here[0]
    star = {"remove" if newest.flagged else "add": int(Flags.FLAGGED)}
    await practice.rig.ask(commands.SetFlags, messages=[newest.key], **star)


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
