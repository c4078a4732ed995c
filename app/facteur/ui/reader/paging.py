"""Scrolling the open message by pages from outside: the space bar of the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar

from facteur.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from facteur.ui.reader.webview import WebView  # importing it for real costs 350 ms

_NEAR_PX = 2  # scaled pages end on parts of a pixel


def turn_page(view: ReaderView, direction: int) -> bool:
    """Scroll a page down (1) or up (-1); False when there is no further page that way."""
    web = view.web
    if web is not None and web.isVisible():
        return _turn_web(web, direction)
    if view.text_view.isVisible():
        return _turn_bar(view.text_view.verticalScrollBar(), direction)
    return False


def _turn_bar(bar: QScrollBar, direction: int) -> bool:
    before = bar.value()
    bar.setValue(before + direction * bar.pageStep())
    return bar.value() != before


def _turn_web(web: "WebView", direction: int) -> bool:
    """Press the page key: without scripts a web page cannot be told where to scroll."""
    page = web.page()
    top = page.scrollPosition().y()
    bottom = top + web.height() / page.zoomFactor()
    room = page.contentsSize().height() - bottom if direction > 0 else top
    if room <= _NEAR_PX:
        return False
    key = Qt.Key.Key_PageDown if direction > 0 else Qt.Key.Key_PageUp
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(web.focusProxy() or web, event)
    return True
