"""The page of a Facteur without an account: what it is, and the way in."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facteur.base import paths
from facteur.base.override import override
from facteur.ui.foreign import shown_name
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row

_MARK_PX = 96

_PRESSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WelcomePage(QWidget):
    """Greets and offers the ways in; the language can be changed before anything else."""

    add_asked = Signal()
    """An address is to be added."""

    resume_asked = Signal()
    """The wizard that was left is to go on."""

    demo_asked = Signal()
    """The user wants to look around first."""

    import_asked = Signal()
    """Mail of other programs is to be brought in, into folders of this computer."""

    restore_asked = Signal()
    """A backup is to be restored."""

    language_asked = Signal(str)
    """Another language was chosen: fr or en."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QSvgWidget(str(paths.resources() / "icons" / "facteur.svg"))
        self._mark.setFixedSize(QSize(_MARK_PX, _MARK_PX))
        self._title = _centred("wizard", strong=True)
        self._lead = _centred("message", tone="text2")
        self.resume = QPushButton()
        self.add = QPushButton()
        self.demo = QPushButton()
        self._demo_help = _centred("small", tone="text2")
        self.bring = QPushButton()
        self.restore = QPushButton()
        self.language = QPushButton()
        self._privacy = _centred("small", tone="text2")
        self._french = False
        self._left = ""
        set_property(self, "pane", "surface")
        self._arrange()
        self._connect()
        self.show_left("")

    def show_language(self, code: str) -> None:
        """Tell which language is in force: fr or en."""
        self._french = code == "fr"
        self.retranslate()

    def show_left(self, address: str) -> None:
        """Offer to go on with the wizard of this address, "" for none: then adding comes first."""
        self._left = shown_name(address)
        set_property(self.resume, "kind", "primary")
        set_property(self.add, "kind", "" if address else "primary")
        self.resume.setVisible(bool(address))
        self.retranslate()
        if address and self.focusWidget() is self.add:
            self.focus_first()  # the keyboard comes back here from the wizard that was left

    def focus_first(self) -> None:
        """Put the keyboard on the first way in."""
        (self.resume if self._left else self.add).setFocus()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._title.setText(self.tr("Welcome to Facteur"))
        self._lead.setText(self.tr("Your mail, kept your way."))
        self.resume.setText(self.tr("Resume adding {address}").format(address=self._left))
        self.add.setText(self.tr("Add my address"))
        self.demo.setText(self.tr("Look around first"))
        self._demo_help.setText(self.tr("Sample messages, no account, nothing is sent."))
        self.demo.setAccessibleDescription(self._demo_help.text())
        self.bring.setText(self.tr("Bring mail from Thunderbird or files…"))
        self.restore.setText(self.tr("Restore a Facteur backup…"))
        self.language.setText(self.tr("Language: English"))
        # In the other language, so that who cannot read this page finds the way.
        other = "English" if self._french else "Français"
        self.language.setToolTip(other)
        self.language.setAccessibleDescription(other)
        self._privacy.setText(
            self.tr(
                "Facteur collects nothing. It talks to your provider and, to find the settings of "
                "an address, to the public directory of providers."
            )
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button that has the focus; Qt does that in dialogs only."""
        focused = self.focusWidget()
        if event.key() in _PRESSING and isinstance(focused, QPushButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def _on_language(self) -> None:
        self.language_asked.emit("en" if self._french else "fr")

    def _connect(self) -> None:
        self.resume.clicked.connect(self.resume_asked)
        self.add.clicked.connect(self.add_asked)
        self.demo.clicked.connect(self.demo_asked)
        self.bring.clicked.connect(self.import_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.language.clicked.connect(self._on_language)

    def _arrange(self) -> None:
        for button in (self.bring, self.restore, self.language):
            set_property(button, "kind", "link")
        middle = Qt.AlignmentFlag.AlignHCenter
        foot: QHBoxLayout = row(spacing=16)
        foot.addStretch(1)
        foot.addWidget(self.language)
        foot.addStretch(1)
        whole = column(self, spacing=8, margins=(36, 24, 36, 24))
        whole.addStretch(3)
        whole.addWidget(self._mark, 0, middle)
        whole.addSpacing(8)
        whole.addWidget(self._title)
        whole.addWidget(self._lead)
        whole.addSpacing(16)
        for button in (self.resume, self.add):
            whole.addWidget(button, 0, middle)
        whole.addSpacing(4)
        whole.addWidget(self.demo, 0, middle)
        whole.addWidget(self._demo_help)
        whole.addSpacing(12)
        for button in (self.bring, self.restore):
            whole.addWidget(button, 0, middle)
        whole.addStretch(4)
        whole.addWidget(self._privacy)
        whole.addLayout(foot)


def _centred(size: str, *, tone: str = "", strong: bool = False) -> QLabel:
    label = QLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    set_property(label, "size", size)
    if tone:
        set_property(label, "tone", tone)
    if strong:
        set_property(label, "weight", "strong")
    return label
