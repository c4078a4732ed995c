"""The first HTML message: the web view is made, and the window stands still meanwhile, once."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from facteur.ui.reader.controller import ReaderController
from facteur.ui.reader.view import ReaderView
from facteur.ui.theme.style import Style
from tests.bench.frame import Row, measure
from tests.bench.lateness import Lateness, LatenessProbe
from tests.ui.readerstore import FakeClient, Shelf

LIMIT_MS = 350
WATCHED_S = 3.0
HTML = "<h1>News</h1>" + "<p>All that <b>happened</b> this week, at length.</p>" * 200


@measure
def web_view() -> list[Row]:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    style = Style()
    style.apply(app)
    with tempfile.TemporaryDirectory() as home:
        shelf = Shelf(Path(home))
        keys = [shelf.message(subject=f"Newsletter {number}") for number in range(4)]
        for key in keys:
            shelf.body(key, html=HTML)
        view = ReaderView(style)
        view.resize(715, 776)
        view.show()
        controller = ReaderController(view, FakeClient(), shelf.reader)
        app.processEvents()
        first = _late(app, lambda: controller.show(keys[0], 1))
        assert view.web is not None, "the message was not shown as HTML"
        later = max(
            (_late(app, lambda key=key: controller.show(key, 1)) for key in keys[1:]),
            key=lambda one: one.max_ms,
        )
        shelf.close()
    return [
        Row(
            title="window's event loop, first HTML message: late, max",
            result=first.max_ms,
            unit="ms",
            limit=LIMIT_MS,
            note="the web engine is loaded and started, once",
        ),
        Row(
            title="window's event loop, further HTML messages: late, max",
            result=later.max_ms,
            unit="ms",
            limit=50,
        ),
    ]


def _late(app: QApplication, act: Callable[[], None]) -> Lateness:
    """Return how late the event loop is from an action on, for some seconds."""
    probe = LatenessProbe()
    probe.start()
    act()
    until = time.monotonic() + WATCHED_S
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.001)
    return probe.stop()
