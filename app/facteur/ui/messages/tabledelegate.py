"""Paints messages as rows of a table; a date head runs over all cells of its row."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from facteur.base.override import override
from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui import format as people
from facteur.ui.messages.carddelegate import on_server_words
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
from facteur.ui.roles import Head, MessageColumn, Role
from facteur.ui.theme import ink
from facteur.ui.theme.style import HEIGHTS, Type
from facteur.ui.theme.tokens import colour

_PAD = 8
_ICON_PX = 16
_LEAST_SNIPPET = 50  # less is a lonely ellipsis


class _Cell(NamedTuple):
    """What is painted."""

    place: Place
    row: int
    column: MessageColumn
    message: MessageRow
    look: Look

    @property
    def width(self) -> float:
        return self.place.rect.width()

    @property
    def height(self) -> int:
        return self.place.rect.height()

    @property
    def unread(self) -> bool:
        return not int(self.message.flags) & SEEN

    @property
    def deleted(self) -> bool:
        return bool(int(self.message.flags) & DELETED)


class TableDelegate(RowDelegate):
    """Cells know nothing of each other but the head, which each of them paints its part of."""

    @property
    @override
    def row_px(self) -> int:
        line = round(self.metrics(Type.BODY).lineSpacing())
        return max(HEIGHTS[self.density].table, line + 8)

    @override
    def date_text(self, received_ms: int) -> str:
        return people.table_date(received_ms, self.today, self.locale)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: object = index.data(Role.ROW)
        rect: QRect = option.rect
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, Head):
            whole = self._whole(rect)
            self.draw_head(painter, Place(rect=whole, rtl=rtl), found.text)
        else:
            message = found if isinstance(found, MessageRow) else None
            look = self.look(message, index)
            if look.fill:
                ink.fill(painter, rect, colour(look.fill))
            if self.ringed(index):
                self._paint_ring(painter, self._whole(rect))
            place = Place(rect=rect, rtl=rtl)
            column = MessageColumn(index.column())
            if message is None or not message.here:
                self._paint_bar(painter, place, index.row(), column)
            if message is not None:
                self._paint_cell(
                    painter,
                    _Cell(place=place, row=index.row(), column=column, message=message, look=look),
                )
        painter.restore()

    @override
    def hit(self, index: Index, rect: QRect, at: QPoint, message: MessageRow) -> Flags | None:
        if index.column() == MessageColumn.UNREAD:
            return Flags.SEEN
        if index.column() == MessageColumn.STAR:
            return Flags.FLAGGED
        if index.column() == MessageColumn.SUBJECT and self.acts_on(index.row()):
            rtl = self._table().layoutDirection() is Qt.LayoutDirection.RightToLeft
            return self.action_hit(self._action_box(Place(rect=rect, rtl=rtl)), at, rtl=rtl)
        return None

    # -- inside ---------------------------------------------------------------------------------

    def _table(self) -> QTableView:
        parent = self.parent()
        assert isinstance(parent, QTableView)
        return parent

    def _whole(self, rect: QRect) -> QRect:
        """Return the rectangle of the whole row that this cell is a part of."""
        viewport = self._table().viewport()
        return QRect(0, rect.y(), viewport.width(), rect.height())

    def _paint_ring(self, painter: QPainter, whole: QRect) -> None:
        painter.setPen(ink.pen(colour(self.tokens.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(whole.adjusted(1, 1, -1, -1))

    def _action_box(self, place: Place) -> QRectF:
        height = min(ACTION_H, place.rect.height() - 2)
        top = (place.rect.height() - height) // 2
        return place.end(_PAD, top, 3 * ACTION_W + 4, height)

    def _paint_cell(self, painter: QPainter, cell: _Cell) -> None:  # noqa: C901 - one a column
        match cell.column:
            case MessageColumn.UNREAD:
                if cell.unread:
                    self.draw_dot(painter, _centred(cell.place, 0).topLeft())
            case MessageColumn.STAR:
                box = _centred(cell.place, _ICON_PX)
                self.draw_star(painter, box, starred=bool(int(cell.message.flags) & FLAGGED))
            case MessageColumn.DATE:
                self._paint_date(painter, cell)
            case _ if not cell.message.here:
                return
            case MessageColumn.CLIP:
                if cell.message.has_attachment:
                    box = _centred(cell.place, _ICON_PX)
                    self.draw_icon(painter, box, "paperclip", cell.look.quiet, rtl=False)
            case MessageColumn.SUBJECT:
                self._paint_subject(painter, cell)
            case MessageColumn.CORRESPONDENTS:
                self._paint_sender(painter, cell)
            case MessageColumn.SIZE:
                self._paint_size(painter, cell)

    def _paint_subject(self, painter: QPainter, cell: _Cell) -> None:
        place, x = cell.place, 6.0
        hovered = self.acts_on(cell.row)
        end = _PAD + (self._action_box(place).width() + _PAD if hovered else 0)
        icon = self.subject_icon(cell.message)
        if icon:
            box = place.box(x, (cell.height - 14) // 2, 14, 14)
            self.draw_icon(painter, box, icon, cell.look.quiet, rtl=place.rtl)
            x += 20
        if cell.deleted:
            box = place.box(x, (cell.height - 14) // 2, 14, 14)
            self.draw_icon(painter, box, "trash-2", self.tokens.danger, rtl=False)
            x += 20
            box = place.box(x, 0, max(0, cell.width - x - end), cell.height)
            words = self.deleted_words(box.width())
            x += 10 + self.write(painter, box, words, self.tokens.danger, rtl=place.rtl)
        x += 10 + self.write(
            painter,
            place.box(x, 0, max(0, cell.width - x - end), cell.height),
            people.subject(cell.message),
            cell.look.quiet if cell.deleted else cell.look.text,
            strong=cell.unread,
            struck=cell.deleted,
            rtl=place.rtl,
        )
        width = cell.width - x - end
        if width > _LEAST_SNIPPET and not cell.deleted:
            text, ink = cell.message.snippet, cell.look.quiet
            if not text and not cell.message.body_here:
                text, ink = on_server_words(), cell.look.hint
            self.write(painter, place.box(x, 0, width, cell.height), text, ink, rtl=place.rtl)
        if hovered:
            self.draw_actions(painter, self._action_box(place), cell.message, rtl=place.rtl)

    def _paint_sender(self, painter: QPainter, cell: _Cell) -> None:
        self.write(
            painter,
            cell.place.box(_PAD, 0, cell.width - 2 * _PAD, cell.height),
            people.sender(cell.message),
            cell.look.quiet if cell.deleted else cell.look.text,
            strong=cell.unread,
            struck=cell.deleted,
            rtl=cell.place.rtl,
        )

    def _paint_date(self, painter: QPainter, cell: _Cell) -> None:
        place = cell.place
        width = self.write(
            painter,
            place.box(_PAD, 0, cell.width - _PAD, cell.height),
            self.date(cell.message.received_ms),
            cell.look.date,
            size=Type.SMALL,
            strong=cell.unread,
            rtl=place.rtl,
        )
        if cell.message.waiting:
            box = place.box(_PAD + width + 6, (cell.height - 14) // 2, 14, 14)
            self.draw_icon(painter, box, "clock", cell.look.quiet, rtl=False)

    def _paint_size(self, painter: QPainter, cell: _Cell) -> None:
        self.write(
            painter,
            cell.place.box(0, 0, cell.width - _PAD, cell.height),
            people.size(cell.message.size_octets, self.locale),
            cell.look.quiet,
            size=Type.SMALL,
            at_end=True,
            rtl=cell.place.rtl,
        )

    def _paint_bar(self, painter: QPainter, place: Place, row: int, column: MessageColumn) -> None:
        part, bar = self.bars[row % len(self.bars)], 8.0
        room = place.rect.width() - 2 * _PAD
        top = (place.rect.height() - bar) / 2
        if column is MessageColumn.SUBJECT:
            self.draw_bar(painter, place.box(6, top, room * (0.9 - part), bar))
        elif column is MessageColumn.CORRESPONDENTS:
            self.draw_bar(painter, place.box(_PAD, top, room * (part + 0.2), bar))


def _centred(place: Place, side: float) -> QRectF:
    return place.box(
        (place.rect.width() - side) // 2, (place.rect.height() - side) // 2, side, side
    )
