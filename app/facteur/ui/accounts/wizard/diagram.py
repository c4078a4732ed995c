"""The two drawings on the cards: where mail lives with IMAP and with POP.

Both have the same four things at the same places, on one foot, their names on one line: this
computer, the server, the phone, the webmail. Assistive tools skip them: the points say the same.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facteur.base.override import override
from facteur.mail.account import Protocol
from facteur.ui.theme.style import RADIUS_CARD, Style, Type
from facteur.ui.theme.tokens import Tokens, colour

WIDTH, HEIGHT = 400.0, 178.0
_FOOT = 118.0
_NAMES, _WORDS = 138.0, 155.0
_ABOVE, _ABOVE_WIDTH = 24.0, 216.0
_SMALLEST_PX = 11
_EDGE = 5.0
_STROKE = 1.6


class Thing(Enum):
    """What is drawn, with the middle and the width of its column in design units."""

    COMPUTER = (56.0, 112.0)
    SERVER = (168.0, 110.0)
    PHONE = (265.0, 88.0)
    WEBMAIL = (352.0, 86.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inks:
    """The colours of one drawing."""

    panel: QColor
    line: QColor
    family: QColor
    surface: QColor
    muted: QColor
    lamp: QColor


class Diagram(QWidget):
    """Draws one protocol, as wide as its card."""

    def __init__(self, style: Style, protocol: Protocol, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._pop = protocol is Protocol.POP
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.changed.connect(self.updateGeometry)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return round(HEIGHT * self._scale(width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(WIDTH), round(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, round(HEIGHT * self._scale(240)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = _inks(self._style.tokens, pop=self._pop)
        self._paint_panel(painter, inks)
        scale = self._scale(self.width())
        painter.translate((self.width() - WIDTH * scale) / 2, 0)
        painter.scale(scale, scale)
        draw = _Drawing(
            painter, inks, mirrored=self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        )
        if self._pop:
            draw.pop()
        else:
            draw.imap()
        self._paint_words(painter, inks, draw)
        painter.end()

    def _paint_panel(self, painter: QPainter, inks: _Inks) -> None:
        """Fill with the family's tint, round at the top as the card is."""
        whole = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(whole.adjusted(0, 0, 0, RADIUS_CARD), RADIUS_CARD, RADIUS_CARD)
        painter.setClipRect(whole)
        painter.fillPath(path, inks.panel)

    def _paint_words(self, painter: QPainter, inks: _Inks, draw: "_Drawing") -> None:
        names = {
            Thing.COMPUTER: self.tr("This computer", "drawing"),
            Thing.SERVER: self.tr("Server", "drawing"),
            Thing.PHONE: self.tr("Phone", "drawing"),
            Thing.WEBMAIL: self.tr("Webmail", "drawing"),
        }
        if self._pop:
            words = {
                Thing.COMPUTER: self.tr("the only copy", "drawing"),
                Thing.SERVER: self.tr("emptied", "drawing"),
                Thing.PHONE: self.tr("nothing", "drawing"),
                Thing.WEBMAIL: self.tr("empty", "drawing"),
            }
            above = self.tr("downloads, then deletes", "drawing")
        else:
            words = {
                Thing.COMPUTER: self.tr("a copy", "drawing"),
                Thing.SERVER: self.tr("keeps everything", "drawing"),
                Thing.PHONE: self.tr("the same", "drawing"),
                Thing.WEBMAIL: self.tr("the same", "drawing"),
            }
            above = self.tr("the same mail everywhere", "drawing")
        middle = (Thing.COMPUTER.value[0] + Thing.SERVER.value[0]) / 2
        for thing in Thing:
            x, width = thing.value
            muted = self._pop and thing in {Thing.PHONE, Thing.WEBMAIL}
            name, word = (inks.muted, inks.muted) if muted else (inks.line, inks.family)
            self._paint_text(
                painter, names[thing], name, QPointF(draw.at(x), _NAMES), width, strong=True
            )
            self._paint_text(painter, words[thing], word, QPointF(draw.at(x), _WORDS), width)
        self._paint_text(
            painter, above, inks.family, QPointF(draw.at(middle), 24.0), 216.0, strong=True
        )

    def _paint_text(
        self,
        painter: QPainter,
        text: str,
        ink: QColor,
        where: QPointF,
        width: float,
        *,
        strong: bool = False,
    ) -> None:
        """Write centred on a point; smaller where it must be, down to what can be read."""
        font = QFont(self._style.font(Type.SMALL, strong=strong))
        scale = painter.transform().m11()
        least = max(1, round(_SMALLEST_PX / max(scale, 0.1)))
        size = max(least, round(font.pixelSize() / max(scale, 1.0)))
        font.setPixelSize(size)
        while size > least and QFontMetricsF(font).horizontalAdvance(text) > width:
            size -= 1
            font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(ink)
        advance = QFontMetricsF(font).horizontalAdvance(text)
        left = max(_EDGE, min(where.x() - advance / 2, WIDTH - _EDGE - advance))
        painter.drawText(QPointF(left, where.y()), text)

    def _scale(self, width: int) -> float:
        return min(1.15, width / WIDTH)


