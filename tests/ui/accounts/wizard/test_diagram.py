import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.diagram import Diagram


def picture(diagram, width=400):
    diagram.resize(width, diagram.heightForWidth(width))
    return diagram.grab().toImage()


@pytest.mark.parametrize("protocol", [Protocol.IMAP, Protocol.POP])
@pytest.mark.parametrize("width", [260, 400, 700])
def test_it_draws_in_every_width_and_direction(qtbot, style, protocol, width):
    diagram = Diagram(style, protocol)
    qtbot.addWidget(diagram)
    assert not picture(diagram, width).isNull()
    diagram.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not picture(diagram, width).isNull()


def test_each_protocol_has_its_family_colour(qtbot, style):
    for protocol, ink in (
        (Protocol.IMAP, style.tokens.imap_soft),
        (Protocol.POP, style.tokens.pop_soft),
    ):
        diagram = Diagram(style, protocol)
        qtbot.addWidget(diagram)
        assert picture(diagram).pixelColor(200, 170) == QColor(ink)


def test_the_same_things_stand_at_the_same_places(qtbot, style):
    """The feet of the two computers, drawn in one ink, cover the same pixels."""
    outlines = []
    for protocol in (Protocol.IMAP, Protocol.POP):
        diagram = Diagram(style, protocol)
        qtbot.addWidget(diagram)
        image = picture(diagram)
        line = QColor(style.tokens.text)
        outlines.append(
            {
                (x, y)
                for x in range(30, 82)
                for y in range(112, 122)
                if image.pixelColor(x, y).lightness() - line.lightness() < 90
            }
        )
    assert outlines[0] == outlines[1]
    assert len(outlines[0]) > 30
