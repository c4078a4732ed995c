import pytest

from facteur.ui.theme.style import Style
from facteur.ui.transfer.backupview import BackupDialog, BackupState


@pytest.fixture
def dialog(qtbot):
    made = BackupDialog(Style())
    qtbot.addWidget(made)
    made.show_state(BackupState(folder="/media/key", last="Yesterday", only_copy=True))
    made.show()
    return made


def test_two_different_passphrases_make_no_backup(dialog):
    assert dialog.back_up.isEnabled()
    dialog.phrase.setText("four plain words")
    assert dialog.again.isVisible()
    assert not dialog.back_up.isEnabled()
    dialog.again.setText("four plain wards")
    assert dialog._differ.isVisible()
    dialog.again.setText("four plain words")
    assert dialog.back_up.isEnabled()
    assert not dialog._differ.isVisible()


def test_what_a_lost_passphrase_means_stands_there(dialog):
    assert "cannot be read, not even by us" in dialog._enc.text()


def test_each_month_needs_a_folder_and_has_no_passphrase(dialog, qtbot):
    with qtbot.waitSignal(dialog.monthly_chosen) as chosen:
        dialog.monthly.setChecked(True)
    assert chosen.args == [True]
    assert dialog._unsealed.isVisible()
    dialog.show_state(BackupState(monthly=True))
    assert not dialog.monthly.isEnabled()


def test_the_state_is_shown_without_asking_for_anything(dialog, qtbot):
    with qtbot.assertNotEmitted(dialog.monthly_chosen):
        dialog.show_state(BackupState(folder="/x", monthly=True, same_disk=True))
    assert dialog.monthly.isChecked()
    assert dialog.same.isVisible()


def test_the_keyboard_starts_at_the_next_step(dialog, qtbot):
    dialog.focus_first()
    assert dialog.focusWidget() is dialog.back_up
    dialog.show_state(BackupState())
    dialog.focus_first()
    assert dialog.focusWidget() is dialog._choose
