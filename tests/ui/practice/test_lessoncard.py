"""One lesson in the panel."""

from facteur.ui.practice.lessoncard import LessonCard
from facteur.ui.practice.lessonwords import LessonWords
from facteur.ui.theme.style import Style

WORDS = LessonWords(title="Title", text="Some words.", acts=("Do it", "Your turn", "Do more"))


def card(qtbot) -> LessonCard:
    made = LessonCard(Style(), WORDS, (False, True, False))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_opens_and_closes(qtbot):
    made = card(qtbot)
    button = made.button(0)
    assert button is not None
    assert not button.isVisibleTo(made)
    with qtbot.waitSignal(made.chosen):
        made.title.click()
    made.set_open(True)
    assert button.isVisibleTo(made)
    made.set_open(False)
    assert not button.isVisibleTo(made)


def test_only_the_button_whose_turn_it_is_can_be_pressed(qtbot):
    made = card(qtbot)
    made.set_open(True)
    first, none, last = made.button(0), made.button(1), made.button(2)
    assert none is None
    assert first is not None
    assert last is not None
    made.show_course(0, waits=True, done_words="done")
    assert (first.isEnabled(), last.isEnabled()) == (True, False)
    with qtbot.waitSignal(made.act_pressed):
        first.click()
    made.show_course(0, waits=False, done_words="done")
    assert not first.isEnabled()
    made.show_course(2, waits=True, done_words="done")
    assert (first.isEnabled(), last.isEnabled()) == (False, True)


def test_a_lesson_that_is_done_says_so(qtbot):
    made = card(qtbot)
    made.show_course(2, waits=True, done_words="done")
    assert made.title.accessibleName() == "Title"
    made.show_course(3, waits=False, done_words="done")
    assert made.title.accessibleName() == "Title: done"
