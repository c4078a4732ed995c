"""The words of the lessons."""

import pytest

from facteur.ui.practice.lessons import LESSONS, Lesson
from facteur.ui.practice.lessonwords import words


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_a_lesson_has_a_title_a_few_sentences_and_a_word_for_each_act(lesson: Lesson):
    told = words(lesson.key)
    assert told.title
    assert 1 <= told.text.count(".") <= 3
    assert len(told.acts) == len(lesson.acts)
    assert all(told.acts)


def test_titles_differ():
    assert len({words(lesson.key).title for lesson in LESSONS}) == len(LESSONS)
