import pytest
from PySide6.QtCore import Qt

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
