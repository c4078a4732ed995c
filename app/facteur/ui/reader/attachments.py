"""The strip of attachments: what each is, how big, where it is, and what can be done with it."""

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from facteur.base.override import override
from facteur.ui import format as formats
from facteur.ui.foreign import harmless, tooltip
from facteur.ui.reader.shown import Attachment, Place
from facteur.ui.theme import icons
from facteur.ui.theme.style import RADIUS_CARD, Style, Type, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout

CHIP_PX = 52
COMPACT_CHIP_PX = 36
SHOWN_AT_FIRST = 4  # more hide behind "+ n"
_NARROWEST, _WIDEST = 190, 310
_ICON_PX, _COMPACT_ICON_PX = 24, 18
_ROWS_SHOWN = 3  # of an unfolded strip, before it scrolls
_NAME_LIMIT = 200
_GENERIC = "file"
_ICONS: tuple[tuple[str, str], ...] = (
    ("image/", "file-image"),
    ("audio/", "file"),
    ("video/", "file"),
    ("message/", "mail"),
    ("text/calendar", "calendar"),
    ("text/", "file-text"),
    ("application/pdf", "file-text"),
    ("application/msword", "file-text"),
    ("application/vnd.openxmlformats-officedocument.wordprocessing", "file-text"),
    ("application/vnd.oasis.opendocument.text", "file-text"),
    ("application/vnd.ms-excel", "file-text"),
    ("application/vnd.openxmlformats-officedocument.spreadsheet", "file-text"),
    ("application/zip", "file-archive"),
    ("application/x-tar", "file-archive"),
    ("application/gzip", "file-archive"),
)


def icon_name(content_type: str) -> str:
    """Return the drawing for a kind of file."""
    low = content_type.lower()
    return next((name for start, name in _ICONS if low.startswith(start)), _GENERIC)


