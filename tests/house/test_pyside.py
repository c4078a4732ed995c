"""PySide6 6.12.0 on Python 3.11 loses a reference to None in each call that returns nothing.

The interpreter then dies within a minute of painting. None is immortal from Python 3.12 on. This
goes when no supported Python is older.
"""

import sys

import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPainter


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")
def test_calls_that_return_nothing_keep_none_alive(qapp: QGuiApplication) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(200):
        painter.save()
        painter.restore()
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 100
