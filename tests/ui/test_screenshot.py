import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from facteur.ui import screenshot
from facteur.ui.screenshot import Screenshot


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(screenshot, "_LOOK_MS", 5)


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(120, 80)
    return made


def test_it_waits_until_the_content_stays_there(window, qtbot, tmp_path):
    answers = iter([True, False, *[True] * 50])
    asked: list[int] = []
    owner = QObject()
    picture = Screenshot(
        window, tmp_path / "a.png", lambda: asked.append(1) or next(answers), owner
    )
    with qtbot.waitSignal(picture.done) as said:
        picture.begin()
    assert said.args == [True]
    assert len(asked) == 7
    assert QImage(str(tmp_path / "a.png")).size() == window.size()


def test_it_does_not_wait_for_ever(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(screenshot, "_PATIENCE_MS", 30)
    owner = QObject()
    picture = Screenshot(window, tmp_path / "a.png", lambda: False, owner)
    with qtbot.waitSignal(picture.done) as said:
        picture.begin()
    assert said.args == [True]


def test_a_file_that_cannot_be_written_is_said(window, qtbot, tmp_path):
    owner = QObject()
    picture = Screenshot(window, tmp_path / "no" / "a.png", lambda: True, owner)
    with qtbot.waitSignal(picture.done) as said:
        picture.begin()
    assert said.args == [False]
