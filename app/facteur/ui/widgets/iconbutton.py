"""A flat button of one icon, which still has words for those who do not see it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from facteur.base.override import override
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style

_LEAST_PX = 28  # 24 is the least a finger or a shaking hand can do with


class IconButton(QToolButton):
    """An icon-only tool button, drawn anew when the style changes."""

    def __init__(
        self, style: Style, icon: str, size_px: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._icon = icon
        self._size_px = size_px
        self.setIconSize(QSize(size_px, size_px))
        self.setMinimumSize(_LEAST_PX, _LEAST_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        style.changed.connect(self._dress)
        self._dress()

    def set_words(self, name: str, keys: str = "") -> None:
        """Say what the button does: spoken, and as its tool tip together with its keys."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def set_icon(self, icon: str) -> None:
        """Change the drawing."""
        self._icon = icon
        self._dress()

    @override
    def setCheckable(self, checkable: bool) -> None:
        super().setCheckable(checkable)
        self._dress()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isVisible():
            self._dress()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.isEnabled():
            self._dress()

    def _dress(self) -> None:
        """Have drawn what can be seen now: a drawing takes 0.25 ms, and a window has many."""
        tokens = self._style.tokens
        disabled = "" if self.isEnabled() else tokens.disabled
        on = tokens.accent if self.isCheckable() else ""
        self.setIcon(icons.icon(self._icon, tokens.text2, self._size_px, disabled=disabled, on=on))
