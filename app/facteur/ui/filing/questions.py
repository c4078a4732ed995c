"""The questions before something is deleted; keeping it is what Enter does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from facteur.ui.theme.style import set_property


class DeleteQuestion(QMessageBox):
    """One question, what the answer means, and two verbs."""

    agreed = Signal()
    """Delete it."""

    def __init__(
        self, question: str, meaning: str, delete: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Delete"))
        self.setText(question)
        self.setInformativeText(meaning)
        self.keep = self.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        self.go_on = self.addButton(delete, QMessageBox.ButtonRole.DestructiveRole)
        set_property(self.go_on, "kind", "danger")
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.go_on.clicked.connect(self.agreed)
