import pytest
from PySide6.QtWidgets import QWidget

from facteur.ui.filing.surroundings import Surroundings
from facteur.ui.theme.style import Style
from facteur.ui.widgets.toast import Toast
from tests.ui.localstore import LocalShelf, name_of
from tests.ui.readerstore import FakeClient


class Bench:
    """A window, its toast, a store with local folders, and a client that only remembers."""

    def __init__(self, qtbot, home) -> None:
        self.shelf = LocalShelf(home)
        self.style = Style()
        self.window = QWidget()
        self.window.resize(900, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        self.toast = Toast(self.style, self.window, self.window)
        self.client = FakeClient()
        self.around = Surroundings(self.shelf.reader, name_of)


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(qtbot, tmp_path)
    yield made
    made.shelf.close()
