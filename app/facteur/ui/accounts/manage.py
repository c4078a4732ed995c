"""The list of accounts, and the question before one is removed.

Removing an account that works on the server loses nothing but copies. One that collects may have
the only copy of its mail here: then the question has a box to tick.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey
from facteur.ui import format as formats
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_ADDRESS_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account in the list.

    waiting: changes of the user that the server does not have yet. messages: those on this
    computer, of an account that collects.
    """

    key: AccountKey
    address: str
    host: str
    waiting: int = 0
    protocol: Protocol = Protocol.IMAP
    messages: int = 0

    @property
    def may_be_only_copy(self) -> bool:
        """Whether mail would be lost with this account."""
        return self.protocol.keeps_here and self.messages > 0


class ManageDialog(QDialog):
    """Every account with what can be done to it."""

    add_asked = Signal()
    """Add another one."""

    change_asked = Signal(object)
    """Change this AccountKey."""

    rules_asked = Signal(object)
    """Show what becomes of the server's copies of this AccountKey."""

    remove_asked = Signal(object)
    """Remove this AccountKey; ask first."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[AccountLine, ...] = ()
        self._title = QLabel()
        set_property(self._title, "size", "title")
        set_property(self._title, "weight", "strong")
        self.list = QListWidget()
        self.list.setFont(style.font())
        self.list.setStyleSheet("QListWidget::item { padding: 8px; }")
        self._add = QPushButton()
        self._change = QPushButton()
        self.rules = QPushButton()
        self._remove = QPushButton()
        set_property(self._remove, "kind", "quiet-danger")
        self._close = QPushButton()
        set_property(self._close, "kind", "primary")
        self._arrange()
        make_main(self._change)
        self._connect()
        self.retranslate()
        self._refresh()
        self.resize(560, 380)

    def show_accounts(self, lines: tuple[AccountLine, ...]) -> None:
        """Show these accounts, the chosen one still chosen."""
        chosen = self._chosen()
        self._lines = lines
        self.list.clear()
        for line in lines:
            address = harmless(line.address, _ADDRESS_LIMIT)
            host = harmless(line.host, _ADDRESS_LIMIT)
            kind = "" if line.protocol is Protocol.LOCAL else line.protocol.name
            told = [one for one in (address, kind, host) if one]
            item = QListWidgetItem("  ·  ".join(told))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(told))
            self.list.addItem(item)
            if chosen is not None and line.key == chosen.key:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and lines:
            self.list.setCurrentRow(0)
        self._refresh()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Accounts"))
        self._title.setText(self.tr("Accounts"))
        self.list.setAccessibleName(self.tr("Accounts"))
        self._add.setText(self.tr("&Add…", "an account"))
        self._change.setText(self.tr("&Change…", "an account"))
        self.rules.setText(self.tr("Copies on the &server…"))
        self._remove.setText(self.tr("&Remove…", "an account"))
        self._close.setText(self.tr("C&lose"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _chosen(self) -> AccountLine | None:
        row_number = self.list.currentRow()
        return self._lines[row_number] if 0 <= row_number < len(self._lines) else None

    def _refresh(self) -> None:
        chosen = self._chosen()
        self._remove.setEnabled(chosen is not None)
        self._change.setEnabled(chosen is not None and chosen.protocol is not Protocol.LOCAL)
        self.rules.setVisible(any(line.protocol is Protocol.POP for line in self._lines))
        self.rules.setEnabled(chosen is not None and chosen.protocol is Protocol.POP)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._refresh)
        self.list.itemDoubleClicked.connect(self._on_change)  # Enter presses the main button
        self._add.clicked.connect(self.add_asked)
        self._change.clicked.connect(self._on_change)
        self.rules.clicked.connect(self._on_rules)
        self._remove.clicked.connect(self._on_remove)
        self._close.clicked.connect(self.accept)

    def _on_change(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.protocol is not Protocol.LOCAL:
            self.change_asked.emit(chosen.key)

    def _on_rules(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.rules_asked.emit(chosen.key)

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.remove_asked.emit(chosen.key)

    def _arrange(self) -> None:
        foot = row(spacing=10)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._add)
        foot.addWidget(self.rules)
        foot.addWidget(self._change)
        foot.addWidget(self._close)
        whole = column(self, spacing=12, margins=(28, 24, 28, 20))
        whole.addWidget(self._title)
        whole.addWidget(self.list, 1)
        whole.addLayout(foot)


class RemoveQuestion(QMessageBox):
    """What removing an account means; keeping it is the default."""

    agreed = Signal(bool)
    """Remove it; True: also the mail of which this computer may have the only copy."""

    def __init__(self, line: AccountLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Remove the account"))
        address = harmless(line.address, _ADDRESS_LIMIT)
        self.setText(self.tr("Remove {address} from Facteur?").format(address=address))
        self.setInformativeText(self._meaning(line))
        self.keep = self.addButton(self.tr("Keep the account"), QMessageBox.ButtonRole.RejectRole)
        self.go_on = self.addButton(
            self.tr("Remove the account"), QMessageBox.ButtonRole.DestructiveRole
        )
        set_property(self.go_on, "kind", "danger")
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.understood: QCheckBox | None = None
        if line.may_be_only_copy:
            self._ask_for_tick(line.messages)
        self.go_on.clicked.connect(lambda: self.agreed.emit(line.may_be_only_copy))

    def _ask_for_tick(self, messages: int) -> None:
        box = QCheckBox(self._lost(messages))
        self.setCheckBox(box)
        self.understood = box
        box.toggled.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        """Let the button say why it cannot be pressed."""
        agreed = self.understood is None or self.understood.isChecked()
        why = "" if agreed else self.tr("Tick the box above first.")
        self.go_on.setEnabled(agreed)
        self.go_on.setToolTip(why)
        self.go_on.setAccessibleDescription(why)

    def _lost(self, messages: int) -> str:
        return self.tr(
            "I understand that {count} message(s) may be lost for good", "", messages
        ).format(count=formats.count(messages, QLocale()))

    def _meaning(self, line: AccountLine) -> str:
        if line.may_be_only_copy:
            return self._meaning_of_only_copy(line)
        if line.protocol is Protocol.LOCAL:
            return self.tr("It holds no message.")
        meaning = self.tr(
            "Your mail stays on the server. The copies on this computer and the remembered "
            "password are erased."
        )
        if line.waiting:
            meaning += "\n\n" + self.tr(
                "%n change(s) of yours have not reached the server and would be lost.",
                "marks set offline",
                line.waiting,
            )
        return meaning

    def _meaning_of_only_copy(self, line: AccountLine) -> str:
        first = self.tr("To keep this mail, make a backup or export it first.")
        if line.protocol is Protocol.LOCAL:
            here = self.tr(
                "Its {count} message(s) are on no server. They are erased here, with its folders.",
                "",
                line.messages,
            ).format(count=formats.count(line.messages, QLocale()))
            return f"{here}\n\n{first}"
        here = self.tr(
            "This computer may have the only copy of {count} message(s) of this account. "
            "They are erased here, with its folders and the remembered password.",
            "",
            line.messages,
        ).format(count=formats.count(line.messages, QLocale()))
        stays = self.tr("What is still on the server stays there; nothing is deleted there.")
        return f"{here}\n\n{stays}\n\n{first}"
