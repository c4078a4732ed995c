import pytest
from PySide6.QtCore import QLocale, Qt

from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey
from facteur.ui.accounts.manage import AccountLine, ManageDialog, RemoveQuestion

LINES = tuple(
    AccountLine(key=AccountKey(n), address=f"{n}@b.fr", host="h", waiting=n) for n in (1, 2)
)


@pytest.fixture
def dialog(qtbot, style):
    made = ManageDialog(style)
    qtbot.addWidget(made)
    return made


def test_without_accounts_only_adding_is_possible(qtbot, dialog):
    assert not dialog._change.isEnabled()
    with qtbot.waitSignal(dialog.add_asked):
        dialog._add.click()


def test_the_chosen_one_is_changed_or_removed_and_stays_chosen(qtbot, dialog):
    dialog.show_accounts(LINES)
    dialog.list.setCurrentRow(1)
    dialog.show_accounts(LINES)
    with qtbot.waitSignal(dialog.change_asked) as said:
        dialog._change.click()
    assert said.args == [2]
    with qtbot.waitSignal(dialog.remove_asked) as said:
        dialog._remove.click()
    assert said.args == [2]
    assert dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "1@b.fr, IMAP, h"


def test_removing_says_what_it_means_and_keeping_is_the_default(qtbot):
    question = RemoveQuestion(LINES[1])
    qtbot.addWidget(question)
    assert "stays on the server" in question.informativeText()
    assert "2 change" in question.informativeText()
    assert question.defaultButton() is question.keep
    with qtbot.assertNotEmitted(question.agreed):
        question.keep.click()
    other = RemoveQuestion(AccountLine(key=AccountKey(1), address="<b>", host="h"))
    qtbot.addWidget(other)
    assert "<b>" in other.text()
    assert "change" not in other.informativeText()
    with qtbot.waitSignal(other.agreed):
        other.go_on.click()


POP = AccountLine(
    key=AccountKey(3), address="c@b.fr", host="h", protocol=Protocol.POP, messages=1248
)


def test_copies_on_the_server_are_a_matter_of_accounts_that_collect(qtbot, dialog):
    dialog.show_accounts(LINES)
    assert dialog.rules.isHidden()
    dialog.show_accounts((*LINES, POP))
    assert not dialog.rules.isHidden()
    assert not dialog.rules.isEnabled()
    dialog.list.setCurrentRow(2)
    with qtbot.waitSignal(dialog.rules_asked) as said:
        dialog.rules.click()
    assert said.args == [3]
    assert dialog.list.item(2).data(Qt.ItemDataRole.AccessibleTextRole) == "c@b.fr, POP, h"


def test_the_only_copies_go_with_a_tick_of_their_own(qtbot):
    question = RemoveQuestion(POP)
    qtbot.addWidget(question)
    told = question.informativeText()
    assert f"only copy of {QLocale().toString(1248)} message" in told
    assert "nothing is deleted there" in told
    assert not question.go_on.isEnabled()
    assert question.go_on.accessibleDescription() == "Tick the box above first."
    question.understood.setChecked(True)
    assert question.go_on.isEnabled()
    with qtbot.waitSignal(question.agreed) as said:
        question.go_on.click()
    assert said.args == [True]


def test_an_account_that_collected_nothing_is_removed_like_others(qtbot):
    question = RemoveQuestion(AccountLine(key=AccountKey(4), address="d@b.fr", host="h"))
    qtbot.addWidget(question)
    assert question.understood is None
    with qtbot.waitSignal(question.agreed) as said:
        question.go_on.click()
    assert said.args == [False]


def heard(dialog) -> list[str]:
    said: list[str] = []
    for name in ("add_asked", "change_asked", "rules_asked", "remove_asked", "accepted"):
        getattr(dialog, name).connect(lambda *_, name=name: said.append(name))
    return said


def test_enter_in_the_list_changes_the_account_and_nothing_else(qtbot, dialog):
    dialog.show_accounts((*LINES, POP))
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    said = heard(dialog)
    for before in (dialog.list, dialog._remove, dialog._close):
        before.setFocus()
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert said == ["change_asked"] * 3
    assert not dialog._remove.isDefault()


def test_enter_on_a_button_presses_that_one_only(qtbot, dialog):
    dialog.show_accounts(LINES)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    said = heard(dialog)
    dialog._close.setFocus()
    qtbot.keyClick(dialog._close, Qt.Key.Key_Return)
    assert said == ["accepted"]


def test_a_double_click_changes_the_account_once(qtbot, dialog):
    dialog.show_accounts(LINES)
    dialog.show()
    said = heard(dialog)
    place = dialog.list.visualItemRect(dialog.list.item(1)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said == ["change_asked"]


def test_enter_keeps_the_account_also_from_the_box(qtbot):
    question = RemoveQuestion(POP)
    qtbot.addWidget(question)
    question.open()
    qtbot.waitUntil(question.isActiveWindow)
    question.understood.setChecked(True)
    question.understood.setFocus()
    with qtbot.assertNotEmitted(question.agreed):
        qtbot.keyClick(question.understood, Qt.Key.Key_Return)
    assert not question.isVisible()
