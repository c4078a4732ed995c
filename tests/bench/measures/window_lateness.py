"""The real window (without a screen) and its real engine, while 100,000 headers come in.

How late the event loop is, and how long a click on a star takes to the screen and to the server,
whose own log of the conversation tells when it had it.
"""

import contextlib
import os
import random
import sqlite3
import statistics
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from facteur.base.clock import SystemClock
from facteur.base.paths import Profile as Place
from facteur.base.settings import Settings
from facteur.mail.flags import Flags
from facteur.store.read import operations
from facteur.ui.desk import Desk
from facteur.ui.engineclient import engine_command
from facteur.ui.looks import Looks
from facteur.ui.theme.style import Style
from tests.bench.facteur import profile
from tests.bench.frame import Row, measure
from tests.bench.lateness import LatenessProbe
from tests.bench.mail import HUNDRED_THOUSAND, mailbox
from tests.bench.measures.star import _served
from tests.support.mailserver import Knobs, MailUser

EVERY_MS = 200
PATIENCE_S = 300
FINISH_S = 10
LIMIT_MS = 150


@measure
def window_lateness() -> list[Row]:
    with mailbox(HUNDRED_THOUSAND, Knobs(rawlog=True)) as user, profile() as home:
        home.add_account(user)
        desk = _desk(Place(home=home.home))
        probe, stars = LatenessProbe(), _Stars(desk)
        came = _AllHere(home.home)
        loop = QEventLoop()
        watch = QTimer(interval=100)
        watch.timeout.connect(lambda: loop.quit() if came.over.is_set() else None)
        desk.open(mailbox="INBOX")
        QApplication.processEvents()  # the start has a measure of its own
        watch.start()
        probe.start()
        stars.start()
        loop.exec()
        stars.stop()
        late = probe.stop()
        _finish(desk, loop)
        desk.close()
        return [
            *_lateness(late.p99_ms, late.max_ms, late.ticks, came),
            _row("back on screen", stars.shown_ms(), f"{len(stars.sent)} stars"),
            _row("on the server", stars.served_ms(user), ""),
        ]


def _lateness(p99: float, most: float, ticks: int, came: "_AllHere") -> list[Row]:
    title = "window's event loop while 100,000 headers come: late"
    note = f"{ticks} ticks of 5 ms, {came.seconds:.0f} s, {came.headers} headers"
    return [
        Row(title=f"{title}, p99", result=p99, unit="ms", limit=16),
        Row(title=f"{title}, max", result=most, unit="ms", limit=50, note=note),
    ]


def _row(title: str, found: list[float], note: str) -> Row:
    return Row(
        title=f"click on a star meanwhile: {title}, p95",
        result=statistics.quantiles(found, n=20, method="inclusive")[-1],
        unit="ms",
        limit=LIMIT_MS,
        note=note,
    )


def _desk(place: Place) -> Desk:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    settings = Settings.load(place.settings)
    style = Style(app)
    looks = Looks(settings, style, theme="light", language="en")
    looks.before_window()
    style.apply(app)
    desk = Desk(place, settings, style, looks, engine_command(place.home))
    desk.window.resize(1360, 860)
    return desk


def _finish(desk: Desk, loop: QEventLoop) -> None:
    """Let the last stars reach the server."""
    until = time.monotonic() + FINISH_S
    look = QTimer(interval=100)
    reader = desk.reader_of_store
    look.timeout.connect(
        lambda: (
            loop.quit()
            if not operations.waiting(reader, None) or time.monotonic() > until
            else None
        )
    )
    look.start()
    loop.exec()
    look.stop()


class _AllHere:
    """Waits in a thread of its own, off the event loop, until every header is in the store."""

    def __init__(self, home: Path) -> None:
        self.over = threading.Event()
        self.headers = 0
        self.seconds = 0.0
        self._home = home
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        began = time.monotonic()
        mail = sqlite3.connect(f"file:{self._home / 'mail.sqlite'}?mode=ro", uri=True)
        with contextlib.closing(mail):
            while self.headers < HUNDRED_THOUSAND and self.seconds < PATIENCE_S:
                time.sleep(0.5)
                self.seconds = time.monotonic() - began
                self.headers = mail.execute("SELECT count(*) FROM header").fetchone()[0]
        self.over.set()


class _Stars(QObject):
    """Clicks the star of a message on screen every so often."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = desk.views.list.list
        self._model = desk.messages.model
        self._chance = random.Random(1)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._click)
        self._unpainted: dict[int, float] = {}  # key → when clicked
        self._painted: list[float] = []
        self._keys: set[int] = set()
        self.sent: dict[int, float] = {}  # UID → when, wall clock
        self._list.viewport().installEventFilter(self)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def shown_ms(self) -> list[float]:
        assert not self._unpainted, "stars were never painted"
        return self._painted

    def served_ms(self, user: MailUser) -> list[float]:
        """Return how long each took; a star that never arrived counts as endless."""
        served = _served(user)
        return [(served.get(uid, float("inf")) - at) * 1000 for uid, at in self.sent.items()]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._unpainted:
            QTimer.singleShot(0, self, self._look)
        return False

    def _click(self) -> None:
        row = self._list.rowAt(self._chance.randrange(60, self._list.viewport().height()))
        message = self._model.message_at(row) if row >= 0 else None
        if message is None or not message.here or message.key in self._keys:
            if not self._unpainted:  # a row that has left the screen is not painted
                bar = self._list.verticalScrollBar()
                bar.setValue(bar.value() + self._list.viewport().height() // 2)
            return
        self._keys.add(message.key)
        self._unpainted[message.key] = time.perf_counter()
        self.sent[message.uid] = SystemClock().now_ms() / 1000
        self._list.mark_wanted.emit(message.key, Flags.FLAGGED)

    def _look(self) -> None:
        """A star counts once its row, as kept for painting, has it."""
        for key in tuple(self._unpainted):
            row = self._model.window.cached(key)
            if row is not None and row.flags & Flags.FLAGGED:
                self._painted.append((time.perf_counter() - self._unpainted.pop(key)) * 1000)
