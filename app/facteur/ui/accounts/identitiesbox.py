"""The addresses that messages of an account can be sent from: its own first, then further ones."""

import re
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import Identity
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_ADDRESS = re.compile(r"[^\s@<>\"(),;:\\]+@[^\s@<>\"(),;:\\]+")
_LIMIT = 200
_ROWS_PX = 112


class IdentitiesBox(QWidget):
    """The list with its buttons; what is changed holds at once."""

    changed = Signal(object)
    """The further addresses as they are now: tuple of Identity."""

    def __init__(self) -> None:
        super().__init__()
        self._identities: tuple[Identity, ...] = ()
        self.list = QListWidget()
        self.list.setFixedHeight(_ROWS_PX)
        self.list.setStyleSheet("QListWidget::item { padding: 5px 8px; }")
        self.add = QPushButton()
        self.edit = QPushButton()
        self.remove = QPushButton()
        buttons = row(spacing=8)
        for button in (self.add, self.edit, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole = column(self, spacing=8)
        whole.addWidget(self.list)
        whole.addLayout(buttons)
        self.list.currentRowChanged.connect(self._refresh)
        self.list.itemDoubleClicked.connect(self._on_edit)
        self.add.clicked.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self.retranslate()

    def show_identities(self, own: Identity, others: tuple[Identity, ...]) -> None:
        """Show these; the first is the account's own and is changed elsewhere."""
        chosen = self.list.currentRow()
        self._identities = others
        self.list.clear()
        for position, one in enumerate((own, *others)):
            text = _line(one)
            if not position:
                text = self.tr("{address} (the usual one)").format(address=text)
            self.list.addItem(QListWidgetItem(text))
        self.list.setCurrentRow(min(max(chosen, 0), len(others)))
        self._refresh()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.list.setAccessibleName(self.tr("Addresses you send from"))
        self.add.setText(self.tr("Add an address…"))
        self.edit.setText(self.tr("Edit…", "an address"))
        self.remove.setText(self.tr("Remove", "an address"))

    def _chosen(self) -> int:
        """Return the place of the chosen one among the further ones, -1 for the account's own."""
        return self.list.currentRow() - 1

    def _refresh(self) -> None:
        other = self._chosen() >= 0
        why = "" if other else self.tr("This one belongs to the account itself.")
        for button in (self.edit, self.remove):
            button.setEnabled(other)
            button.setToolTip(why)

    def _on_add(self) -> None:
        self._ask(Identity(name="", address=""), len(self._identities))

    def _on_edit(self) -> None:
        at = self._chosen()
        if at >= 0:
            self._ask(self._identities[at], at)

    def _on_remove(self) -> None:
        at = self._chosen()
        if at >= 0:
            self.changed.emit((*self._identities[:at], *self._identities[at + 1 :]))

    def _ask(self, before: Identity, at: int) -> None:
        dialog = IdentityDialog(before, self)
        dialog.entered.connect(partial(self._put, at))
        dialog.open()

    def _put(self, at: int, one: Identity) -> None:
        self.changed.emit((*self._identities[:at], one, *self._identities[at + 1 :]))


class IdentityDialog(QDialog):
    """Name, address and where answers go."""

    entered = Signal(object)
    """The Identity that was entered."""

    def __init__(self, before: Identity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(before.name)
        self.address = QLineEdit(before.address)
        self.reply_to = QLineEdit(before.reply_to)
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        set_property(self.wrong, "tone", "danger")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self.buttons = QDialogButtonBox()
        self._keep = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        set_property(self._keep, "kind", "primary")
        self._labels = (QLabel(), QLabel(), QLabel())
        for label, field in zip(
            self._labels, (self.name, self.address, self.reply_to), strict=True
        ):
            label.setBuddy(field)
            self._form.addRow(label, field)
        whole = column(self, spacing=14, margins=(28, 22, 28, 20))
        whole.addLayout(self._form)
        whole.addWidget(self.wrong)
        whole.addWidget(self.buttons)
        make_main(self._keep)
        self.buttons.accepted.connect(self._on_keep)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(460)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Address to send from"))
        texts = (self.tr("Name"), self.tr("Address"), self.tr("Answers go to (if elsewhere)"))
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        self._keep.setText(self.tr("Keep"))
        self._cancel.setText(self.tr("Cancel"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_keep(self) -> None:
        address, reply_to = self.address.text().strip(), self.reply_to.text().strip()
        if not _ADDRESS.fullmatch(address) or (reply_to and not _ADDRESS.fullmatch(reply_to)):
            self.wrong.setText(
                self.tr("Something is missing: an address looks like name@domain.com.")
            )
            (self.reply_to if _ADDRESS.fullmatch(address) else self.address).setFocus()
            return
        name = self.name.text().strip()
        self.entered.emit(Identity(name=name, address=address, reply_to=reply_to))
        self.accept()


def _line(one: Identity) -> str:
    address = harmless(one.address, _LIMIT)
    return f"{harmless(one.name, _LIMIT)} <{address}>" if one.name else address
