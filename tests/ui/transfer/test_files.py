import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from facteur.ui.transfer.files import WindowFiles


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("ask", ["file", "folder"])
def test_the_answer_is_called_back_and_the_folder_remembered(window, tmp_path, ask):
    files, heard = WindowFiles(window), []
    getattr(files, ask)("Where?", heard.append)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "x"))
    assert heard == [str(tmp_path / "x")]
    assert files._folder == str(tmp_path if ask == "file" else tmp_path / "x")
    dialog.reject()


def test_a_new_file_is_suggested_and_never_overwritten(window, tmp_path):
    files = WindowFiles(window)
    files.new_file("Where?", "Trips.mbox", print)
    dialog = window.findChild(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.reject()
