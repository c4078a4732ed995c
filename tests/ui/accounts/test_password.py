from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from facteur.mail.account import AccountSettings, Security, ServerAddress, Submission
from facteur.ui.accounts.password import PasswordDialog

HERS = AccountSettings(
    address="a@b.fr",
    server=ServerAddress(host="imap.b.fr", port=993, security=Security.TLS),
    user="a",
)


def test_it_says_where_the_password_goes(qtbot, style):
    out = Submission(server=ServerAddress(host="smtp.b.fr", port=465, security=Security.TLS))
    for settings, words in (
        (HERS, "It is for receiving (imap.b.fr)."),
        (replace(HERS, submission=out), "for receiving (imap.b.fr) and for sending (smtp.b.fr)."),
    ):
        dialog = PasswordDialog(style, settings, refused=False, keyring=True, parent=None)
        qtbot.addWidget(dialog)
        assert words in dialog._where.text()


@pytest.fixture(params=[True, False])
def keyring(request):
    return request.param


@pytest.mark.parametrize("refused", [True, False])
def test_a_password_is_given_once(qtbot, style, keyring, refused):
    dialog = PasswordDialog(style, HERS, refused=refused, keyring=keyring, parent=None)
    qtbot.addWidget(dialog)
    assert not dialog.main.isEnabled()
    qtbot.keyClicks(dialog.field, "secret")
    with qtbot.waitSignal(dialog.given) as said:
        dialog.main.click()
    assert said.args == ["secret", keyring]
    assert dialog.field.text() == ""
    assert ("refused" in dialog._reason.text()) == refused


def test_later_gives_nothing(qtbot, style):
    dialog = PasswordDialog(style, HERS, refused=False, keyring=True, parent=None)
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.given):
        dialog._later.click()


def test_enter_signs_in_from_the_field_and_from_the_box(qtbot, style):
    for name in ("field", "remember"):
        dialog = PasswordDialog(style, HERS, refused=False, keyring=True, parent=None)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.field.setText("secret")
        where = getattr(dialog, name)
        dialog._later.setFocus()
        where.setFocus()
        with qtbot.waitSignal(dialog.given):
            qtbot.keyClick(where, Qt.Key.Key_Return)


def test_enter_on_a_button_presses_that_one(qtbot, style):
    dialog = PasswordDialog(style, HERS, refused=False, keyring=True, parent=None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.field.setText("secret")
    dialog._later.setFocus()
    with qtbot.assertNotEmitted(dialog.given), qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog._later, Qt.Key.Key_Return)
