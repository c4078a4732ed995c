from PySide6.QtCore import Qt

from facteur.ui.accounts.welcome import WelcomePage


def test_the_way_in_and_the_other_language(qtbot):
    page = WelcomePage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.add_asked):
        page._add.click()
    with qtbot.waitSignal(page.language_asked) as said:
        page._language.click()
    assert said.args == ["fr"]
    page.show_language("fr")
    with qtbot.waitSignal(page.language_asked) as said:
        page._language.click()
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
