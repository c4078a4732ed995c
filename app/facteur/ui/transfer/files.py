"""Asks for files and folders of the system. Nothing waits: answers are called back."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


class Files(Protocol):
    """What the transfers need to know from a person; `chosen` gets a path or is never called."""

    def new_file(self, title: str, suggested: str, chosen: Callable[[str], None]) -> None:
        """Ask for a file that is to be written."""
        ...

    def file(self, title: str, chosen: Callable[[str], None]) -> None:
        """Ask for a file that is there."""
        ...

    def folder(self, title: str, chosen: Callable[[str], None]) -> None:
        """Ask for a folder that is there."""
        ...


class WindowFiles:
    """The system's own dialogs over the window."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )

    def new_file(self, title: str, suggested: str, chosen: Callable[[str], None]) -> None:
        """Show the dialog; what exists is never overwritten, so it need not warn of that."""
        dialog = QFileDialog(self._parent, title, str(Path(self._folder, suggested)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self._ask(dialog, chosen, is_file=True)

    def file(self, title: str, chosen: Callable[[str], None]) -> None:
        """Show the dialog for a file."""
        dialog = QFileDialog(self._parent, title, self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, chosen, is_file=True)

    def folder(self, title: str, chosen: Callable[[str], None]) -> None:
        """Show the dialog for a folder."""
        dialog = QFileDialog(self._parent, title, self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog, chosen, is_file=False)

    def _ask(self, dialog: QFileDialog, chosen: Callable[[str], None], *, is_file: bool) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_selected(path: str) -> None:
            self._folder = str(Path(path).parent) if is_file else path
            chosen(path)

        dialog.fileSelected.connect(on_selected)
        dialog.open()
