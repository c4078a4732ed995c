import pytest
from PySide6.QtWidgets import QWidget

from facteur.ui.accounts.controller import AccountsController
from facteur.ui.theme.style import Style
from tests.ui.readerstore import FakeClient, Shelf


@pytest.fixture
def style(qapp):
    return Style()


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path)
    yield made
    made.close()


@pytest.fixture
def client(qapp):
    return FakeClient()


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def controller(window, style, client, shelf):
    return AccountsController(window, style, client, shelf.reader)
