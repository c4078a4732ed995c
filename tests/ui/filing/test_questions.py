from PySide6.QtCore import Qt

from facteur.ui.filing.questions import DeleteQuestion


def test_keeping_is_what_enter_and_escape_do(qtbot):
    question = DeleteQuestion("Delete?", "It is gone then.", "Delete 3 messages")
    qtbot.addWidget(question)
    assert question.defaultButton() is question.keep
    assert question.escapeButton() is question.keep
    assert question.go_on.text() == "Delete 3 messages"
    with qtbot.assertNotEmitted(question.agreed):
        question.keep.click()


def test_agreeing_is_said_once(qtbot):
    question = DeleteQuestion("Delete?", "", "Delete")
    qtbot.addWidget(question)
    with qtbot.waitSignal(question.agreed):
        question.go_on.click()


def test_enter_keeps(qtbot):
    question = DeleteQuestion("Delete?", "", "Delete")
    qtbot.addWidget(question)
    question.open()
    with qtbot.assertNotEmitted(question.agreed):
        qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible()
