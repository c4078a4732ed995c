"""The list pane: header, the line that says what sorting covers, the list, the pill."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from facteur.base.override import override
from facteur.ui import format as people
from facteur.ui.messages.header import ListHeader
from facteur.ui.messages.listview import MessageList
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets import boxes


class MessagesView(QWidget):
    """Everything of the list that is seen; what it means is the controller's."""

    pill_pressed = Signal()
    """The reader wants to see the new messages."""

    retranslated = Signal()
    """The language changed; texts made of data must be made anew."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new_count = 0
        set_property(self, "pane", "list")
        self.header = ListHeader(style)
        self.coverage = QLabel()
        self.coverage.setTextFormat(Qt.TextFormat.PlainText)
        self.coverage.setWordWrap(True)
        self.coverage.setContentsMargins(20, 0, 12, 8)
        set_property(self.coverage, "tone", "text3")
        set_property(self.coverage, "size", "small")
        self.coverage.hide()
        self.list = MessageList(style)
        self.pill = QToolButton(self)
        self.pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_property(self.pill, "kind", "pill")
        self.pill.clicked.connect(self.pill_pressed)
        self.pill.hide()
        layout = boxes.column(self)
        layout.addWidget(self.header)
        layout.addWidget(self.coverage)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        style.changed.connect(self._place_pill)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.list.setAccessibleName(self.tr("Messages"))
        self._word_pill()

    def set_table(self, is_table: bool) -> None:
        """Show a table or cards."""
        set_property(self, "pane", "surface" if is_table else "list")
        self.header.set_wide(is_table)
        self.list.set_table(is_table)

    def show_coverage(self, here: int, messages: int) -> None:
        """Say what an order or a filter covers; nothing when every header is here."""
        self.coverage.setVisible(here < messages)
        if here < messages:
            locale = QLocale()
            text = self.tr("Sorted among {here} of {all} messages; the rest is on its way.")
            self.coverage.setText(
                text.format(here=people.count(here, locale), all=people.count(messages, locale))
            )

    def show_new(self, count: int) -> None:
        """Say how many messages came in above what is on screen; 0 says nothing."""
        grown = count > self._new_count
        self._new_count = count
        self._word_pill()
        self.pill.setVisible(count > 0)
        if count > 0:
            self._place_pill()
            self.pill.raise_()
        if grown:
            # Loaded on need: its many names take 5 ms of a start.
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - see above

            event = QAccessibleAnnouncementEvent(self.pill, self.pill.accessibleName())
            QAccessible.updateAccessibility(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.retranslated.emit()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()

    def _word_pill(self) -> None:
        text = self.tr("%n new message(s)", "came in above", self._new_count)
        self.pill.setText(f"{text} ↑")
        self.pill.setAccessibleName(text)
        self.pill.setToolTip(self.tr("Go to the newest message"))

    def _place_pill(self) -> None:
        if self.pill.isHidden():
            return
        self.pill.adjustSize()
        x = (self.width() - self.pill.width()) // 2
        self.pill.move(x, self.list.y() + self.list.viewport().y() + 34)
