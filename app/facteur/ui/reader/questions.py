"""Questions about files, and the system that opens them. Nothing waits: answers are called back."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLocale, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from facteur.ui import format as formats
from facteur.ui.foreign import harmless

_NAME_LIMIT = 120


class Questions(Protocol):
    """What the attachments need to know from a person, and the one thing they ask of the system."""

    def file_name(self, suggested: str, chosen: Callable[[str], None]) -> None:
        """Ask under which name to save; `chosen` gets a path, or is never called."""
        ...

    def folder(self, chosen: Callable[[str], None]) -> None:
        """Ask for a folder; `chosen` gets its path, or is never called."""
        ...

    def dangerous(self, name: str, agreed: Callable[[], None]) -> None:
        """Ask whether to open a file that may run a program."""
        ...

    def open_file(self, path: str) -> bool:
        """Open a file with the system's program for it; False when there is none."""
        ...


class WindowQuestions:
    """Dialogs over the window, and the desktop."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DownloadLocation
        )

    def file_name(self, suggested: str, chosen: Callable[[str], None]) -> None:
        """Show the system's dialog; the file in use is numbered by the engine, never replaced."""
        title = QCoreApplication.translate("Attachments", "Save the attachment")
        dialog = QFileDialog(self._parent, title, str(Path(self._folder, suggested)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self._ask(dialog, chosen, is_file=True)

    def folder(self, chosen: Callable[[str], None]) -> None:
        """Show the system's dialog for folders."""
        title = QCoreApplication.translate("Attachments", "Save all attachments in a folder")
        dialog = QFileDialog(self._parent, title, self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog, chosen, is_file=False)

    def dangerous(self, name: str, agreed: Callable[[], None]) -> None:
        """Ask plainly; not opening is the default."""
        box = QMessageBox(self._parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        shown = formats.quoted(harmless(name, _NAME_LIMIT), QLocale())
        box.setText(
            QCoreApplication.translate("Attachments", "{name} can run a program.").format(
                name=shown
            )
        )
        box.setInformativeText(
            QCoreApplication.translate(
                "Attachments",
                "Files of this kind are how computers get infected. Open it only if you expected "
                "it and know who sent it.",
            )
        )
        leave = box.addButton(
            QCoreApplication.translate("Attachments", "Do not open"),
            QMessageBox.ButtonRole.RejectRole,
        )
        go_on = box.addButton(
            QCoreApplication.translate("Attachments", "Open anyway"),
            QMessageBox.ButtonRole.DestructiveRole,
        )
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        go_on.clicked.connect(agreed)
        box.open()

    def open_file(self, path: str) -> bool:
        """Ask the desktop."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _ask(self, dialog: QFileDialog, chosen: Callable[[str], None], *, is_file: bool) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_selected(path: str) -> None:
            self._folder = str(Path(path).parent) if is_file else path
            chosen(path)

        dialog.fileSelected.connect(on_selected)
        dialog.open()
