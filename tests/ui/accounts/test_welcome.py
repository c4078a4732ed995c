from PySide6.QtCore import Qt

from facteur.ui.accounts.welcome import WelcomePage


def test_the_way_in_and_the_other_language(qtbot):
    page = WelcomePage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.add_asked):
        page.add.click()
    with qtbot.waitSignal(page.language_asked) as said:
        page.language.click()
    assert said.args == ["fr"]
    page.show_language("fr")
    with qtbot.waitSignal(page.language_asked) as said:
        page.language.click()
    assert said.args == ["en"]
    page.show()
    page.focus_first()
    assert not page._mark.grab().isNull()


def test_return_presses_the_button_that_has_the_focus(qtbot):
    page = WelcomePage()
    qtbot.addWidget(page)
    page.show()
    page.focus_first()
    with qtbot.waitSignal(page.add_asked):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)


def test_every_way_in_says_so(qtbot):
    page = WelcomePage()
    qtbot.addWidget(page)
    for button, signal in (
        (page.demo, page.demo_asked),
        (page.bring, page.import_asked),
        (page.restore, page.restore_asked),
    ):
        with qtbot.waitSignal(signal):
            button.click()
    assert page.demo.accessibleDescription() == "Sample messages, no account, nothing is sent."


def test_one_filled_button_and_it_has_the_keyboard(qtbot):
    page = WelcomePage()
    qtbot.addWidget(page)
    page.show()
    page.focus_first()
    assert page.focusWidget() is page.add
    assert not page.resume.isVisible()
    page.show_left("claire@exemple.fr")
    assert page.focusWidget() is page.resume
    page.demo.setFocus()
    page.show_left("claire@exemple.fr")
    assert page.focusWidget() is page.demo  # where the user has gone
    page.focus_first()
    assert page.focusWidget() is page.resume
    assert page.resume.text() == "Resume adding claire@exemple.fr"
    filled = [b for b in (page.resume, page.add, page.demo) if b.property("kind") == "primary"]
    assert filled == [page.resume]
    with qtbot.waitSignal(page.resume_asked):
        qtbot.keyClick(page.resume, Qt.Key.Key_Return)