class _Drawing:
    """The things and the arrows, in design units."""

    def __init__(self, painter: QPainter, inks: _Inks, *, mirrored: bool) -> None:
        self._painter = painter
        self._inks = inks
        self._mirrored = mirrored

    def at(self, x: float) -> float:
        """Return the place of x, from the other side where text runs from there."""
        return WIDTH - x if self._mirrored else x

    def imap(self) -> None:
        """Everything holds the same mail; the server keeps it."""
        inks = self._inks
        self._computer(inks.line)
        self._server(inks.line)
        self._phone(inks.line)
        self._webmail(inks.line)
        for thing, y in ((Thing.COMPUTER, 66.0), (Thing.SERVER, 60.0)):
            self._letters(thing.value[0], y, inks.family)
        self._letters(Thing.WEBMAIL.value[0], 98.0, inks.family, size=16.0, count=2)
        self._letters(Thing.PHONE.value[0], 84.0, inks.family, size=14.0, count=1)
        self._letters(Thing.PHONE.value[0], 99.0, inks.family, size=14.0, count=1)
        self._arrow(QPointF(100, 78), QPointF(128, 78), both=True)
        self._arrow(QPointF(208, 92), QPointF(248, 92), both=True)
        self._bow(QPointF(206, 54), QPointF(278, 22), QPointF(348, 70))

    def pop(self) -> None:
        """One computer has taken everything; the others have nothing left."""
        inks = self._inks
        self._computer(inks.line)
        self._server(inks.line)
        self._phone(inks.muted)
        self._webmail(inks.muted)
        self._letters(Thing.COMPUTER.value[0], 66.0, inks.family)
        self._letters(Thing.SERVER.value[0], 60.0, inks.muted, dashed=True)
        self._arrow(QPointF(128, 78), QPointF(100, 78), both=False)
        self._slash(Thing.PHONE.value[0], 92.0)
        self._slash(Thing.WEBMAIL.value[0], 99.0)

    # -- things ---------------------------------------------------------------------------------

    def _pen(self, ink: QColor, *, dashed: bool = False) -> None:
        pen = QPen(ink, _STROKE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([2.2, 2.2])
        self._painter.setPen(pen)

    def _box(self, x: float, top: float, width: float, height: float, ink: QColor) -> QRectF:
        """Draw a rounded box whose middle is x."""
        self._pen(ink)
        self._painter.setBrush(self._inks.surface)
        shape = QRectF(self.at(x) - width / 2, top, width, height)
        self._painter.drawRoundedRect(shape, 5, 5)
        return shape

    def _computer(self, ink: QColor) -> None:
        x = Thing.COMPUTER.value[0]
        self._box(x, 48, 80, 58, ink)
        middle = self.at(x)
        self._painter.drawLine(QPointF(middle, 106), QPointF(middle, _FOOT))
        self._painter.drawLine(QPointF(middle - 16, _FOOT), QPointF(middle + 16, _FOOT))

    def _server(self, ink: QColor) -> None:
        shape = self._box(Thing.SERVER.value[0], 38, 76, _FOOT - 38, ink)
        line = 98.0
        self._painter.drawLine(QPointF(shape.left(), line), QPointF(shape.right(), line))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks.lamp)
        self._painter.drawEllipse(QPointF(shape.left() + 11, 108), 3, 3)
        self._painter.setBrush(self._inks.muted)
        self._painter.drawRoundedRect(QRectF(shape.right() - 33, 106.5, 24, 3), 1.5, 1.5)

    def _phone(self, ink: QColor) -> None:
        shape = self._box(Thing.PHONE.value[0], 66, 30, _FOOT - 66, ink)
        middle = shape.center().x()
        self._painter.drawLine(QPointF(middle - 4, 113), QPointF(middle + 4, 113))

    def _webmail(self, ink: QColor) -> None:
        shape = self._box(Thing.WEBMAIL.value[0], 72, 62, _FOOT - 72, ink)
        self._painter.drawLine(QPointF(shape.left(), 84), QPointF(shape.right(), 84))
        self._painter.setBrush(ink)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for dot in range(3):
            self._painter.drawEllipse(QPointF(shape.left() + 8 + 6 * dot, 78), 1.3, 1.3)

    def _letters(
        self,
        x: float,
        top: float,
        ink: QColor,
        *,
        size: float = 20.0,
        count: int = 3,
        dashed: bool = False,
    ) -> None:
        """Draw envelopes side by side, their middle at x; dashed: they are gone."""
        gap = 3.0
        left = self.at(x) - (count * size + (count - 1) * gap) / 2
        height = size * 0.68
        for number in range(count):
            shape = QRectF(left + number * (size + gap), top, size, height)
            self._pen(ink, dashed=dashed)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(shape, 2, 2)
            if not dashed:
                flap = QPainterPath(shape.topLeft())
                flap.lineTo(QPointF(shape.center().x(), shape.top() + height * 0.55))
                flap.lineTo(shape.topRight())
                self._painter.drawPath(flap)

    def _slash(self, x: float, y: float) -> None:
        self._pen(self._inks.muted)
        middle = self.at(x)
        self._painter.drawLine(QPointF(middle - 6, y + 6), QPointF(middle + 6, y - 6))

    # -- arrows ---------------------------------------------------------------------------------

    def _arrow(self, start: QPointF, end: QPointF, *, both: bool) -> None:
        a, b = self._point(start), self._point(end)
        self._pen(self._inks.family)
        self._painter.drawLine(a, b)
        self._head(b, b - a)
        if both:
            self._head(a, a - b)

    def _bow(self, start: QPointF, over: QPointF, end: QPointF) -> None:
        """Draw a bow with a head at both ends, over what stands between."""
        a, c, b = self._point(start), self._point(over), self._point(end)
        self._pen(self._inks.family)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(a)
        path.quadTo(c, b)
        self._painter.drawPath(path)
        self._head(b, b - c)
        self._head(a, a - c)

    def _head(self, tip: QPointF, along: QPointF) -> None:
        length = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
        back = along * (5.5 / length)
        side = QPointF(-back.y(), back.x()) * 0.8
        self._painter.drawLine(tip, tip - back + side)
        self._painter.drawLine(tip, tip - back - side)

    def _point(self, point: QPointF) -> QPointF:
        return QPointF(self.at(point.x()), point.y())


def _inks(tokens: Tokens, *, pop: bool) -> _Inks:
    return _Inks(
        panel=colour(tokens.pop_soft if pop else tokens.imap_soft),
        line=colour(tokens.text),
        family=colour(tokens.pop if pop else tokens.imap),
        surface=colour(tokens.surface),
        muted=colour(tokens.text2),
        lamp=colour(tokens.ok),
    )
