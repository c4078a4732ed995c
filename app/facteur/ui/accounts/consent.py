"""Signing in again on the provider's page, for an account that has a key instead of a password."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.foreign import harmless
from facteur.ui.notice import Remedy, Words
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.errorcard import ErrorCard
from facteur.ui.widgets.mainbutton import make_main

_ADDRESS_LIMIT = 120


class ConsentDialog(QDialog):
    """Waits for the browser; offers to open its page again, or to begin anew."""

    begin_asked = Signal()
    """The user wants to be led to the page (once more)."""

    page_asked = Signal()
    """The page shall be opened once more; it is the same one."""

    def __init__(self, style: Style, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = harmless(address, _ADDRESS_LIMIT)
        self._page_known = False
        self._waiting = False
        self._title = line("title", strong=True)
        self._lead = line(tone="text2")
        self._words = line()
        self._status = line("message", strong=True)
        self.card = ErrorCard(style)
        self.again = QPushButton()
        set_property(self.again, "kind", "link")
        self.later = QPushButton()
        self.main = QPushButton()
        set_property(self.main, "kind", "primary")
        self._arrange()
        make_main(self.main)
        self.again.clicked.connect(self.page_asked)
        self.later.clicked.connect(self.reject)
        self.main.clicked.connect(self.begin_asked)
        self.retranslate()

    def wait(self, *, page_known: bool = False) -> None:
        """Show that the browser is waited for; page_known: its page can be opened again."""
        self._waiting = True
        self._page_known = page_known
        self.card.show_words(None, frozenset())
        self.retranslate()
        if page_known:
            self.again.setFocus()

    def show_failure(self, words: Words) -> None:
        """Say why it did not come about, and offer to begin anew."""
        self._waiting = False
        self._page_known = False
        no_buttons: frozenset[Remedy] = frozenset()
        self.card.show_words(words, no_buttons)
        self.retranslate()
        self.main.setFocus()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Sign in again"))
        self._title.setText(self.tr("Sign in again"))
        self._lead.setText(self._address)
        provider = QCoreApplication.translate("Problem", "your provider")
        words = QCoreApplication.translate(
            "SignIn",
            "Your browser will open. Facteur never sees your password: {provider} hands it a key "
            "you can withdraw at any time.",
        )
        self._words.setText(words.format(provider=provider))
        self._status.setText(self.tr("Waiting for your approval in the browser…"))
        self._status.setVisible(self._waiting)
        self.again.setText(self.tr("Open the page again"))
        self.again.setVisible(self._waiting and self._page_known)
        self.later.setText(self.tr("Later"))
        self.main.setText(self.tr("Sign in"))
        self.main.setEnabled(not self._waiting)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _arrange(self) -> None:
        again = row()
        again.addWidget(self.again)
        again.addStretch(1)
        foot = row(spacing=10)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.main)
        whole = column(self, spacing=8, margins=(28, 24, 28, 20))
        for widget in (self._title, self._lead, self._words, self._status):
            whole.addWidget(widget)
        whole.addLayout(again)
        whole.addWidget(self.card)
        whole.addSpacing(12)
        whole.addLayout(foot)
        self.setMinimumWidth(480)
