from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QRadioButton

from facteur.ui.accounts.radiocard import RadioCard


def edge(card):
    image = QImage(card.size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    card.paint_edge(painter)
    painter.end()
    return image.pixelColor(card.width() // 2, 0), image.pixelColor(card.width() // 2, 20)


def test_a_click_anywhere_chooses_unless_it_cannot_be_chosen(qtbot, style):
    card = RadioCard(style, QRadioButton())
    qtbot.addWidget(card)
    card.resize(80, 60)
    card.radio.setEnabled(False)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(70, 50))
    assert not card.chosen
    assert edge(card)[1] == QColor(style.tokens.sunken)
    card.radio.setEnabled(True)
    qtbot.mouseClick(card, Qt.MouseButton.RightButton, pos=QPoint(70, 50))
    assert not card.chosen
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(70, 50))
    assert card.chosen
    assert edge(card) == (QColor(style.tokens.accent), QColor(style.tokens.surface))
