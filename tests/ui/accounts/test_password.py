import pytest

from facteur.ui.accounts.password import PasswordDialog


@pytest.fixture(params=[True, False])
def keyring(request):
    return request.param


@pytest.mark.parametrize("refused", [True, False])
def test_a_password_is_given_once(qtbot, style, keyring, refused):
    dialog = PasswordDialog(style, "a@b.fr", refused=refused, keyring=keyring, parent=None)
    qtbot.addWidget(dialog)
    assert not dialog.main.isEnabled()
    qtbot.keyClicks(dialog.field, "secret")
    with qtbot.waitSignal(dialog.given) as said:
        dialog.main.click()
    assert said.args == ["secret", keyring]
    assert dialog.field.text() == ""
    assert ("refused" in dialog._reason.text()) == refused


def test_later_gives_nothing(qtbot, style):
    dialog = PasswordDialog(style, "a@b.fr", refused=False, keyring=True, parent=None)
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.given):
        dialog._later.click()
