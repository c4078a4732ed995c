"""The page of a Facteur without an account: what it is, and the way in."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facteur.base import paths
from facteur.base.override import override
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row

_MARK_PX = 112

_PRESSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WelcomePage(QWidget):
    """Greets and offers to add an address; the language can be changed before anything else."""

    add_asked = Signal()
    """The way in was chosen."""

    language_asked = Signal(str)
    """Another language was chosen: fr or en."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QSvgWidget(str(paths.resources() / "icons" / "facteur.svg"))
        self._mark.setFixedSize(QSize(_MARK_PX, _MARK_PX))
        self._title = _centred("wizard", strong=True)
        self._lead = _centred("message", tone="text2")
        self._add = QPushButton()
        set_property(self._add, "kind", "primary")
        self._add.clicked.connect(self.add_asked)
        self._language = QPushButton()
        set_property(self._language, "kind", "link")
        self._language.clicked.connect(self._on_language)
        self._privacy = _centred("small", tone="text2")
        self._french = False
        set_property(self, "pane", "surface")
        self._arrange()
        self.retranslate()

    def show_language(self, code: str) -> None:
        """Tell which language is in force: fr or en."""
        self._french = code == "fr"
        self.retranslate()

    def focus_first(self) -> None:
        """Put the keyboard on the way in."""
        self._add.setFocus()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._title.setText(self.tr("Welcome to Facteur"))
        self._lead.setText(self.tr("Your mail, kept your way."))
        self._add.setText(self.tr("Add my address"))
        self._language.setText(self.tr("Language: English"))
        # In the other language, so that who cannot read this page finds the way.
        other = "English" if self._french else "Français"
        self._language.setToolTip(other)
        self._language.setAccessibleDescription(other)
        self._privacy.setText(self.tr("Facteur collects nothing. It talks only to your provider."))

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

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        foot: QHBoxLayout = row(spacing=16)
        foot.addStretch(1)
        foot.addWidget(self._language)
        foot.addStretch(1)
        whole = column(self, spacing=8, margins=(36, 36, 36, 28))
        whole.addStretch(3)
        whole.addWidget(self._mark, 0, middle)
        whole.addSpacing(12)
        whole.addWidget(self._title)
        whole.addWidget(self._lead)
        whole.addSpacing(20)
        whole.addWidget(self._add, 0, middle)
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
