"""The button of a dialog that Enter presses, wherever the keyboard is."""

from PySide6.QtWidgets import QDialog, QPushButton


def make_main(button: QPushButton) -> None:
    """Let Enter press this button from every field of the dialog it is in already.

    A default button that comes into its dialog inside another widget, as in a foot, is not known
    to the dialog (seen with Qt 6.11): the first button of all is then what Enter presses.
    """
    assert isinstance(button.window(), QDialog), "put the button into its dialog first"
    button.setDefault(True)
