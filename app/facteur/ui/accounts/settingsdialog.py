"""The accounts: a list on the left, everything about the chosen one on the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import Preferences, Protocol
from facteur.mail.keys import AccountKey
from facteur.ui.accounts.settingspage import AccountFacts, SettingsPage
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_LIMIT = 120
_LIST_PX = 230


class AccountsDialog(QDialog):
    """Every account with what can be done to it; each signal says which AccountKey it is about."""

    add_asked = Signal()
    change_asked = Signal(object)
    rules_asked = Signal(object)
    password_asked = Signal(object)
    remove_asked = Signal(object)

    preferred = Signal(object, object)
    """These Preferences are wanted, of this AccountKey."""

    named = Signal(object, str)
    """This AccountKey is to have this name."""

    identified = Signal(object, object)
    """The further addresses of this AccountKey: tuple of Identity."""

    unpinned = Signal(object, bool)
    """This AccountKey trusts a certificate no longer; True: of the server that sends."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts: tuple[AccountFacts, ...] = ()
        self._before: tuple[AccountKey, Preferences] | None = None
        self._failed = False
        self.list = QListWidget()
        self.list.setFont(style.font())
        self.list.setStyleSheet("QListWidget::item { padding: 8px; }")
        self.list.setFixedWidth(_LIST_PX)
        self.page = SettingsPage(style)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self.page)
        self.none = QLabel()
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_property(self.none, "tone", "text3")
        self.add = QPushButton()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.undo = QPushButton()
        self._close = QPushButton()
        set_property(self._close, "kind", "primary")
        self._arrange()
        make_main(self._close)
        self._connect()
        self.retranslate()
        self._refresh()
        self.resize(900, 660)
        self.setMinimumSize(720, 480)

    def show_accounts(self, accounts: Sequence[AccountFacts]) -> None:
        """Show these accounts, the chosen one still chosen."""
        chosen = self.chosen()
        self._accounts = tuple(accounts)
        self.list.blockSignals(True)
        self.list.clear()
        at = 0
        for number, one in enumerate(self._accounts):
            self.list.addItem(self._item(one))
            if chosen is not None and one.key == chosen:
                at = number
        self.list.setCurrentRow(at if self._accounts else -1)
        self.list.blockSignals(False)
        self._show_chosen()

    def choose(self, key: AccountKey) -> None:
        """Show this account."""
        for number, one in enumerate(self._accounts):
            if one.key == key:
                self.list.setCurrentRow(number)

    def chosen(self) -> AccountKey | None:
        """Return the account that is shown."""
        at = self.list.currentRow()
        return self._accounts[at].key if 0 <= at < len(self._accounts) else None

    def show_failure(self, sentence: str) -> None:
        """Say why something was not kept, and show again what holds."""
        self._before = None
        self._failed = True
        self.said.setText(sentence)
        self._show_chosen()
        self._refresh()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Accounts"))
        self.list.setAccessibleName(self.tr("Accounts"))
        self.none.setText(self.tr("No account yet."))
        self.add.setText(self.tr("&Add an account…"))
        self.undo.setText(self.tr("&Undo"))
        self._close.setText(self.tr("C&lose"))
        self.page.retranslate()
        self._refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _item(self, one: AccountFacts) -> QListWidgetItem:
        title = harmless(one.title, _LIMIT)
        kinds: list[str] = []
        if one.settings.protocol is not Protocol.LOCAL:
            kinds.append(one.settings.protocol.name)
        if one.preferences.paused:
            kinds.append(self.tr("paused", "an account"))
        item = QListWidgetItem("\n".join([title, " · ".join(kinds)]) if kinds else title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join([title, *kinds]))
        return item

    def _show_chosen(self) -> None:
        at = self.list.currentRow()
        there = 0 <= at < len(self._accounts)
        if there:
            self.page.show_account(self._accounts[at])
        self._scroll.setVisible(there)
        self.none.setVisible(not there)

    def _on_row(self, _at: int) -> None:
        self._before, self._failed = None, False
        self._scroll.verticalScrollBar().setValue(0)
        self._show_chosen()
        self._refresh()

    def _on_preferred(self, wanted: Preferences) -> None:
        facts = self.page.facts
        if facts is None:
            return
        self._before, self._failed = (facts.key, facts.preferences), False
        self.preferred.emit(facts.key, wanted)
        self._refresh()

    def _on_undo(self) -> None:
        if self._before is None:
            return
        key, before = self._before
        self._before = None
        self.preferred.emit(key, before)
        self._refresh()

    def _refresh(self) -> None:
        if not self._failed:
            self.said.setText(self.tr("Changed.") if self._before else "")
        set_property(self.said, "tone", "danger" if self._failed else "text2")
        self.undo.setVisible(self._before is not None)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.add.clicked.connect(self.add_asked)
        self.undo.clicked.connect(self._on_undo)
        self._close.clicked.connect(self.accept)
        page = self.page
        page.preferred.connect(self._on_preferred)
        page.named.connect(self._on_named)
        page.identified.connect(self._on_identified)
        page.unpinned.connect(self._on_unpinned)
        for asked, said in (
            (page.change_asked, self.change_asked),
            (page.rules_asked, self.rules_asked),
            (page.password_asked, self.password_asked),
            (page.remove_asked, self.remove_asked),
        ):
            asked.connect(partial(self._pass_on, said))

    def _pass_on(self, said: SignalInstance) -> None:
        """Say with the account what the page says without."""
        if self.page.facts is not None:
            said.emit(self.page.facts.key)

    def _on_named(self, name: str) -> None:
        if self.page.facts is not None:
            self.named.emit(self.page.facts.key, name)

    def _on_identified(self, identities: object) -> None:
        if self.page.facts is not None:
            self.identified.emit(self.page.facts.key, identities)

    def _on_unpinned(self, sending: bool) -> None:
        if self.page.facts is not None:
            self.unpinned.emit(self.page.facts.key, sending)

    def _arrange(self) -> None:
        side = column(spacing=10)
        side.addWidget(self.list, 1)
        side.addWidget(self.add)
        body = row(spacing=0)
        body.addLayout(side)
        body.addWidget(self._scroll, 1)
        body.addWidget(self.none, 1)
        foot = row(spacing=10)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo)
        foot.addWidget(self._close)
        whole = column(self, spacing=14, margins=(20, 20, 20, 18))
        whole.addLayout(body, 1)
        whole.addLayout(foot)
