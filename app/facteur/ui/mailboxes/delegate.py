"""How a row of the sidebar is drawn. Everything goes through one mirror for right-to-left."""

from typing import NamedTuple

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from facteur.base.override import override
from facteur.mail.account import Protocol
from facteur.ui.mailboxes import roles
from facteur.ui.mailboxes.roles import CountKind, RowKind
from facteur.ui.theme import icons, ink
from facteur.ui.theme.style import RADIUS_CARD, Style, Type
from facteur.ui.theme.tokens import colour

_MARGIN = 8  # left and right of the filled shape
_CHEVRON_X, _CHEVRON_PX = 16, 14
_ICON_X, _ICON_PX = 34, 18
_TEXT_X = 62
_INDENT = 18
_END = 16  # the right edge of pills and tags
_ACCOUNT_X = 18
_COLOUR_X = 8
_PILL_PX = 18
_ABOVE_FIRST = 6
RAIL_PX = 56

_Index = QModelIndex | QPersistentModelIndex


class _Place(NamedTuple):
    """A row's rectangle and its mirror."""

    rect: QRect
    rtl: bool

    def at(self, x: float, width: float, height: float) -> QRectF:
        """Return a box centred in the row's height, x from its leading edge."""
        left = self.rect.right() + 1 - x - width if self.rtl else self.rect.left() + x
        top = self.rect.top() + (self.rect.height() - height) / 2
        return QRectF(left, top, width, height)


def chevron_zone(rect: QRect, depth: int, *, rtl: bool) -> QRect:
    """Return where a click opens or closes the branch; at least 24 px wide."""
    width = 26
    x = _MARGIN + depth * _INDENT
    left = rect.right() + 1 - x - width if rtl else rect.left() + x
    return QRect(left, rect.top(), width, rect.height())


