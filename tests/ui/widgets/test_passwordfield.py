from PySide6.QtWidgets import QLineEdit

from facteur.ui.theme.style import Style
from facteur.ui.widgets.passwordfield import PasswordField


def test_the_eye_shows_and_hides(qtbot):
    field = PasswordField(Style())
    qtbot.addWidget(field)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field._eye.setChecked(True)
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert field._eye.toolTip() == "Hide the password"
