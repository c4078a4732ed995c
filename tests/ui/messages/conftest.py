from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtTest import QAbstractItemModelTester

from facteur.ui.messages.controller import MessagesController
from facteur.ui.messages.view import MessagesView
from facteur.ui.theme.style import Style
from tests.ui.liststore import ListStore
from tests.ui.readerstore import FakeClient


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def style(qapp) -> Style:
    return Style()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ListStore]:
    made = ListStore(tmp_path / "profile")
    yield made
    made.close()


class Stage:
    """A whole list on a real store: view, controller, a client that only remembers."""

    def __init__(self, qtbot, store: ListStore, style: Style, folder: Path) -> None:
        self.qtbot = qtbot
        self.store = store
        self.client = FakeClient()
        self.memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.view = MessagesView(style)
        qtbot.addWidget(self.view)
        self.view.resize(400, 700)
        self.controller = MessagesController(
            self.view, self.client, store.reader, style, self.memory
        )
        self.model = self.controller.model
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.keeper = self.controller._keeper
        for timer in (self.keeper._gather, self.keeper._reread, self.keeper._repaint):
            timer.setInterval(1)

    def open(self) -> None:
        self.controller.open(self.store.inbox)
        self.view.show()
        self.calm()

    def calm(self) -> None:
        """Wait until everything that was told is applied."""
        self.qtbot.waitUntil(lambda: not self.keeper.busy, timeout=5000)

    def tell(self, event) -> None:
        self.client.happened.emit(event)
        self.calm()

    def subjects(self) -> list[str | None]:
        found = (self.model.message_at(row) for row in range(self.model.rowCount()))
        return [row.subject for row in found if row is not None]

    def heads(self) -> list[str]:
        return [
            self.model.index(row, 0).data()
            for row in range(self.model.rowCount())
            if self.model.heads.head_at(row) is not None
        ]


@pytest.fixture
def stage(qtbot, store, style, tmp_path) -> Iterator[Stage]:
    made = Stage(qtbot, store, style, tmp_path)
    yield made
    made.controller.close()
