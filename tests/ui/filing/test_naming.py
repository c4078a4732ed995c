import pytest
from PySide6.QtCore import Qt

from facteur.ui.filing.naming import NamingDialog


@pytest.fixture
def dialog(qtbot):
    made = NamingDialog("New folder", "Inside “Projects”", "Make the folder")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_name_goes_without_its_outer_spaces(dialog, qtbot):
    assert not dialog._go_on.isEnabled()
    dialog.name.setText("  Garden ")
    with qtbot.waitSignal(dialog.entered) as entered:
        dialog._go_on.click()
    assert entered.args == ["Garden"]
    assert not dialog._go_on.isEnabled()  # one answer at a time
    assert dialog.isVisible()


def test_a_refused_name_can_be_changed(dialog, qtbot):
    dialog.name.setText("Trips")
    dialog._go_on.click()
    dialog.refuse("There is a folder of that name already.")
    assert dialog.why.isVisible()
    assert dialog._go_on.isEnabled()
    dialog.name.setText("Trips 2")
    assert not dialog.why.isVisible()


def test_a_slash_would_make_two_folders(dialog, qtbot):
    dialog.name.setText("a/b")
    with qtbot.assertNotEmitted(dialog.entered):
        dialog._go_on.click()
    assert dialog.why.isVisible()


def test_enter_takes_the_name(dialog, qtbot):
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.name.setText("Garden")
    dialog._cancel.setFocus()
    dialog.name.setFocus()
    with qtbot.waitSignal(dialog.entered):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
