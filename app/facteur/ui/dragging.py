"""What a drag of messages carries: that they are messages of ours. Which ones, the list knows."""

from PySide6.QtCore import QMimeData

MESSAGES = "application/x-facteur-messages"


def dragged() -> QMimeData:
    """Return what the list hands to Qt; it means nothing to other programs."""
    found = QMimeData()
    found.setData(MESSAGES, b"1")
    return found
