"""From the choice of a cached text message to its first painted screen, in the window's process.

Run by hand (`python -m tests.bench.window_open_message`) or as the measure `open-message`. Messages
of real lengths (1 to 60 kB, quotes and links among them) lie in a real store; each is chosen once,
and the time ends when the pane has been painted.
"""

import os
import random
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from facteur.ui.reader.controller import ReaderController
from facteur.ui.reader.view import ReaderView
from facteur.ui.theme.style import Style
from tests.ui.readerstore import FakeClient, Shelf

MESSAGES = 120
LIMIT_MS = 50.0
_LINES = (
    "Vous trouverez ci-joint le devis révisé pour la toiture, comme convenu mardi.",
    "> Le total passe à 12 480 € TTC, avec un démarrage possible en janvier.",
    "See https://example.org/path/to/page?with=query for all the details of it.",
    "",
)


def times_ms() -> list[float]:
    """Return how long each message took, in the order they were opened."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    style = Style()
    style.apply(app)
    with tempfile.TemporaryDirectory() as home:
        shelf = Shelf(Path(home))
        chance = random.Random(1)
        keys = []
        for number in range(MESSAGES):
            key = shelf.message(subject=f"Message {number}")
            octets = int(1000 * 60 ** chance.random())
            text = "\n".join(chance.choice(_LINES) for _ in range(octets // 60))
            parts = tuple(
                shelf.part(key, str(n), f"file-{n}.pdf") for n in range(2, 2 + number % 4)
            )
            shelf.body(key, text=text, parts=parts)
            keys.append(key)
        view = ReaderView(style)
        view.resize(715, 776)
        view.show()
        controller = ReaderController(view, FakeClient(), shelf.reader)
        app.processEvents()
        found = [_one_ms(app, view, controller, key) for key in keys]
        shelf.close()
        return found


def _one_ms(app: QApplication, view: ReaderView, controller: ReaderController, key: int) -> float:
    began = time.perf_counter()
    controller.show(key, 1)
    app.processEvents()
    view.repaint()
    return (time.perf_counter() - began) * 1000


def p95(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


if __name__ == "__main__":
    measured = times_ms()
    print(
        f"{len(measured)} messages: median {statistics.median(measured):.1f} ms, "
        f"p95 {p95(measured):.1f} ms, max {max(measured):.1f} ms (limit p95 {LIMIT_MS:.0f} ms)"
    )
