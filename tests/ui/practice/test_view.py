"""The panel."""

from facteur.ui.practice.lessoncard import LessonCard
from facteur.ui.practice.lessonwords import words
from facteur.ui.practice.view import PracticePanel
from facteur.ui.theme.style import Style


def panel(qtbot) -> PracticePanel:
    style = Style()
    made = PracticePanel(style, (("imap", "IMAP"), ("pop", "POP")))
    qtbot.addWidget(made)
    for key in ("arrival", "offline"):
        told = words(key)
        made.add_card(key, LessonCard(style, told, (False,) * len(told.acts)))
    return made


def test_a_user_is_chosen(qtbot):
    made = panel(qtbot)
    made.show_user("imap")
    with qtbot.waitSignal(made.user_chosen) as chosen:
        made._chips["pop"].click()
    assert chosen.args == ["pop"]
    assert [chip.isChecked() for chip in made._chips.values()] == [False, True]


def test_one_lesson_is_open_at_most(qtbot):
    made = panel(qtbot)
    with qtbot.waitSignal(made.lesson_chosen) as chosen:
        made.cards["offline"].title.click()
    assert chosen.args == ["offline"]
    made.show_lesson("offline")
    opened = {key: card._body.isVisibleTo(card) for key, card in made.cards.items()}
    assert opened == {"arrival": False, "offline": True}
    made.show_lesson("")
    assert not any(card._body.isVisibleTo(card) for card in made.cards.values())


def test_a_button_says_whose_it_is(qtbot):
    made = panel(qtbot)
    made.cards["arrival"].show_course(0, waits=True, done_words="done")
    button = made.cards["arrival"].button(0)
    assert button is not None
    with qtbot.waitSignal(made.act_pressed) as pressed:
        button.click()
    assert pressed.args == ["arrival"]


def test_the_clock_is_told_when_it_was_turned(qtbot):
    made = panel(qtbot)
    made.show_clock(0)
    assert not made._clock.isVisibleTo(made)
    made.show_clock(3)
    assert made._clock.isVisibleTo(made)
    assert "3" in made._clock.text()


def test_lessons_are_taken_out_to_be_worded_anew(qtbot):
    made = panel(qtbot)
    made.remove_cards()
    assert made.cards == {}
    assert made._list.count() == 0