class Chip(QAbstractButton):
    """One attachment. A click or Return opens it; the small button fetches, stops or saves."""

    open_asked = Signal(str)
    """Open this section with the system."""

    save_asked = Signal(str)
    """Save this section under a name to be asked for."""

    fetch_asked = Signal(str)
    """Bring this section to this computer."""

    stop_asked = Signal(str)
    """Stop bringing this section."""

    def __init__(
        self, style: Style, attachment: Attachment, *, compact: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._compact = compact
        self.attachment = attachment
        self._side = QToolButton(self, autoRaise=True)
        self._side.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._side.setFixedSize(30, 30)
        self._side.setIconSize(QSize(18, 18))
        set_property(self._side, "kind", "bare")
        self._side.clicked.connect(self._on_side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_click)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_attachment(attachment)

    def show_attachment(self, attachment: Attachment) -> None:
        """Show this state of the same attachment."""
        self.attachment = attachment
        tokens = self._style.tokens
        name, words = self._side_words()
        self._side.setIcon(icons.icon(name, tokens.text2, 18, disabled=tokens.disabled))
        self._side.setAccessibleName(f"{words}: {self._name()}")
        self._side.setToolTip(words)
        self._side.setVisible(attachment.place is not Place.OUT_OF_REACH)
        self.setAccessibleName(f"{self._name()}, {self.place_words()}")
        self.setToolTip(tooltip(f"{self._name()} ({attachment.content_type})"))
        self.setText(self._name())
        self.updateGeometry()
        self.update()

    def place_words(self) -> str:
        """Return size and place in words: "412 kB · on this computer"."""
        locale = QLocale()
        attachment = self.attachment
        size = formats.size(attachment.size_octets, locale)
        if attachment.done_octets is not None:
            done = formats.size(attachment.done_octets, locale)
            return self.tr("{done} of {size}…").format(done=done, size=size)
        match attachment.place:
            case Place.HERE:
                place = self.tr("on this computer")
            case Place.SERVER:
                place = self.tr("on the server")
            case Place.OUT_OF_REACH:
                place = self.tr("not available offline")
        return f"{size}  ·  {place}"

    @override
    def sizeHint(self) -> QSize:
        strong = QFontMetrics(self._style.font())
        small = QFontMetrics(self._style.font(Type.SMALL))
        text = max(
            strong.horizontalAdvance(self._name()), small.horizontalAdvance(self.place_words())
        )
        if self._compact:
            text = strong.horizontalAdvance(self._name()) + 12
            text += small.horizontalAdvance(self.place_words())
        width = text + self._text_left() + self._right() + 4  # letters have fractions of widths
        widest = _WIDEST + (130 if self._compact else 0)
        height = COMPACT_CHIP_PX if self._compact else CHIP_PX
        needed = strong.lineSpacing() + (0 if self._compact else small.lineSpacing()) + 14
        return QSize(max(_NARROWEST, min(widest, width)), max(height, needed))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        side = self._side
        left = 8 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else None
        x = left if left is not None else self.width() - side.width() - 8
        side.move(x, (self.height() - side.height()) // 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        self._paint_words(painter)
        self._paint_progress(painter)
        painter.end()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.menu_actions(menu):
            menu.addAction(action)
        menu.popup(event.globalPos())

    def menu_actions(self, parent: QMenu) -> list[QAction]:
        """Return what can be done with this attachment now, in words."""
        section = self.attachment.section
        if self.attachment.done_octets is not None:
            stop = QAction(self.tr("Stop"), parent)
            stop.triggered.connect(lambda: self.stop_asked.emit(section))
            return [stop]
        reachable = self.attachment.place is not Place.OUT_OF_REACH
        rows = (
            (self.tr("Open"), self.open_asked, True),
            (self.tr("Save as…"), self.save_asked, True),
            (self.tr("Download"), self.fetch_asked, self.attachment.place is Place.SERVER),
        )
        actions: list[QAction] = []
        for text, signal, there in rows:
            if there:
                action = QAction(text, parent, enabled=reachable)
                action.triggered.connect(lambda _on=False, said=signal: said.emit(section))
                actions.append(action)
        return actions

    def _name(self) -> str:
        return harmless(self.attachment.name, _NAME_LIMIT) or self.tr("Attachment without a name")

    def _side_words(self) -> tuple[str, str]:
        if self.attachment.done_octets is not None:
            return "x", self.tr("Stop")
        if self.attachment.place is Place.HERE:
            return "download", self.tr("Save as…")
        return "cloud-download", self.tr("Download")

    def _on_side(self) -> None:
        section = self.attachment.section
        if self.attachment.done_octets is not None:
            self.stop_asked.emit(section)
        elif self.attachment.place is Place.HERE:
            self.save_asked.emit(section)
        else:
            self.fetch_asked.emit(section)

    def _on_click(self) -> None:
        if self.attachment.place is not Place.OUT_OF_REACH:
            self.open_asked.emit(self.attachment.section)

    def _right(self) -> int:
        """Return what the small button takes at the end."""
        return 14 if self.attachment.place is Place.OUT_OF_REACH else 44

    def _text_left(self) -> int:
        return 12 + (_COMPACT_ICON_PX if self._compact else _ICON_PX) + 8

    def _paint_box(self, painter: QPainter) -> None:
        tokens = self._style.tokens
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour(tokens.border), 1))
        painter.setBrush(colour(tokens.hover if self.underMouse() else tokens.list))
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        if self.hasFocus():
            painter.setPen(QPen(colour(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = self._style.tokens
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = _COMPACT_ICON_PX if self._compact else _ICON_PX
        left = self._text_left()
        width = self.width() - left - self._right()

        def place(x: float, y: float, w: float, h: float) -> QRectF:
            return QRectF(self.width() - x - w if mirrored else x, y, w, h)

        drawing = icons.pixmap(
            icon_name(self.attachment.content_type),
            tokens.accent,
            side,
            ratio=self.devicePixelRatioF(),
        )
        spot = place(12, (self.height() - side) / 2, side, side)
        painter.drawPixmap(QPointF(spot.x(), spot.y()), drawing)
        align = Qt.AlignmentFlag.AlignVCenter
        align |= Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        name_font, small_font = self._style.font(), self._style.font(Type.SMALL)
        names, smalls = QFontMetrics(name_font), QFontMetrics(small_font)
        words = self.place_words()
        if self._compact:
            part = min(width, smalls.horizontalAdvance(words))
            upper = place(left, 0, width - part - 12, self.height())
            lower = place(left + width - part, 0, part, self.height())
        else:
            top = (self.height() - names.lineSpacing() - smalls.lineSpacing()) / 2
            upper = place(left, top, width, names.lineSpacing())
            lower = place(left, top + names.lineSpacing(), width, smalls.lineSpacing())
        painter.setFont(name_font)
        painter.setPen(colour(tokens.text))
        middle = Qt.TextElideMode.ElideMiddle
        painter.drawText(upper, align, names.elidedText(self._name(), middle, int(upper.width())))
        painter.setFont(small_font)
        painter.setPen(colour(tokens.text2))
        end = Qt.TextElideMode.ElideRight
        painter.drawText(lower, align, smalls.elidedText(words, end, int(lower.width()) + 1))

    def _paint_progress(self, painter: QPainter) -> None:
        done = self.attachment.done_octets
        if done is None:
            return
        tokens = self._style.tokens
        share = min(1.0, done / max(1, self.attachment.size_octets))
        track = QRectF(8, self.height() - 5, self.width() - 16, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.border))
        painter.drawRoundedRect(track, 1.5, 1.5)
        filled = QRectF(track)
        filled.setWidth(track.width() * share)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            filled.moveRight(track.right())
        painter.setBrush(colour(tokens.accent))
        painter.drawRoundedRect(filled, 1.5, 1.5)


class AttachmentStrip(QWidget):
    """The chips of a message, its count and size, and what was just saved where."""

    open_asked = Signal(str)
    """Open this section with the system."""

    save_asked = Signal(str)
    """Save this section under a name to be asked for."""

    fetch_asked = Signal(str)
    """Bring this section to this computer."""

    stop_asked = Signal(str)
    """Stop bringing this section."""

    save_all_asked = Signal()
    """Save every attachment into one folder."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._attachments: tuple[Attachment, ...] = ()
        self._chips: dict[str, Chip] = {}
        self._unfolded = False
        self._compact = False
        self._icon = QLabel()
        self._title = QLabel()
        set_property(self._title, "size", "small")
        set_property(self._title, "weight", "strong")
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setMinimumWidth(1)
        set_property(self._said, "size", "small")
        set_property(self._said, "tone", "text2")
        self._save_all = QPushButton()
        set_property(self._save_all, "kind", "link")
        self._save_all.clicked.connect(self.save_all_asked)
        self._more = QPushButton()
        self._more.clicked.connect(self._unfold)
        self._body = QWidget()
        self._flow = FlowLayout(10, self._body)
        self._scroll = QScrollArea(widgetResizable=True)
        self._arrange()
        self.retranslate()
        style.changed.connect(self._rebuild)
        self.hide()

    def show_attachments(self, attachments: tuple[Attachment, ...]) -> None:
        """Show these attachments; the same ones in another state are only repainted."""
        sections = [attachment.section for attachment in attachments]
        same = sections == [attachment.section for attachment in self._attachments]
        self._attachments = attachments
        if not same:
            self._unfolded = False
            self._said.clear()
            self._rebuild()
            return
        for attachment in attachments:
            chip = self._chips.get(attachment.section)
            if chip is not None and chip.attachment != attachment:
                chip.show_attachment(attachment)
        self.retranslate()

    def say(self, words: str) -> None:
        """Say in one line what just happened, e.g. where a file was saved."""
        line = harmless(words, 300)
        self._said.setText(line)
        self._said.setToolTip(tooltip(words))

    def set_compact(self, compact: bool) -> None:
        """Take one line a chip, as below a table."""
        if compact != self._compact:
            self._compact = compact
            self._rebuild()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        total = formats.size(sum(item.size_octets for item in self._attachments), QLocale())
        count = self.tr("%n attachment(s)", "number of files", len(self._attachments))
        self._title.setText(f"{count} ({total})")
        self._save_all.setText(self.tr("Save all…"))
        self._save_all.setVisible(len(self._attachments) > 1)
        hidden = len(self._attachments) - SHOWN_AT_FIRST
        self._more.setText(self.tr("+ {number}").format(number=hidden))
        self._more.setAccessibleName(self.tr("Show %n more attachment(s)", "", max(0, hidden)))
        for chip in self._chips.values():
            chip.show_attachment(chip.attachment)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _arrange(self) -> None:
        head = row(spacing=6)
        head.addWidget(self._icon)
        head.addWidget(self._title)
        head.addSpacing(10)
        head.addWidget(self._said, 1)
        head.addWidget(self._save_all)
        self._scroll.setWidget(self._body)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_property(self._body, "pane", "surface")
        whole = column(self, spacing=8, margins=(28, 8, 28, 12))
        whole.addLayout(head)
        whole.addWidget(self._scroll)

    def _unfold(self) -> None:
        self._unfolded = True
        self._rebuild()
        last = self._attachments[SHOWN_AT_FIRST : SHOWN_AT_FIRST + 1]
        if last:
            self._chips[last[0].section].setFocus()  # focus is not lost with the "+ n" button

    def _rebuild(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        shown = self._attachments if self._unfolded else self._attachments[:SHOWN_AT_FIRST]
        for attachment in shown:
            chip = Chip(self._style, attachment, compact=self._compact, parent=self._body)
            chip.open_asked.connect(self.open_asked)
            chip.save_asked.connect(self.save_asked)
            chip.fetch_asked.connect(self.fetch_asked)
            chip.stop_asked.connect(self.stop_asked)
            self._chips[attachment.section] = chip
            self._flow.addWidget(chip)
            chip.show()
        height = COMPACT_CHIP_PX if self._compact else CHIP_PX
        self._more.setStyleSheet(f"min-height: {height - 2}px; margin: 0;")
        hidden = len(self._attachments) > len(shown)
        self._more.setVisible(hidden)
        if hidden:
            self._flow.addWidget(self._more)
        self._icon.setPixmap(
            icons.pixmap("paperclip", self._style.tokens.text2, 16, ratio=self.devicePixelRatioF())
        )
        self.setVisible(bool(self._attachments))
        self.retranslate()
        self._fit()

    def _fit(self) -> None:
        """Give the chips the height they need, scrolling after some rows."""
        line = COMPACT_CHIP_PX if self._compact else CHIP_PX
        line = max((chip.sizeHint().height() for chip in self._chips.values()), default=line)
        width = max(1, self.width() - 56)
        needed = self._flow.heightForWidth(width)
        self._scroll.setFixedHeight(max(line, min(needed, _ROWS_SHOWN * (line + 10))))
