"""A word on what was just done, over the foot of a pane, with a way back for some seconds."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from facteur.base.override import override
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, Type
from facteur.ui.theme.tokens import colour

_SHOWN_MS = 8_000
_LINGERS_MS = 20_000  # after the pointer or the keyboard was on it
_ICON_PX = 16
_RADIUS_PX = 8
_SHADOW_PX = 6
_FOOT_PX = 10
_SIDE_PX = 12


class Toast(QWidget):
    """Floats over `window` at the foot of `pane`; a new word takes the place of the old one."""

    pressed = Signal()
    """The button was pressed."""

    def __init__(self, style: Style, window: QWidget, pane: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._pane = pane
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self._on_pressed)
        self._keys = QLabel()
        self._good = True
        line = QHBoxLayout(self)
        edge = _SHADOW_PX
        line.setContentsMargins(14 + edge, 8 + edge, 14 + edge, 8 + edge)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        line.addWidget(self._keys)
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self.hide)
        style.changed.connect(self._dress)
        for watched in (window, pane, self._button):
            watched.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" when nothing is."""
        return self._text.text() if self.isVisibleTo(self._window) else ""

    def say(self, text: str, button: str = "", keys: str = "", *, good: bool = True) -> None:
        """Say this for eight seconds. keys: what does the same as the button. good: it worked."""
        self._good = good
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._keys.setText(keys)
        self._keys.setVisible(bool(button and keys))
        self.setAccessibleName(text)
        self._dress()
        self.show()
        self.raise_()
        self._place()
        self._over.start(_SHOWN_MS)
        # Loaded on need: its many names take 5 ms of a start.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - see above

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}
        if event.type() in moved and self.isVisible():
            self._place()
        if watched is self._button and event.type() is QEvent.Type.FocusIn:
            self._over.start(_LINGERS_MS)
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._over.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._over.start(_LINGERS_MS)
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._over.start(_LINGERS_MS)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = colour("#000000")
        for step in range(_SHADOW_PX):
            shade = shadow.toRgb()
            shade.setAlpha(7)
            painter.setBrush(shade)
            inset = self.rect().adjusted(step, step + 1, -step, -step + 1)
            painter.drawRoundedRect(inset, _RADIUS_PX + _SHADOW_PX - step, _RADIUS_PX + 4)
        painter.setBrush(colour(self._style.tokens.tooltip))
        edge = _SHADOW_PX
        painter.drawRoundedRect(
            self.rect().adjusted(edge, edge, -edge, -edge), _RADIUS_PX, _RADIUS_PX
        )
        painter.end()

    def _on_pressed(self) -> None:
        self.hide()
        self.pressed.emit()

    def _place(self) -> None:
        """Stand at the foot of the pane, or of the window where the pane is hidden."""
        window = self._window
        pane = self._pane if self._pane.isVisible() else window
        room = max(200, pane.width() - 2 * _SIDE_PX)
        self._text.setWordWrap(False)
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > room)  # a label that may wrap asks for too little
        width = min(room, wanted)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        foot = pane.mapTo(window, QPoint(0, 0)) if pane is not window else QPoint(0, 0)
        x = foot.x() + (pane.width() - width) // 2
        self.setGeometry(x, foot.y() + pane.height() - height - _FOOT_PX, width, height)

    def _dress(self) -> None:
        tokens = self._style.tokens
        ratio = self.devicePixelRatioF()
        drawing = "check" if self._good else "triangle-alert"
        self._icon.setPixmap(icons.pixmap(drawing, tokens.on_tooltip, _ICON_PX, ratio=ratio))
        small = self._style.px(Type.SMALL)
        # The one dark surface of a light window, and the other way round.
        self.setStyleSheet(
            f"QLabel {{ color: {tokens.on_tooltip}; background: transparent; }}"
            f"QPushButton {{ color: {tokens.on_tooltip}; background: transparent; border: none;"
            " padding: 3px 6px; font-weight: 600; min-height: 18px; text-decoration: underline; }"
            f"QPushButton:focus {{ border: 2px solid {tokens.on_tooltip}; border-radius: 4px; }}"
        )
        self._keys.setStyleSheet(f"font-size: {small}px;")
        self.update()