class MailboxesDelegate(QStyledItemDelegate):
    """Draws account and folder rows; in the rail only their icons.

    rail: whether the sidebar is folded to a narrow strip.
    show_focus: whether the current row bears the keyboard's ring. hovered: the row under the mouse.
    dropped_on: the row that dragged messages are over.

    The view is asked what else holds of a row: the option's state says it too, as a flag of QStyle,
    whose many names take 6 ms of a start.
    """

    def __init__(self, style: Style, view: QTreeView) -> None:
        super().__init__(view)
        self._style = style
        self._view = view
        self.rail = False
        self.show_focus = False
        self.hovered = QPersistentModelIndex()
        self.dropped_on = QPersistentModelIndex()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        least = QFontMetrics(self._style.font()).lineSpacing() + 10
        if index.data(roles.KIND) is RowKind.ACCOUNT:
            if self.rail:
                return QSize(RAIL_PX, 13 if index.row() else 4)
            above = 0 if index.row() else _ABOVE_FIRST
            place = self._place_px() if index.data(roles.PLACE) else 0
            return QSize(100, max(self._style.heights.folder + 4, least) + above + place)
        return QSize(RAIL_PX if self.rail else 100, max(self._style.heights.folder, least))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        place = _Place(rect=option.rect, rtl=rtl)
        if index.data(roles.KIND) is RowKind.ACCOUNT:
            if not self.rail:
                self._paint_account(painter, place, index)
            elif index.row():
                self._paint_line(painter, place)
        elif self.rail:
            self._paint_shape(painter, place, index)
            self._paint_rail(painter, place, index)
        else:
            self._paint_shape(painter, place, index)
            self._paint_folder(painter, place, index)
        if self.dropped_on.isValid() and self.dropped_on == index:
            painter.setPen(ink.pen(colour(self._style.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_shape(place.rect).adjusted(1, 1, -1, -1), 7, 7)
        if self.show_focus and self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(ink.pen(colour(self._style.tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_shape(place.rect).adjusted(1, 1, -1, -1), 7, 7)
        painter.restore()

    def _selected(self, index: _Index) -> bool:
        return self._view.selectionModel().isSelected(index)

    def _paint_shape(self, painter: QPainter, place: _Place, index: _Index) -> None:
        tokens = self._style.tokens
        if self._selected(index):
            fill = tokens.select_idle  # one selection must win: the list's
        elif self.hovered == index and not index.data(roles.GREYED):
            fill = tokens.hover
        else:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(_shape(place.rect), RADIUS_CARD, RADIUS_CARD)

    def _paint_account(self, painter: QPainter, place: _Place, index: _Index) -> None:
        tokens = self._style.tokens
        above = 8 + (0 if index.row() else _ABOVE_FIRST)  # nearer to its folders than to others
        rect = place.rect.adjusted(0, above, 0, 0)
        place = _Place(rect=rect, rtl=place.rtl)
        where = str(index.data(roles.PLACE) or "")
        if where:  # a line of its own: beside the address it would be cut in a narrow sidebar
            below = self._place_px()
            place = _Place(rect=rect.adjusted(0, 0, 0, -below), rtl=place.rtl)
            line = QRect(rect.left(), rect.bottom() + 1 - below - 4, rect.width(), below)
            painter.setPen(colour(tokens.text3))
            painter.setFont(self._style.font(Type.MICRO))
            room = rect.width() - _ACCOUNT_X - _END
            self._paint_text(painter, _Place(rect=line, rtl=place.rtl), _ACCOUNT_X, room, where)
        attention = bool(index.data(roles.ATTENTION))
        lead = _ACCOUNT_X
        if chosen := str(index.data(roles.COLOUR) or ""):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.of_account(chosen)))
            painter.drawRoundedRect(place.at(_COLOUR_X, 4, 16), 2, 2)
        if attention:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.danger))
            painter.drawEllipse(place.at(lead, 8, 8))
            lead += 14
        tag_width = self._paint_tag(painter, place, str(index.data(roles.TAG)))
        room = place.rect.width() - lead - _END - tag_width - 8
        font = self._style.font(Type.SMALL, strong=True)
        painter.setPen(colour(tokens.text2))
        painter.setFont(font)
        self._paint_text(painter, place, lead, room, str(index.data()))

    def _place_px(self) -> int:
        """Return how much higher the line under an address makes its row."""
        return QFontMetrics(self._style.font(Type.MICRO)).height() - 2

    def _paint_line(self, painter: QPainter, place: _Place) -> None:
        """Part two accounts in the rail."""
        y = place.rect.center().y() + 0.5
        painter.setPen(colour(self._style.tokens.border))
        painter.drawLine(QPointF(place.rect.left() + 14, y), QPointF(place.rect.right() - 13, y))

    def _paint_tag(self, painter: QPainter, place: _Place, tag: str) -> int:
        if not tag:
            return 0
        tokens = self._style.tokens
        font = self._style.font(Type.MICRO, strong=True)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(tag) + 12, metrics.height() + 2
        box = place.at(place.rect.width() - _END - width, width, height)
        edge, fill, ink = (
            (tokens.pop_border, tokens.pop_soft, tokens.pop)
            if tag == Protocol.POP.name
            else (tokens.imap_border, tokens.imap_soft, tokens.imap)
        )
        painter.setPen(colour(edge))
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(colour(ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
        return width

    def _paint_folder(self, painter: QPainter, place: _Place, index: _Index) -> None:
        tokens = self._style.tokens
        shift = int(index.data(roles.DEPTH)) * _INDENT
        greyed = bool(index.data(roles.GREYED))
        selected = self._selected(index)
        opened = self._view.isExpanded(index)
        if index.model().hasChildren(index):
            name = "chevron-down" if opened else "chevron-right"
            box = place.at(_CHEVRON_X + shift, _CHEVRON_PX, _CHEVRON_PX)
            self._paint_icon(painter, box, name, tokens.text2, mirrored=place.rtl)
        ink = tokens.text3 if greyed else tokens.accent if selected else tokens.text2
        box = place.at(_ICON_X + shift, _ICON_PX, _ICON_PX)
        self._paint_icon(painter, box, str(index.data(roles.ICON)), ink, mirrored=place.rtl)
        kind, count = shown_count(index, opened=opened)
        taken = self._paint_count(painter, place, kind, count)
        strong = count > 0 and kind in {CountKind.PILL, CountKind.UNREAD}
        room = place.rect.width() - _TEXT_X - shift - _END - (taken + 8 if taken else 0)
        painter.setPen(colour(tokens.text3 if greyed else tokens.text))
        painter.setFont(self._style.font(strong=strong))
        self._paint_text(painter, place, _TEXT_X + shift, room, str(index.data()))

    def _paint_count(self, painter: QPainter, place: _Place, kind: CountKind, count: int) -> int:
        """Draw the number and return how wide it is; nothing for 0."""
        if kind is CountKind.NONE or count <= 0:
            return 0
        tokens = self._style.tokens
        text = QLocale().toString(count)
        font = self._style.font(Type.SMALL, strong=True)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(text)
        painter.setFont(font)
        height = max(_PILL_PX, metrics.height() + 2)
        if kind is CountKind.PILL:
            width = max(width + 14, 24)
            box = place.at(place.rect.width() - _END - width, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.accent))
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setPen(colour(tokens.on_accent))
        else:
            box = place.at(place.rect.width() - _END - 2 - width, width, height)
            painter.setPen(colour(tokens.accent if kind is CountKind.UNREAD else tokens.text2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return width

    def _paint_rail(self, painter: QPainter, place: _Place, index: _Index) -> None:
        tokens = self._style.tokens
        selected = self._selected(index)
        ink = tokens.accent if selected else tokens.text2
        if index.data(roles.GREYED):
            ink = tokens.text3
        x = (place.rect.width() - _ICON_PX) / 2
        box = place.at(x, _ICON_PX, _ICON_PX)
        self._paint_icon(painter, box, str(index.data(roles.ICON)), ink, mirrored=place.rtl)
        kind, count = shown_count(index, opened=False)
        if count > 0 and kind in {CountKind.PILL, CountKind.UNREAD}:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.accent))
            painter.drawEllipse(QRectF(box.right() - 3, box.top() - 3, 8, 8))

    def _paint_icon(
        self, painter: QPainter, box: QRectF, name: str, ink: str, *, mirrored: bool
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        drawing = icons.pixmap(name, ink, round(box.width()), ratio=ratio, mirrored=mirrored)
        painter.drawPixmap(box.topLeft(), drawing)

    def _paint_text(
        self, painter: QPainter, place: _Place, x: float, width: float, text: str
    ) -> None:
        """Draw one line with the painter's pen and font, cut; it keeps its own direction."""
        font = painter.font()
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        side = Qt.AlignmentFlag.AlignRight if place.rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            place.at(x, width, place.rect.height()),
            side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute,
            shown,
        )


def shown_count(index: _Index, *, opened: bool) -> tuple[CountKind, int]:
    """Return the number a row shows: a closed branch counts what it hides."""
    kind = index.data(roles.COUNT_KIND)
    count = int(index.data(roles.COUNT) or 0)
    hidden = int(index.data(roles.HIDDEN_COUNT) or 0)
    if opened or not hidden or kind is CountKind.TOTAL:
        return kind, count
    return (CountKind.UNREAD if kind is CountKind.NONE else kind), count + hidden


def _shape(rect: QRect) -> QRectF:
    return QRectF(rect).adjusted(_MARGIN, 1, -_MARGIN, -1)
