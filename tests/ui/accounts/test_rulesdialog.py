import pytest
from PySide6.QtCore import Qt

from facteur.mail.account import AfterDownload, PopRules
from facteur.ui.accounts.rulesdialog import RulesDialog
from facteur.ui.notice import Words

KEEP = PopRules(after_download=AfterDownload.KEEP)


@pytest.fixture
def dialog(qtbot, style):
    made = RulesDialog(style, "claire@exemple.fr")
    qtbot.addWidget(made)
    made.fill(KEEP)
    made.show()
    return made


def test_other_rules_are_kept_once(qtbot, dialog):
    dialog.page.form.delete.radio.setChecked(True)
    with qtbot.waitSignal(dialog.keep_asked) as said:
        dialog.main.click()
    assert said.args[0].after_download is AfterDownload.DELETE
    assert not dialog.main.isEnabled()
    assert dialog.isVisible()


def test_return_keeps(qtbot, dialog):
    dialog.page.form.leave.radio.setChecked(True)
    with qtbot.waitSignal(dialog.keep_asked) as said:
        qtbot.keyClick(dialog.page.form.leave.radio, Qt.Key.Key_Return)
    assert said.args[0].after_download is AfterDownload.LEAVE


def test_the_same_rules_change_nothing(qtbot, dialog):
    with qtbot.assertNotEmitted(dialog.keep_asked):
        dialog.main.click()
    assert not dialog.isVisible()


def test_what_went_wrong_is_said_and_can_be_tried_again(dialog):
    dialog.page.form.delete.radio.setChecked(True)
    dialog.main.click()
    dialog.show_failure(Words(title="No", meaning="m"))
    assert not dialog.card.isHidden()
    assert dialog.main.isEnabled()


def test_return_keeps_from_a_box_and_from_a_number(qtbot, dialog):
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.page.form.leave.radio.setChecked(True)
    for where in (dialog.page.form.follow, dialog.page.form.days):
        dialog._refresh()
        dialog._cancel.setFocus()
        where.setFocus()
        with qtbot.waitSignal(dialog.keep_asked):
            qtbot.keyClick(where, Qt.Key.Key_Return)


def test_return_on_cancel_cancels(qtbot, dialog):
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.page.form.delete.radio.setChecked(True)
    dialog._cancel.setFocus()
    with qtbot.assertNotEmitted(dialog.keep_asked):
        qtbot.keyClick(dialog._cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible()
