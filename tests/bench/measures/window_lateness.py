"""The real window (without a screen) and its real engine, while 100,000 headers come in.

A worker decodes 25 MB beside them again and again.

How late the event loop is, and how long a click on a star takes to the screen and to the server,
whose own log of the conversation tells when it had it.
"""

import contextlib
import gc
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
from facteur.ui.application import collect_again
from facteur.ui.desk import Desk
from facteur.ui.engineclient import engine_command
from facteur.ui.looks import Looks
from facteur.ui.theme.style import Style
from tests.bench.decoding import decoding
from tests.bench.facteur import profile
from tests.bench.frame import Row, measure
from tests.bench.lateness import Lateness, LatenessProbe
from tests.bench.mail import HUNDRED_THOUSAND, mailbox
from tests.bench.stars import served as served_stars
from tests.support.mailserver import Knobs, MailUser

EVERY_MS = 200
PATIENCE_S = 300
FINISH_S = 10
LIMIT_MS = 150


@measure
def window_lateness() -> list[Row]:
    with (
        mailbox(HUNDRED_THOUSAND, Knobs(rawlog=True)) as user,
        profile() as home,
        decoding() as decoded,
    ):
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
        decodings = decoded()
        _finish(desk, loop, stars)
        desk.close()
        return [
            *_lateness(late, came, decodings),
            _row("back on screen", stars.shown_ms(), f"{len(stars.sent)} stars"),
            *_on_server(stars.served_ms(user), stars, came.listed_at),
        ]


def _lateness(late: Lateness, came: "_AllHere", decodings: int) -> list[Row]:
    title = "window's event loop while 100,000 headers come: late"
    note = (
        f"{late.ticks} ticks of 5 ms, {came.seconds:.0f} s, {came.headers} headers;"
        f" 25 MB decoded {decodings} times meanwhile; the loop's own thread worked at most"
        f" {late.work_max_ms:.0f} ms between two ticks (p99 {late.work_p99_ms:.0f}), the rest it"
        " waited for a processor"
    )
    return [
        Row(title=f"{title}, p99", result=late.p99_ms, unit="ms", limit=16),
        Row(title=f"{title}, max", result=late.max_ms, unit="ms", limit=50, note=note),
    ]


def _on_server(found: dict[int, float], stars: "_Stars", listed_at: float) -> list[Row]:
    """Tell the stars from before every message had a row: then the server itself is busy."""
    late = [found[uid] for uid, at in stars.sent.items() if at >= listed_at]
    early = [found[uid] for uid, at in stars.sent.items() if at < listed_at]
    return [
        _row("on the server", late, f"{len(late)} stars"),
        _row("on the server, in the first second", early, f"{len(early)} stars"),
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
    gc.disable()  # as the program does until all has been made
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    settings = Settings.load(place.settings)
    style = Style(app)
    looks = Looks(settings, style, theme="light", language="en")
    looks.before_window()
    style.apply(app)
    desk = Desk(place, settings, style, looks, engine_command(place.home))
    desk.completed.connect(collect_again)  # as the program does
    desk.window.resize(1360, 860)
    return desk


def _finish(desk: Desk, loop: QEventLoop, stars: "_Stars") -> None:
    """Let the last stars reach the server and the screen."""
    until = time.monotonic() + FINISH_S
    look = QTimer(interval=100)
    reader = desk.reader_of_store
    look.timeout.connect(
        lambda: (
            loop.quit()
            if (stars.all_painted and not operations.waiting(reader, None))
            or time.monotonic() > until
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
        self.listed_at = float("inf")  # wall clock: when every message had a row
        self._home = home
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        began = time.monotonic()
        mail = sqlite3.connect(f"file:{self._home / 'mail.sqlite'}?mode=ro", uri=True)
        with contextlib.closing(mail):
            while self.headers < HUNDRED_THOUSAND and self.seconds < PATIENCE_S:
                time.sleep(0.1)
                self.seconds = time.monotonic() - began
                sql = (
                    "SELECT max(skeleton_done), sum(messages - without_headers) FROM mailbox"
                    " WHERE path = 'INBOX'"
                )
                listed, headers = mail.execute(sql).fetchone()
                self.headers = headers or 0
                if listed:
                    self.listed_at = min(self.listed_at, SystemClock().now_ms() / 1000)
        self.over.set()


class _Stars(QObject):
    """Clicks the star of a message on screen every so often."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = desk.list.list
        self._model = desk.messages.model
        self._chance = random.Random(1)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._click)
        self._unpainted: dict[int, float] = {}  # key → when clicked
        self._painted: list[float] = []
        self.sent: dict[int, float] = {}  # UID → when, wall clock
        self._list.viewport().installEventFilter(self)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @property
    def all_painted(self) -> bool:
        return not self._unpainted

    def shown_ms(self) -> list[float]:
        assert not self._unpainted, "stars were never painted"
        return self._painted

    def served_ms(self, user: MailUser) -> dict[int, float]:
        """Return how long each took; a star that never arrived counts as endless."""
        served = served_stars(user)
        return {uid: (served.get(uid, float("inf")) - at) * 1000 for uid, at in self.sent.items()}

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._unpainted:
            QTimer.singleShot(0, self, self._look)
        return False

    def _click(self) -> None:
        row = self._list.rowAt(self._chance.randrange(60, self._list.viewport().height()))
        message = self._model.message_at(row) if row >= 0 else None
        if message is None or not message.here or message.flags & Flags.FLAGGED:
            if not self._unpainted:  # a row that has left the screen is not painted
                bar = self._list.verticalScrollBar()
                bar.setValue(bar.value() + self._list.viewport().height() // 2)
            return
        self._unpainted[message.key] = time.perf_counter()
        self.sent[message.uid] = SystemClock().now_ms() / 1000
        self._list.mark_wanted.emit(message.key, Flags.FLAGGED)

    def _look(self) -> None:
        """A star counts once its row, as kept for painting, has it."""
        for key in tuple(self._unpainted):
            row = self._model.window.cached(key)
            if row is not None and row.flags & Flags.FLAGGED:
                self._painted.append((time.perf_counter() - self._unpainted.pop(key)) * 1000)
