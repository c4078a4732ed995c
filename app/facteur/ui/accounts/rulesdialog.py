"""The rules of a collecting account, changed later; needs no server."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QWidget

from facteur.base.override import override
from facteur.mail.account import PopRules
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.rulespage import RulesPage
from facteur.ui.foreign import shown_name
from facteur.ui.notice import Words
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.errorcard import ErrorCard
from facteur.ui.widgets.mainbutton import make_main


class RulesDialog(QDialog):
    """The page of the rules, and a foot to keep or leave them."""

    keep_asked = Signal(object)
    """These PopRules shall hold from now on."""

    def __init__(self, style: Style, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = shown_name(address)
        self._before = PopRules()
        self.page = RulesPage(style, imap_offered=False)
        self.card = ErrorCard(style)
        self._of = line("small", tone="text2")
        self._cancel = QPushButton()
        self.main = QPushButton()
        self._arrange()
        make_main(self.main)
        self._cancel.clicked.connect(self.reject)
        self.main.clicked.connect(self._on_main)
        self.page.changed.connect(self._refresh)
        self.retranslate()
        self.resize(900, 690)
        self.setMinimumSize(720, 480)

    def fill(self, rules: PopRules) -> None:
        """Begin with the rules that hold now."""
        self._before = rules
        self.page.fill(rules)
        self._refresh()

    def show_failure(self, words: Words) -> None:
        """Say why the rules could not be kept."""
        self.card.show_words(words, frozenset())
        self._refresh()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Copies on the server"))
        self._of.setText(self._address)
        self._cancel.setText(self.tr("Cancel"))
        self.main.setText(self.tr("Keep these settings"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_main(self) -> None:
        if self.page.rules() == self._before:
            self.accept()
            return
        self.main.setEnabled(False)  # one change for two quick clicks
        self.keep_asked.emit(self.page.rules())

    def _refresh(self) -> None:
        self.main.setEnabled(True)

    def _arrange(self) -> None:
        set_property(self._cancel, "kind", "link")
        set_property(self.main, "kind", "primary")
        separator = QFrame()
        set_property(separator, "line", "pane")
        separator.setFixedHeight(1)
        bottom = QWidget()
        set_property(bottom, "pane", "window")
        foot = row(bottom, spacing=10, margins=(36, 12, 24, 12))
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        foot.addWidget(self._of)
        foot.addWidget(self.main)
        whole = column(self)
        whole.addWidget(self.page, 1)
        whole.addWidget(self.card)
        whole.addWidget(separator)
        whole.addWidget(bottom)
