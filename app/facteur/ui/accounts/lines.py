"""Labels for sentences on the account pages: plain text that wraps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from facteur.ui.theme.style import set_property


def line(size: str = "", *, tone: str = "", strong: bool = False) -> QLabel:
    """Return a label; size, tone: as base.qss names them, "" for the usual ones."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if size:
        set_property(label, "size", size)
    if tone:
        set_property(label, "tone", tone)
    if strong:
        set_property(label, "weight", "strong")
    return label
