"""The list of accounts, and the question before one is removed."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from facteur.mail.keys import AccountKey
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

_ADDRESS_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account in the list. waiting: changes of the user that the server does not have yet."""

    key: AccountKey
    address: str
    host: str
    waiting: int = 0


class ManageDialog(QDialog):
    """Every account with what can be done to it."""

    add_asked = Signal()
    """Add another one."""

    change_asked = Signal(object)
    """Change this AccountKey."""

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
        self._remove = QPushButton()
        set_property(self._remove, "kind", "quiet-danger")
        self._close = QPushButton()
        set_property(self._close, "kind", "primary")
        self._arrange()
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
            item = QListWidgetItem(f"{address}  ·  IMAP  ·  {host}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{address}, IMAP, {host}")
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
        for button in (self._change, self._remove):
            button.setEnabled(self._chosen() is not None)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._refresh)
        self.list.itemActivated.connect(self._on_change)
        self._add.clicked.connect(self.add_asked)
        self._change.clicked.connect(self._on_change)
        self._remove.clicked.connect(self._on_remove)
        self._close.clicked.connect(self.accept)

    def _on_change(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.change_asked.emit(chosen.key)

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.remove_asked.emit(chosen.key)

    def _arrange(self) -> None:
        foot = row(spacing=10)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._add)
        foot.addWidget(self._change)
        foot.addWidget(self._close)
        whole = column(self, spacing=12, margins=(28, 24, 28, 20))
        whole.addWidget(self._title)
        whole.addWidget(self.list, 1)
        whole.addLayout(foot)


class RemoveQuestion(QMessageBox):
    """What removing an account means; keeping it is the default."""

    agreed = Signal()
    """Remove it."""

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
        self.go_on.clicked.connect(self.agreed)

    def _meaning(self, line: AccountLine) -> str:
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
