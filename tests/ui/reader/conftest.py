from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl

from facteur.ui.reader.controller import ReaderController
from facteur.ui.reader.view import ReaderView
from facteur.ui.theme.style import Style
from tests.ui.readerstore import FakeClient, Shelf


class FakeQuestions:
    """Answers as the test says; remembers what was asked."""

    def __init__(self) -> None:
        self.answer = ""
        self.agree = False
        self.asked: list[str] = []
        self.opened: list[str] = []

    def file_name(self, suggested, chosen) -> None:
        self.asked.append(suggested)
        if self.answer:
            chosen(self.answer)

    def folder(self, chosen) -> None:
        self.asked.append("folder")
        if self.answer:
            chosen(self.answer)

    def dangerous(self, name, agreed) -> None:
        self.asked.append(name)
        if self.agree:
            agreed()

    def open_file(self, path) -> bool:
        self.opened.append(path)
        return True


@pytest.fixture
def style(qapp) -> Style:
    return Style()


@pytest.fixture
def shelf(tmp_path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close()


@pytest.fixture
def client(qapp) -> FakeClient:
    return FakeClient()


@pytest.fixture
def questions() -> FakeQuestions:
    return FakeQuestions()


@pytest.fixture
def opened_links() -> list[QUrl]:
    return []


@pytest.fixture
def controller(qtbot, style, shelf, client, questions, opened_links) -> ReaderController:
    view = ReaderView(style)
    qtbot.addWidget(view)
    view.resize(715, 776)

    def open_link(url) -> bool:
        opened_links.append(url)
        return url.scheme() == "https"

    return ReaderController(view, client, shelf.reader, questions=questions, open_link=open_link)


@pytest.fixture
def view(controller) -> ReaderView:
    return controller.parent()
