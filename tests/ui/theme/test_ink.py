import os
import subprocess
import sys

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from facteur.ui.theme import ink

RED = QColor("#FF0000")
_DRAW = """
import sys
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from facteur.ui.theme import ink
app = QGuiApplication([])
picture = QPixmap(4, 4)
painter = QPainter(picture)
ink.fill(painter, QRect(0, 0, 4, 4), QColor("#FF0000"))
painter.setPen(ink.pen(QColor("#FF0000"), 2))
painter.end()
from shiboken6 import Shiboken
waiting, made = [Shiboken.Object], set()
while waiting:
    found = type.__subclasses__(waiting.pop())
    waiting += found
    made |= {one.__name__ for one in found}
print(*({"QPen", "QGradient", "QBrush"} & made))
"""


def picture(draw) -> QImage:
    made = QImage(8, 8, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    draw(painter)
    painter.end()
    return made


def test_a_fill_is_that_of_qt(qapp):
    where = QRect(1, 2, 5, 4)
    ours = picture(lambda painter: ink.fill(painter, where, RED))
    assert ours == picture(lambda painter: painter.fillRect(where, RED))


def test_a_pen_is_that_of_qt(qapp):
    def line(painter: QPainter, pen: QPen) -> None:
        painter.setPen(pen)
        painter.drawLine(QPointF(1, 1), QPointF(6, 3))

    assert ink.pen(RED, 2) == QPen(RED, 2)
    ours = picture(lambda painter: line(painter, ink.pen(RED, 2)))
    assert ours == picture(lambda painter: line(painter, QPen(RED, 2)))


def test_no_class_of_gradients_is_made():
    ran = subprocess.run(
        [sys.executable, "-c", _DRAW],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["QPen"]
