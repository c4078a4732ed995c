"""What the painters of cards and of table rows share: measures, texts, marks, hits.

Everything is drawn through `Place`, which mirrors; texts keep their own direction. Elided texts,
dates and pixmaps are kept, so that painting a row is look-ups and draw calls.
"""

import unicodedata
from typing import ClassVar, NamedTuple

from PySide6.QtCore import (
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui import format as people
from facteur.ui.foreign import harmless
from facteur.ui.messages import spoken
from facteur.ui.theme import icons
from facteur.ui.theme.style import RADIUS_CONTROL, Density, Style, Type
from facteur.ui.theme.tokens import Tokens, colour
from facteur.ui.widgets import avatar

# Plain numbers: an operation on an enum costs ten times one on numbers, and a page of the table
# has two hundred cells.
SEEN, ANSWERED, FLAGGED, DELETED = (
    int(one) for one in (Flags.SEEN, Flags.ANSWERED, Flags.FLAGGED, Flags.DELETED)
)
Index = QModelIndex | QPersistentModelIndex
HEAD_PX = 30
ACTION_W, ACTION_H = 30, 28
_ACTIONS: tuple[Flags, ...] = (Flags.DELETED, Flags.FLAGGED, Flags.SEEN)
_LONGEST = 300  # characters of a subject or snippet that a row can ever show
_KEPT_TEXTS = 4000
_LEAST_SUBJECT_LINES = 8  # of height, as width: less says nothing of a message
_BARS = (0.42, 0.34, 0.5, 0.38, 0.46)  # so that placeholders do not look like a grid


class Place(NamedTuple):
    """A rectangle to draw in, mirrored where texts run right to left."""

    rect: QRect
    rtl: bool

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a box at x from the leading edge and y from the top."""
        left = self.rect.x() + (self.rect.width() - x - width if self.rtl else x)
        return QRectF(left, self.rect.y() + y, width, height)

    def end(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a box whose far side is x from the trailing edge."""
        return self.box(self.rect.width() - x - width, y, width, height)


class Look(NamedTuple):
    """The colours of one row in its state."""

    text: str
    quiet: str
    hint: str
    date: str
    fill: str  # "" for none


class RowDelegate(QStyledItemDelegate):
    """Base of both painters; the view tells it what is hovered and where the keyboard is.

    hovered: the row under the mouse, -1 for none. offers_actions: whether that row has buttons.
    pressed: the mark being clicked.
    focused: whether the list has the keyboard. ring: whether the current row shows it.
    """

    def __init__(self, style: Style, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._style = style
        self._view = view
        self.density: Density = style.density
        self.today = QDate.currentDate()
        self.locale = QLocale()
        self.hovered = -1
        self.offers_actions = True
        self.focused = False
        self.ring = False
        self._metrics: dict[tuple[Type, bool], QFontMetricsF] = {}
        self._texts: dict[tuple[str, Type, bool, int], tuple[str, float, bool]] = {}
        self._dates: dict[int, str] = {}
        self._avatars: dict[tuple[str, str, int, float], QPixmap] = {}

    def refresh(self) -> None:
        """Forget everything measured: theme, text size, language or day changed."""
        self._metrics.clear()
        self._texts.clear()
        self._dates.clear()
        self._avatars.clear()

    @property
    def tokens(self) -> Tokens:
        """The colours of the present theme."""
        return self._style.tokens

    @property
    def row_px(self) -> int:
        """The height of a row of a message."""
        return HEAD_PX

    @property
    def head_px(self) -> int:
        """The height of a date head."""
        return max(HEAD_PX, round(self.metrics(Type.SMALL, True).lineSpacing()) + 12)

    # -- hits -----------------------------------------------------------------------------------

    def hit(self, index: Index, rect: QRect, at: QPoint, message: MessageRow) -> Flags | None:
        """Return the mark that a click at this point of a cell changes, None for no mark."""
        del index, rect, at, message
        return None

    def acts_on(self, row: int) -> bool:
        """Whether the buttons are on this row."""
        return self.offers_actions and row == self.hovered

    def action_hit(self, box: QRectF, at: QPoint, *, rtl: bool) -> Flags | None:
        """Return which of the hover actions in `box` is at this point."""
        if not box.contains(QPointF(at)):
            return None
        offset = box.right() - at.x() if rtl else at.x() - box.x()
        return _ACTIONS[min(len(_ACTIONS) - 1, max(0, int((offset - 2) // ACTION_W)))]

    # -- texts ----------------------------------------------------------------------------------

    def metrics(self, size: Type, strong: bool = False) -> QFontMetricsF:
        """Return the measures of a font, kept."""
        found = self._metrics.get((size, strong))
        if found is None:
            found = QFontMetricsF(self._style.font(size, strong=strong))
            self._metrics[size, strong] = found
        return found

    def fit(self, text: str, size: Type, strong: bool, width: float) -> tuple[str, float, bool]:
        """Return a text cut to a width, how wide it then is, and whether it runs right to left."""
        key = (text, size, strong, int(width))
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) >= _KEPT_TEXTS:
                self._texts.clear()
            measures = self.metrics(size, strong)
            line = harmless(text, _LONGEST)
            cut = measures.elidedText(line, Qt.TextElideMode.ElideRight, max(0, int(width)))
            found = (cut, measures.horizontalAdvance(cut), _runs_left(line))
            self._texts[key] = found
        return found

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        ink: str,
        *,
        size: Type = Type.BODY,
        strong: bool = False,
        struck: bool = False,
        at_end: bool = False,
        rtl: bool = False,
    ) -> float:
        """Draw a text in a box, at its leading or trailing edge; returns how wide it came out."""
        cut, advance, leftward = self.fit(text, size, strong, box.width())
        if not cut:
            return 0.0
        painter.setFont(self._style.font(size, strong=strong, struck=struck))
        painter.setPen(colour(ink))
        right = at_end != rtl
        x = box.right() - advance if right else box.x()
        measures = self.metrics(size, strong)
        y = box.y() + (box.height() + measures.ascent() - measures.descent()) / 2
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight
        )
        painter.drawText(QPointF(round(x), round(y)), cut)
        return advance

    def deleted_words(self, room: float) -> str:
        """Return the words on a row marked deleted, short ones where the subject needs the room."""
        words = spoken.deleted_text()
        _, advance, _ = self.fit(words, Type.BODY, False, room)
        left = room - advance
        if left < _LEAST_SUBJECT_LINES * self.metrics(Type.BODY).lineSpacing():
            return spoken.deleted_short()
        return words

    def date(self, received_ms: int) -> str:
        """Return the date of a row, kept."""
        found = self._dates.get(received_ms)
        if found is None:
            if len(self._dates) >= _KEPT_TEXTS:
                self._dates.clear()
            found = self.date_text(received_ms)
            self._dates[received_ms] = found
        return found

    def date_text(self, received_ms: int) -> str:
        """Return the date as this kind of row shows it."""
        return people.card_date(received_ms, self.today, self.locale)

    # -- drawings -------------------------------------------------------------------------------

    def draw_icon(
        self, painter: QPainter, box: QRectF, name: str, ink: str, *, filled: str = "", rtl: bool
    ) -> None:
        """Draw an icon that fills a square box."""
        ratio = painter.device().devicePixelRatioF()
        drawing = icons.pixmap(
            name, ink, int(box.width()), ratio=ratio, filled=filled, mirrored=rtl
        )
        painter.drawPixmap(box.topLeft().toPoint(), drawing)

    def draw_star(self, painter: QPainter, box: QRectF, *, starred: bool) -> None:
        """Draw a filled or an empty star."""
        tokens = self.tokens
        if starred:
            self.draw_icon(painter, box, "star", tokens.stamp_text, filled=tokens.stamp, rtl=False)
        else:
            self.draw_icon(painter, box, "star", tokens.border_strong, rtl=False)

    def draw_dot(self, painter: QPainter, centre: QPointF) -> None:
        """Draw the dot of an unread message."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.tokens.accent))
        painter.drawEllipse(centre, 4, 4)

    def draw_avatar(self, painter: QPainter, box: QRectF, name: str, address: str) -> None:
        """Draw the circle with initials, kept as a pixmap."""
        ratio = painter.device().devicePixelRatioF()
        side = int(box.width())
        person = avatar.pair_index(address or name, len(self.tokens.avatars))
        letters = people.initials(name, address)
        key = (letters, str(person), side, ratio)
        found = self._avatars.get(key)
        if found is None:
            found = QPixmap(round(side * ratio), round(side * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            inner = QPainter(found)
            avatar.paint(inner, QRectF(0, 0, side, side), self._style, name, address)
            inner.end()
            self._avatars[key] = found
        painter.drawPixmap(box.topLeft().toPoint(), found)

    def draw_actions(
        self, painter: QPainter, box: QRectF, message: MessageRow, *, rtl: bool
    ) -> None:
        """Draw the hover actions in their raised box."""
        tokens = self.tokens
        painter.setPen(colour(tokens.border))
        painter.setBrush(colour(tokens.raised))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        inner = Place(rect=box.toRect(), rtl=rtl)
        top = (box.height() - 18) / 2
        for number, flag in enumerate(_ACTIONS):
            where = inner.box(2 + number * ACTION_W + (ACTION_W - 18) / 2, top, 18, 18)
            if flag is Flags.FLAGGED and int(message.flags) & FLAGGED:
                self.draw_star(painter, where, starred=True)
                continue
            self.draw_icon(painter, where, _action_icon(flag, message), tokens.text2, rtl=rtl)

    def draw_bar(self, painter: QPainter, box: QRectF) -> None:
        """Draw a grey bar where a text will be."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.tokens.border))
        half = box.height() / 2
        painter.drawRoundedRect(box, half, half)

    def draw_head(self, painter: QPainter, place: Place, text: str) -> None:
        """Draw a date head, also the one that sticks to the top."""
        box = place.box(20, 4, place.rect.width() - 40, place.rect.height() - 4)
        self.write(
            painter, box, text, self.tokens.text2, size=Type.SMALL, strong=True, rtl=place.rtl
        )

    # The view is asked what holds of a row: the option's state says it too, as a flag of QStyle,
    # whose many names take 6 ms of a start.

    def ringed(self, index: Index) -> bool:
        """Whether this is the cell that shows where the keyboard is."""
        return self.ring and self.focused and self._view.currentIndex() == index

    def look(self, message: MessageRow | None, index: Index) -> Look:
        """Return the colours of a row in its state."""
        tokens = self.tokens
        unread = message is not None and not int(message.flags) & SEEN
        if self._view.selectionModel().isSelected(index):
            text = tokens.select_text if self.focused else tokens.text
            fill = tokens.select if self.focused else tokens.select_idle
            hint = tokens.text2
        else:
            text, hint = tokens.text, tokens.text3
            fill = tokens.hover if index.row() == self.hovered else ""
        date = tokens.accent if unread else tokens.text2
        return Look(text=text, quiet=tokens.text2, hint=hint, date=date, fill=fill)

    def subject_icon(self, message: MessageRow) -> str:
        """Return the icon before a text, "" for none."""
        return "reply" if int(message.flags) & ANSWERED else ""

    bars: ClassVar[tuple[float, ...]] = _BARS


def _action_icon(flag: Flags, message: MessageRow) -> str:
    if flag is Flags.DELETED:
        return "undo-2" if int(message.flags) & DELETED else "trash-2"
    if flag is Flags.SEEN:
        return "mail" if int(message.flags) & SEEN else "mail-open"
    return "star"


def _runs_left(text: str) -> bool:
    """Whether the first letter with a direction runs right to left."""
    return not text.isascii() and _first_direction(text) in {"R", "AL"}


def _first_direction(text: str) -> str:
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction
    return "L"
