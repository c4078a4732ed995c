from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from facteur.mail.account import Identity
from facteur.mail.keys import AccountKey
from facteur.ui.accounts.settingsdialog import AccountsDialog
from tests.ui.accounts.test_settingspage import IMAP, LOCAL, POP


@pytest.fixture
def dialog(qtbot, style):
    made = AccountsDialog(style)
    qtbot.addWidget(made)
    return made


def test_without_accounts_only_adding_is_possible(qtbot, dialog):
    dialog.show_accounts([])
    assert not dialog.none.isHidden()
    with qtbot.waitSignal(dialog.add_asked):
        dialog.add.click()


def test_the_chosen_one_stays_chosen_and_is_what_signals_are_about(qtbot, dialog):
    dialog.show_accounts([IMAP, POP, LOCAL])
    dialog.choose(AccountKey(2))
    dialog.show_accounts([LOCAL, POP])
    assert dialog.chosen() == 2
    for button, signal in (
        (dialog.page.change, dialog.change_asked),
        (dialog.page.rules, dialog.rules_asked),
        (dialog.page.password, dialog.password_asked),
        (dialog.page.remove, dialog.remove_asked),
    ):
        with qtbot.waitSignal(signal) as said:
            button.click()
        assert said.args == [2]
    with qtbot.waitSignal(dialog.named) as said:
        dialog.page.named.emit("Paul")
    assert said.args == [2, "Paul"]
    with qtbot.waitSignal(dialog.identified) as said:
        dialog.page.identified.emit((Identity(name="", address="x@y.fr"),))
    assert said.args[0] == 2
    spoken = dialog.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "p@b.fr, POP, paused"


def test_a_wish_can_be_undone(qtbot, dialog):
    dialog.show_accounts([IMAP])
    assert dialog.undo.isHidden()
    dialog.page.paused.click()
    dialog.show_accounts([replace(IMAP, preferences=replace(IMAP.preferences, paused=True))])
    assert not dialog.undo.isHidden()
    with qtbot.waitSignal(dialog.preferred) as said:
        dialog.undo.click()
    assert said.args == [1, IMAP.preferences]
    assert dialog.undo.isHidden()


def test_what_was_not_kept_is_said_and_what_holds_is_shown_again(dialog):
    dialog.show_accounts([IMAP])
    dialog.page.paused.click()
    dialog.show_failure("The disk is full.")
    assert dialog.said.text() == "The disk is full."
    assert not dialog.page.paused.isChecked()
    assert dialog.undo.isHidden()


def test_another_language_is_taken_at_once(dialog):
    dialog.show_accounts([IMAP])
    dialog.page.rules.setText("")
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert dialog.page.rules.text()
