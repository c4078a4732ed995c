"""Paints messages as cards of two lines, three when rows are roomy."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from facteur.base.override import override
from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui import format as people
from facteur.ui.messages.delegate import (
    ACTION_H,
    ACTION_W,
    DELETED,
    FLAGGED,
    SEEN,
    Index,
    Look,
    Place,
    RowDelegate,
)
from facteur.ui.roles import Head, Role
from facteur.ui.theme import ink
from facteur.ui.theme.style import HEIGHTS, RADIUS_CARD, Density, Type
from facteur.ui.theme.tokens import colour

_DOT_X = 10  # centre, from the card's edge
_AVATAR_X = 22
_AVATAR_GAP = 12
_END = 12
_ICON_PX = 16
_STAR_ZONE = 24


class _Card(NamedTuple):
    """What is painted. top, line: where the first line begins, and the height of a line."""

    place: Place
    row: int
    message: MessageRow
    look: Look
    top: float
    line: float

    @property
    def width(self) -> float:
        return self.place.rect.width()

    @property
    def unread(self) -> bool:
        return not int(self.message.flags) & SEEN

    @property
    def deleted(self) -> bool:
        return bool(int(self.message.flags) & DELETED)


class CardDelegate(RowDelegate):
    """One column; the card is the row less a margin, rounded when filled."""

    @property
    @override
    def row_px(self) -> int:
        line = round(self.metrics(Type.BODY).lineSpacing())
        fixed = HEIGHTS[self.density].card
        if self.density is Density.COMPACT:
            return max(fixed, 2 * line + 11)
        if self.density is Density.ROOMY:
            return max(fixed, 3 * line + 30)
        return max(fixed, 2 * line + 26)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: object = index.data(Role.ROW)
        rect: QRect = option.rect
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, Head):
            self.draw_head(painter, Place(rect=rect, rtl=rtl), found.text)
        else:
            message = found if isinstance(found, MessageRow) else None
            self._paint_card(painter, self._card(rect, rtl=rtl), index, message)
        painter.restore()

    @override
    def hit(self, index: Index, rect: QRect, at: QPoint, message: MessageRow) -> Flags | None:
        rtl = self._rtl
        card = self._card(rect, rtl=rtl)
        if self.acts_on(index.row()):
            action = self.action_hit(self._action_box(card), at, rtl=rtl)
            if action is not None:
                return action
        dot = card.box(0, 0, _AVATAR_X - 2, card.rect.height())
        if dot.contains(QPointF(at)):
            return Flags.SEEN
        if int(message.flags) & FLAGGED and self._star_zone(card, message).contains(QPointF(at)):
            return Flags.FLAGGED
        return None

    # -- inside ---------------------------------------------------------------------------------

    @property
    def _rtl(self) -> bool:
        parent = self.parent()
        direction = getattr(parent, "layoutDirection", None)
        return direction is not None and direction() is Qt.LayoutDirection.RightToLeft

    def _card(self, rect: QRect, *, rtl: bool) -> Place:
        left, right = (10, -8) if rtl else (8, -10)
        return Place(rect=rect.adjusted(left, 2, right, -2), rtl=rtl)

    def _paint_card(
        self, painter: QPainter, place: Place, index: Index, message: MessageRow | None
    ) -> None:
        row = index.row()
        look = self.look(message, index)
        if look.fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(look.fill))
            painter.drawRoundedRect(place.rect, RADIUS_CARD, RADIUS_CARD)
        if self.ringed(index):
            painter.setPen(ink.pen(colour(self.tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.rect.adjusted(1, 1, -1, -1), 7, 7)
        top, line = self._lines(place)
        if message is None:
            self._paint_bars(painter, place, row)
            return
        card = _Card(place=place, row=row, message=message, look=look, top=top, line=line)
        if card.unread:
            self.draw_dot(painter, place.box(_DOT_X, place.rect.height() / 2, 0, 0).topLeft())
        if message.here:
            self._paint_message(painter, card)
        else:
            self._paint_bars(painter, place, row)
            self._paint_end(painter, card)

    def _paint_message(self, painter: QPainter, card: _Card) -> None:
        place, message = card.place, card.message
        side = HEIGHTS[self.density].avatar
        if side:
            where = place.box(_AVATAR_X, (place.rect.height() - side) / 2, side, side)
            if card.look.fill and not self.tokens.dark:
                # A pale circle would sink into the fill.
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(self.tokens.surface))
                painter.drawEllipse(where.adjusted(-2, -2, 2, 2))
            self.draw_avatar(painter, where, message.sender_name, message.sender_address)
        hovered = self.acts_on(card.row)
        box = self._action_box(place)
        used = 2 * _END + box.width() if hovered else self._paint_end(painter, card)
        self._paint_first(painter, card, used)
        self._paint_second(painter, card)
        if hovered:
            self.draw_actions(painter, box, message, rtl=place.rtl)

    @property
    def _text_x(self) -> float:
        side = HEIGHTS[self.density].avatar
        return _AVATAR_X + (side + _AVATAR_GAP if side else 0)

    @property
    def _gap(self) -> int:
        return 3 if self.density is Density.COMPACT else 6

    def _lines(self, place: Place) -> tuple[float, float]:
        """Return top and height of the first line."""
        line = round(self.metrics(Type.BODY).lineSpacing())
        count = 3 if self.density is Density.ROOMY else 2
        block = count * line + (count - 1) * self._gap
        return (place.rect.height() - block) // 2, line

    def _action_box(self, place: Place) -> QRectF:
        compact = self.density is Density.COMPACT
        height, top = (24, 1) if compact else (ACTION_H, 4)
        return place.end(6, top, 3 * ACTION_W + 4, height)

    def _date_width(self, message: MessageRow) -> float:
        unread = not int(message.flags) & SEEN
        return self.fit(self.date(message.received_ms), Type.SMALL, unread, 200)[1]

    def _star_zone(self, place: Place, message: MessageRow) -> QRectF:
        top, line = self._lines(place)
        x = _END + self._date_width(message) + 8 + (18 if message.waiting else 0)
        if message.has_attachment:
            x += _ICON_PX + 4
        slack = (_STAR_ZONE - _ICON_PX) / 2
        return place.end(x - slack, top + (line - _STAR_ZONE) / 2, _STAR_ZONE, _STAR_ZONE)

    def _paint_end(self, painter: QPainter, card: _Card) -> float:
        """Paint star, clip, date and clock from the trailing edge; returns the width used."""
        place, message, line = card.place, card.message, card.line
        used = float(_END)
        icon_top = card.top + (line - _ICON_PX) // 2
        if message.waiting:
            box = place.end(used, card.top + (line - 14) // 2, 14, 14)
            self.draw_icon(painter, box, "clock", card.look.quiet, rtl=False)
            used += 18
        width = self._date_width(message)
        self.write(
            painter,
            place.end(used, card.top, width + 1, line),
            self.date(message.received_ms),
            card.look.date,
            size=Type.SMALL,
            strong=card.unread,
            at_end=True,
            rtl=place.rtl,
        )
        used += width + 8
        if message.has_attachment:
            box = place.end(used, icon_top, _ICON_PX, _ICON_PX)
            self.draw_icon(painter, box, "paperclip", card.look.quiet, rtl=False)
            used += _ICON_PX + 4
        if int(message.flags) & FLAGGED:
            self.draw_star(painter, place.end(used, icon_top, _ICON_PX, _ICON_PX), starred=True)
            used += _ICON_PX + 4
        return used

    def _paint_first(self, painter: QPainter, card: _Card, used: float) -> None:
        place, x = card.place, self._text_x
        icon = self.subject_icon(card.message)
        if icon:
            box = place.box(x, card.top + (card.line - 14) // 2, 14, 14)
            self.draw_icon(painter, box, icon, card.look.quiet, rtl=place.rtl)
            x += 20
        self.write(
            painter,
            place.box(x, card.top, max(0, card.width - x - used), card.line),
            people.sender(card.message),
            card.look.quiet if card.deleted else card.look.text,
            strong=card.unread,
            struck=card.deleted,
            rtl=place.rtl,
        )

    def _paint_second(self, painter: QPainter, card: _Card) -> None:
        place, x, line = card.place, self._text_x, card.line
        top = card.top + line + self._gap
        if card.deleted:
            box = place.box(x, top + (line - 14) // 2, 14, 14)
            self.draw_icon(painter, box, "trash-2", self.tokens.danger, rtl=False)
            x += 20
            box = place.box(x, top, max(0, card.width - x - _END), line)
            words = self.deleted_words(box.width())
            x += 9 + self.write(painter, box, words, self.tokens.danger, rtl=place.rtl)
            if card.width - x - _END < 2 * line:
                return
        x += self.write(
            painter,
            place.box(x, top, max(0, card.width - x - _END), line),
            people.subject(card.message),
            card.look.quiet if card.deleted else card.look.text,
            strong=card.unread,
            struck=card.deleted,
            rtl=place.rtl,
        )
        if self.density is Density.ROOMY:
            self._paint_snippet(painter, card, self._text_x, top + line + self._gap)
        elif not card.deleted:
            self._paint_snippet(painter, card, x + 9, top)

    def _paint_snippet(self, painter: QPainter, card: _Card, x: float, top: float) -> None:
        width = card.width - x - _END
        if width < 3 * card.line:
            return  # a lonely ellipsis says nothing
        text, ink = card.message.snippet, card.look.quiet
        if not text and not card.message.body_here:
            text, ink = on_server_words(), card.look.hint
        place = card.place
        self.write(painter, place.box(x, top, width, card.line), text, ink, rtl=place.rtl)

    def _paint_bars(self, painter: QPainter, place: Place, row: int) -> None:
        top, line = self._lines(place)
        side = HEIGHTS[self.density].avatar
        if side:
            where = place.box(_AVATAR_X, (place.rect.height() - side) / 2, side, side)
            self.draw_bar(painter, where)
        x, bar = self._text_x, 8.0
        room = place.rect.width() - x - _END
        part = self.bars[row % len(self.bars)]
        self.draw_bar(painter, place.box(x, top + (line - bar) / 2, room * part, bar))
        lower = top + line + self._gap + (line - bar) / 2
        self.draw_bar(painter, place.box(x, lower, room * (0.95 - part / 2), bar))


def on_server_words() -> str:
    """Return what stands for the first words of a text that is not here."""
    return QCoreApplication.translate("Messages", "(text on the server)")
