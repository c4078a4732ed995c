import pytest
from PySide6.QtWidgets import QWidget

from facteur.base.settings import Settings
from facteur.ui.theme.style import Style
from facteur.ui.transfer.controller import Source, TransferController
from facteur.ui.widgets.toast import Toast
from tests.ui.localstore import LocalShelf, name_of
from tests.ui.readerstore import FakeClient

NOW_MS = 1_795_500_000_000


class FakeFiles:
    """Answers with the path it was given, and remembers what was asked."""

    def __init__(self) -> None:
        self.path = ""
        self.asked: list[tuple[str, ...]] = []

    def new_file(self, title, suggested, chosen) -> None:
        self._answer(("new_file", suggested), chosen)

    def file(self, title, chosen) -> None:
        self._answer(("file",), chosen)

    def folder(self, title, chosen) -> None:
        self._answer(("folder",), chosen)

    def _answer(self, asked, chosen) -> None:
        self.asked.append(asked)
        if self.path:
            chosen(self.path)


class Bench:
    def __init__(self, qtbot, home) -> None:
        self.shelf = LocalShelf(home)
        self.window = QWidget()
        self.window.resize(900, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        style = Style()
        self.toast = Toast(style, self.window, self.window)
        self.client, self.files = FakeClient(), FakeFiles()
        self.settings = Settings(home / "settings.toml")
        source = Source(
            reader=self.shelf.reader,
            settings=self.settings,
            name_of=name_of,
            now_ms=lambda: NOW_MS,
            files=self.files,
        )
        self.transfer = TransferController(self.window, style, self.client, source, self.toast)
        self.transfer.setting_wanted.connect(self.settings.set)

    def child(self, kind):
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found[-1] if found else None


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(qtbot, tmp_path)
    yield made
    made.shelf.close()
