"""Plain text as people read it: a comfortable line, links that say where they go, no web engine.

A QTextBrowser without its browsing: it loads nothing, and a click only says which link was meant.
"""

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from facteur.base.override import override
from facteur.ui.foreign import tooltip
from facteur.ui.reader import links
from facteur.ui.theme.style import Style, Type
from facteur.ui.theme.tokens import colour

COLUMN_PX = 820  # about 95 characters, the widest that reads well
MARGIN_PX = 28
_PITCH = 1.5  # 21 px at 14 px
_LINKED_OCTETS = 200_000  # longer texts are machine output: their links are not sought
_LINKS_LIMIT = 2000
_MOST = 4_000_000  # characters; a text view is no place for more


class TextView(QTextBrowser):
    """Shows one text; selection, copying and the keyboard work as everywhere."""

    link_asked = Signal(QUrl)
    """A link was clicked or chosen by the keyboard."""

    link_hovered = Signal(str)
    """The pointer is on a link that goes there; "" when it left."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._text = ""
        self._document: QTextDocument | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextBrowser { border: none; padding: 0; border-radius: 0; }")
        self.setOpenLinks(False)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(self.wordWrapMode().WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setViewportMargins(MARGIN_PX, 0, 0, 0)
        self.anchorClicked.connect(self.link_asked)
        self.highlighted.connect(self._on_highlighted)
        style.changed.connect(self.restyle)
        self.setAccessibleName(self.tr("Text of the message"))

    def show_text(self, text: str) -> None:
        """Show this text from its beginning."""
        self._text = text[:_MOST]
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def restyle(self) -> None:
        """Show the same text in the colours and size now in force."""
        if self._text:
            self._fill()

    @override
    def loadResource(self, type: int, name: QUrl | str, /) -> object:
        """Load nothing, ever: a text names no pictures, and a message no files."""
        return None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Text of the message"))
        super().changeEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_target(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _show_target(self, spot: QPoint, where: QPoint) -> None:
        target = self.anchorAt(spot)
        if target:
            QToolTip.showText(where, tooltip(links.shown(QUrl(target))), self)
        else:
            QToolTip.hideText()

    def _on_highlighted(self, url: QUrl) -> None:
        self.link_hovered.emit(links.shown(url) if url.isValid() and not url.isEmpty() else "")

    def _fit(self) -> None:
        room = self.width() - 2 * MARGIN_PX
        wanted = max(120, min(COLUMN_PX, room))
        if wanted != self.lineWrapColumnOrWidth():  # setting it lays everything out again
            self.setLineWrapColumnOrWidth(wanted)

    def _fill(self) -> None:
        """Make a new document at once: inserting into the shown one lays it out again and again."""
        self._fit()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        font = QFont(self._style.font(Type.MESSAGE))
        document.setDefaultFont(font)
        document.setPlainText(self._text)
        lines = QTextBlockFormat()
        pitch = round(self._style.px(Type.MESSAGE) * _PITCH)
        # A minimum, so that scripts with taller letters are not cut.
        lines.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)
        self._colour_quotes(document)
        if len(self._text) <= _LINKED_OCTETS:
            self._mark_links(document)
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document

    def _colour_quotes(self, document: QTextDocument) -> None:
        quiet = QTextCharFormat()
        quiet.setForeground(colour(self._style.tokens.text2))
        cursor = QTextCursor(document)
        start = 0
        signature = False
        run: int | None = None
        for line in self._text.split("\n"):
            end = start + _utf16(line)
            signature = signature or line.rstrip("\r") == "-- "
            if line.startswith(">") or signature:
                run = start if run is None else run
            elif run is not None:
                _format(cursor, run, start - 1, quiet)
                run = None
            start = end + 1
        if run is not None:
            _format(cursor, run, start - 1, quiet)

    def _mark_links(self, document: QTextDocument) -> None:
        look = QTextCharFormat()
        look.setAnchor(True)
        look.setForeground(colour(self._style.tokens.link))
        look.setFontUnderline(True)
        cursor = QTextCursor(document)
        done, at = 0, 0
        for number, (start, end, target) in enumerate(links.find(self._text)):
            if number >= _LINKS_LIMIT:
                return
            at += _utf16(self._text[done:start])
            length = _utf16(self._text[start:end])
            look.setAnchorHref(target)
            _format(cursor, at, at + length, look)
            at += length
            done = end


def _format(cursor: QTextCursor, start: int, end: int, look: QTextCharFormat) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)


def _utf16(text: str) -> int:
    """Return the length as Qt counts it: letters beyond the basic plane are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
