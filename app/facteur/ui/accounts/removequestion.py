"""The question before an account is removed.

Removing an account that works on the server loses nothing but copies. One that collects may have
the only copy of its mail here: then the question has a box to tick.
"""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QMessageBox,
    QPushButton,
    QWidget,
)

from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey
from facteur.ui import format as formats
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import set_property

_ADDRESS_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account that may go.

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


class RemoveQuestion(QMessageBox):
    """What removing an account means; keeping it is the default."""

    agreed = Signal(bool)
    """Remove it; True: also the mail of which this computer may have the only copy."""

    backup_asked = Signal()
    """Not yet: make a backup first."""

    def __init__(self, line: AccountLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Remove the account"))
        name = formats.quoted(harmless(line.address, _ADDRESS_LIMIT), QLocale())
        self.setText(self.tr("Remove {name} from Facteur?").format(name=name))
        self.setInformativeText(self._meaning(line))
        self.keep = self.addButton(self.tr("Keep the account"), QMessageBox.ButtonRole.RejectRole)
        self.go_on = self.addButton(
            self.tr("Remove the account"), QMessageBox.ButtonRole.DestructiveRole
        )
        set_property(self.go_on, "kind", "danger")
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.understood: QCheckBox | None = None
        self.back_up: QPushButton | None = None
        if line.may_be_only_copy:
            self._ask_for_tick(line.messages)
            back_up = self.addButton(self.tr("Back up first…"), QMessageBox.ButtonRole.RejectRole)
            back_up.clicked.connect(self.backup_asked)
            self.back_up = back_up
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
