from facteur.ui.reader.quietpage import QuietPage


def test_words_and_button(qtbot, style):
    page = QuietPage(style)
    qtbot.addWidget(page)
    page.show_words("cloud", "Title", "<b>more</b>", "Go")
    assert page.accessibleName() == "Title <b>more</b>"
    with qtbot.waitSignal(page.pressed):
        page._button.click()
    page.show_words("", "")
    assert page._icon.isHidden()
    assert page._button.isHidden()
