"""Asks for the name of a folder."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

LONGEST_NAME = 200
_WIDTH_PX = 440


class NamingDialog(QDialog):
    """One field; a name that was refused is said below it, and the field stays."""

    entered = Signal(str)
    """The user wants this name; `accept` when it was taken, `refuse` else."""

    def __init__(
        self, title: str, where: str, verb: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        """where: a line that says which folder the name is for or goes into; "" for none."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._title = _label(title)
        set_property(self._title, "size", "subject")
        set_property(self._title, "weight", "strong")
        self._where = _label(where)
        set_property(self._where, "tone", "text2")
        self._where.setVisible(bool(where))
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name of the folder"))
        self.name.selectAll()
        self.why = _label("")
        set_property(self.why, "tone", "danger")
        self.why.hide()
        self._go_on = QPushButton(verb)
        set_property(self._go_on, "kind", "primary")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._arrange()
        make_main(self._go_on)
        self.name.textChanged.connect(self._on_typed)
        self._go_on.clicked.connect(self._on_go_on)
        self._cancel.clicked.connect(self.reject)
        self._on_typed()
        self.setMinimumWidth(_WIDTH_PX)
        self.name.setFocus()

    def refuse(self, why: str) -> None:
        """Say why this name cannot be."""
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._go_on.setEnabled(bool(self.name.text().strip()))
        self.adjustSize()
        self.name.setFocus()

    def _on_typed(self) -> None:
        self.why.hide()
        self._go_on.setEnabled(bool(self.name.text().strip()))

    def _on_go_on(self) -> None:
        name = self.name.text().strip()
        if "/" in name:
            self.refuse(self.tr("A name cannot have a “/” in it."))
        elif name:
            self._go_on.setEnabled(False)  # until the answer is there
            self.entered.emit(name)

    def _arrange(self) -> None:
        foot = row(spacing=10)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._go_on)
        whole = column(self, spacing=12, margins=(28, 24, 28, 20))
        for widget in (self._title, self._where, self.name, self.why):
            whole.addWidget(widget)
        whole.addSpacing(4)
        whole.addLayout(foot)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
