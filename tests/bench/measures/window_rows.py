"""The message list with a million rows: inserts at random places, opening, and painting a page.

The rows lie in a real store and a second process writes into it, as the engine does; the list is
told by the same events. Lateness is how much later than due a timer of 10 ms fires.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QEventLoop, QProcess, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from facteur.base.paths import Profile
from facteur.link.events import MessagesChanged
from facteur.store.database import open_reader
from facteur.store.read import accounts, mailboxes
from facteur.ui.messages.controller import MessagesController
from facteur.ui.messages.view import MessagesView
from facteur.ui.theme.style import Style
from tests.bench.facteur import surroundings
from tests.bench.frame import Row, measure
from tests.ui.readerstore import FakeClient

MILLION = 1_000_000
SECONDS = int(os.environ.get("FACTEUR_BENCH_SECONDS", "60"))
A_SECOND = 20
TICK_MS = 10
PAGES = 200


@measure
def window_million_rows() -> list[Row]:
    with _filled(MILLION, 2_000) as home, _window(home) as window:
        began = time.perf_counter()
        window.open()
        first_ms = (time.perf_counter() - began) * 1000
        opening = _Lateness()
        window.wait_until_complete()
        keys_s = time.perf_counter() - began
        opening.stop()
        late, read_again, applied = window.trickle(SECONDS * A_SECOND)
        return [
            Row(
                title="1,000,000 rows: first screen of the list",
                result=first_ms,
                unit="ms",
                limit=100,
            ),
            Row(title="  all keys known", result=keys_s, unit="s", limit=5),
            Row(title="  lateness meanwhile, p99", result=opening.p99, unit="ms", limit=16),
            Row(title="  lateness meanwhile, max", result=opening.most, unit="ms", limit=50),
            Row(
                title=f"  {A_SECOND} inserts/s for {SECONDS} s: lateness, p99",
                result=late.p99,
                unit="ms",
                limit=16,
            ),
            Row(title="  lateness, max", result=late.most, unit="ms", limit=50),
            Row(title="  times the keys were read again", result=read_again, unit="", limit=0),
            Row(
                title="  rows told and not in the list",
                result=SECONDS * A_SECOND - applied,
                unit="",
                limit=0,
            ),
        ]


@measure
def window_repaint() -> list[Row]:
    with _filled(100_000, 100_000) as home, _window(home) as window:
        window.open()
        window.wait_until_complete()
        rows: list[Row] = []
        for as_table in (False, True):
            window.controller.show_as_table(as_table)
            name = "table" if as_table else "cards"
            pages = window.scroll(PAGES)
            rows.append(
                Row(
                    title=f"repaint of a scrolled page of {name}, 100,000 rows, p95",
                    result=statistics.quantiles(pages, n=20)[-1],
                    unit="ms",
                    limit=16,
                    note="every page read from the store",
                )
            )
        return rows


class _Lateness:
    """Watches the event loop until it is stopped."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now

    def stop(self) -> None:
        self._timer.stop()

    @property
    def p99(self) -> float:
        return statistics.quantiles(self._late, n=100)[-1] if len(self._late) > 1 else 0.0

    @property
    def most(self) -> float:
        return max(self._late, default=0.0)


class _Window:
    def __init__(self, home: Path, folder: Path) -> None:
        self.app = QApplication.instance() or QApplication([])
        self.home = home
        self.reader = open_reader(Profile(home=home))
        self.client = FakeClient()
        style = Style()
        style.apply(self.app)
        self.view = MessagesView(style)
        self.view.resize(396, 804)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.controller = MessagesController(self.view, self.client, self.reader, style, settings)
        self.view.show()
        self.app.processEvents()

    def open(self) -> None:
        account = accounts.accounts(self.reader)[0].key
        self.controller.open(mailboxes.find(self.reader, account, "INBOX").key)
        self.app.processEvents()

    def wait_until_complete(self) -> None:
        while not self.controller.model.window.complete or self.controller._keeper.busy:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def scroll(self, pages: int) -> list[float]:
        """Return how long each page took, spread over the whole list."""
        bar = self.view.list.verticalScrollBar()
        took: list[float] = []
        for page in range(pages):
            bar.setValue(bar.maximum() * page // pages)
            began = time.perf_counter()
            self.view.list.viewport().repaint()
            took.append((time.perf_counter() - began) * 1000)
            self.app.processEvents()
        return took

    def trickle(self, count: int) -> tuple[_Lateness, int, int]:
        """Have messages written one by one, and scroll about meanwhile."""
        loop, keeper = QEventLoop(), self.controller._keeper
        loads: list[object] = []
        load = keeper._loader.load
        keeper._loader.load = lambda asked: loads.append(asked) or load(asked)
        before = len(self.controller.model.window.keys)
        process = QProcess()
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        decoder = msgspec.json.Decoder(MessagesChanged)

        def tell() -> None:
            while process.canReadLine():
                self.client.happened.emit(decoder.decode(bytes(process.readLine().data())))

        process.readyReadStandardOutput.connect(tell)
        process.finished.connect(loop.quit)
        bar = self.view.list.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        process.start(
            sys.executable,
            [
                "-m",
                "tests.bench.rowwriter",
                str(self.home),
                "trickle",
                str(count),
                str(1 / A_SECOND),
            ],
        )
        scroller = QTimer(interval=300)
        scroller.timeout.connect(lambda: bar.setValue(bar.value() + 90))
        scroller.start()
        late = _Lateness()
        loop.exec()
        late.stop()
        scroller.stop()
        tell()
        self.wait_until_complete()
        return late, len(loads), len(self.controller.model.window.keys) - before


@contextmanager
def _window(home: Path) -> Iterator[_Window]:
    with tempfile.TemporaryDirectory() as folder:
        window = _Window(home, Path(folder))
        try:
            yield window
        finally:
            window.controller.close()
            window.reader.close()


@contextmanager
def _filled(count: int, share: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "profile"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.bench.rowwriter",
                str(home),
                "fill",
                str(count),
                str(share),
            ],
            check=True,
            env=surroundings(),
        )
        yield home
