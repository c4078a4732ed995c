"""The inner widget of a scrolling view, made here and not by Qt.

PySide tells what a widget of Qt's own is by loading every class of widgets there is: 12 ms.
"""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """Give the area a viewport like the one it has; before anybody asks for it."""
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")  # by which screen readers know one
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
