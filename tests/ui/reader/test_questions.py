import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from facteur.ui.reader.questions import WindowQuestions


@pytest.fixture
def asked(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget, WindowQuestions(widget)


def test_a_dangerous_file_is_not_opened_by_default(asked):
    widget, questions = asked
    agreed = []
    questions.dangerous("<b>x.exe", lambda: agreed.append(1))
    box = widget.findChild(QMessageBox)
    assert "<b>x.exe" in box.text()
    box.defaultButton().click()
    assert agreed == []


def test_who_insists_may(asked):
    widget, questions = asked
    agreed = []
    questions.dangerous("x.exe", lambda: agreed.append(1))
    box = widget.findChild(QMessageBox)
    next(b for b in box.buttons() if b is not box.defaultButton()).click()
    assert agreed == [1]


def test_names_and_folders_are_called_back(asked, tmp_path, monkeypatch):
    widget, questions = asked
    chosen = []
    questions.file_name("a.pdf", chosen.append)
    dialog = widget.findChild(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.emit(str(tmp_path / "a.pdf"))
    questions.folder(chosen.append)
    widget.findChildren(QFileDialog)[-1].fileSelected.emit(str(tmp_path))
    assert chosen == [str(tmp_path / "a.pdf"), str(tmp_path)]
    for each in widget.findChildren(QFileDialog):
        each.close()


def test_enter_does_not_open_it(asked, qtbot):
    widget, questions = asked
    agreed = []
    questions.dangerous("x.exe", lambda: agreed.append(1))
    box = widget.findChild(QMessageBox)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert agreed == []
    assert not box.isVisible()
