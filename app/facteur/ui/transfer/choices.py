"""The small questions before a transfer: which form, from what, with which passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QRadioButton, QWidget

from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main
from facteur.ui.widgets.passwordfield import PasswordField

_WIDTH_PX = 480
_MARGINS = (28, 24, 28, 20)


class TransferQuestion(QDialog):
    """A title, some lines, a way out and the ways on."""

    def __init__(self, title: str, lead: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_PX)
        self.whole = column(self, spacing=12, margins=_MARGINS)
        self.whole.addWidget(label(title, size="subject", weight="strong"))
        self.whole.addWidget(label(lead, tone="text2"))
        self.foot = row(spacing=10)
        self.foot.addStretch(1)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.foot.addWidget(self.cancel)

    def end(self, *ways_on: QPushButton) -> None:
        """Put the foot in; the last way on is the main one."""
        for button in ways_on:
            self.foot.addWidget(button)
        set_property(ways_on[-1], "kind", "primary")
        self.whole.addSpacing(4)
        self.whole.addLayout(self.foot)
        make_main(ways_on[-1])


class ExportQuestion(TransferQuestion):
    """One file, or a file for each message."""

    chosen = Signal(str)
    """The form: mbox or eml."""

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(title, lead, parent)
        self.mbox = QRadioButton(self.tr("&One file (.mbox), which every mail program can read"))
        self.eml = QRadioButton(self.tr("One file for each &message (.eml), in a folder"))
        self.mbox.setChecked(True)
        self.go_on = QPushButton(self.tr("Choose where…"))
        self.go_on.clicked.connect(self._on_go_on)
        self.whole.addWidget(self.mbox)
        self.whole.addWidget(self.eml)
        self.end(self.go_on)

    def _on_go_on(self) -> None:
        form = "mbox" if self.mbox.isChecked() else "eml"
        self.accept()
        self.chosen.emit(form)


class ImportQuestion(TransferQuestion):
    """From a file or from a folder: systems have a dialog of their own for each."""

    file_wanted = Signal()
    """The mail is in a file."""

    folder_wanted = Signal()
    """The mail is in a folder."""

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(title, lead, parent)
        self.whole.addWidget(
            label(
                self.tr(
                    "A file: mbox, .eml, or a Facteur backup. A folder: Maildir, .eml files, or"
                    " the folder in which Thunderbird keeps mail."
                )
            )
        )
        self.folder = QPushButton(self.tr("A folder…"))
        self.file = QPushButton(self.tr("A file…"))
        self.folder.clicked.connect(self._on_folder)
        self.file.clicked.connect(self._on_file)
        self.end(self.folder, self.file)

    def _on_folder(self) -> None:
        self.accept()
        self.folder_wanted.emit()

    def _on_file(self) -> None:
        self.accept()
        self.file_wanted.emit()


class PassphraseQuestion(TransferQuestion):
    """The passphrase of a backup that is protected."""

    entered = Signal(str)
    """Try this passphrase."""

    def __init__(
        self, style: Style, title: str, lead: str, why: str, parent: QWidget | None = None
    ) -> None:
        """why: what was wrong with the last one, or ""."""
        super().__init__(title, lead, parent)
        self.phrase = PasswordField(style)
        self.phrase.setAccessibleName(self.tr("Passphrase"))
        self.go_on = QPushButton(self.tr("Open the backup"))
        self.go_on.clicked.connect(self._on_go_on)
        self.whole.addWidget(self.phrase)
        wrong = label(why, tone="danger")
        wrong.setVisible(bool(why))
        self.whole.addWidget(wrong)
        self.end(self.go_on)
        self.phrase.setFocus()

    def _on_go_on(self) -> None:
        phrase = self.phrase.text()
        if phrase:
            self.accept()
            self.entered.emit(phrase)


def label(text: str = "", *, size: str = "", weight: str = "", tone: str = "") -> QLabel:
    """Return plain text that wraps, in a size and tone of base.qss."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    for name, value in (("size", size), ("weight", weight), ("tone", tone)):
        if value:
            set_property(made, name, value)
    return made
