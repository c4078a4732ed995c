"""The page of the backup: why, where to, with a passphrase or not, each month or not."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from facteur.base.override import override
from facteur.ui.theme.style import Style, set_property
from facteur.ui.transfer.choices import label
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main
from facteur.ui.widgets.noticebox import BoxTone, NoticeBox
from facteur.ui.widgets.passwordfield import PasswordField

_WIDTH_PX = 620


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What the page shows. folder: where to, "" for not chosen yet.

    last: when the last one was made, in words. only_copy: the computer has the only copy of some
    mail. same_disk: the folder is on the disk that holds the mail. monthly: one is made by itself.
    """

    folder: str = ""
    last: str = ""
    only_copy: bool = False
    same_disk: bool = False
    monthly: bool = False


class BackupDialog(QDialog):
    """Stands beside the window, whose status line shows how far a backup is."""

    folder_wanted = Signal()
    """Ask where to."""

    monthly_chosen = Signal(bool)
    """Make one each month by itself, or no longer."""

    backup_wanted = Signal(str)
    """Make one now, with this passphrase ("" for none)."""

    restore_wanted = Signal()
    """Bring back what a backup holds."""

    list_wanted = Signal()
    """Show what the backup that was just made left out."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = BackupState()
        self._running = False
        self._title = label(size="title", weight="strong")
        self._why = label(tone="text2")
        self._last = label(weight="strong")
        self._where = label()
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self._choose = QPushButton()
        self.same = NoticeBox(style, BoxTone.WARN, "hard-drive")
        self._enc = label()
        self.phrase = PasswordField(style)
        self.again = PasswordField(style)
        self._differ = label(tone="danger", size="small")
        self.monthly = QCheckBox()
        self._unsealed = label(tone="text2", size="small")
        self.good = NoticeBox(style, BoxTone.INFO, "shield-check")
        self.bad = NoticeBox(style, BoxTone.DANGER, "triangle-alert")
        self.restore = QPushButton()
        self.close_button = QPushButton()
        self.back_up = QPushButton()
        set_property(self.back_up, "kind", "primary")
        self._arrange()
        make_main(self.back_up)
        self._connect()
        self.setMinimumWidth(_WIDTH_PX)
        self.retranslate()

    def show_state(self, state: BackupState) -> None:
        """Show how things stand."""
        self._state = state
        self.folder.setText(state.folder)
        self.monthly.blockSignals(True)
        self.monthly.setChecked(state.monthly)
        self.monthly.blockSignals(False)
        self.retranslate()

    def focus_first(self) -> None:
        """Put the keyboard where the next step is."""
        (self.back_up if self._state.folder else self._choose).setFocus()

    def show_running(self) -> None:
        """Say that a backup is being made."""
        self._running = True
        self.good.say("")
        self.bad.say("")
        self._refresh()

    def show_end(self, text: str, *, good: bool, listed: bool = False) -> None:
        """Say what came of it. listed: something was left out, of which there is a list."""
        self._running = False
        self.phrase.clear()
        self.again.clear()
        button = self.tr("What was left out…") if listed else ""
        self.good.say(text if good else "", button)
        self.bad.say("" if good else text)
        self._refresh()
        self.focus_first()  # a button that was disabled has lost the keyboard

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        state = self._state
        self.setWindowTitle(self.tr("Backup"))
        self._title.setText(self.tr("Backup"))
        self._why.setText(
            self.tr("With POP, this computer has the only copy of your mail.")
            if state.only_copy
            else self.tr("A backup holds the mail that is wholly on this computer.")
        )
        self._last.setText(state.last)
        self._where.setText(self.tr("Save to an external disk, a key or a shared folder"))
        self.folder.setPlaceholderText(self.tr("No folder chosen yet"))
        self.folder.setAccessibleName(self.tr("Folder of the backups"))
        self._choose.setText(self.tr("&Choose…", "a folder"))
        self.same.say(
            self.tr("This folder is on the same disk: if it fails, you lose both.")
            if state.same_disk
            else ""
        )
        self._enc.setText(
            self.tr(
                "Protect with a passphrase. Without it the backup cannot be read, not even by us."
            )
        )
        self.phrase.setPlaceholderText(self.tr("Passphrase (empty: no protection)"))
        self.phrase.setAccessibleName(self.tr("Passphrase (empty: no protection)"))
        self.again.setPlaceholderText(self.tr("The same once more"))
        self.again.setAccessibleName(self.tr("The same once more"))
        self._differ.setText(self.tr("The two passphrases are not the same."))
        self.monthly.setText(self.tr("Make one each &month by itself"))
        self._unsealed.setText(
            self.tr(
                "Those have no passphrase: nobody is there to type it. The newest 12 of them are "
                "kept. Older ones are deleted, unless they hold far more mail than the newest; "
                "backups that you make yourself are never deleted."
            )
        )
        self.restore.setText(self.tr("&Restore…"))
        self.close_button.setText(self.tr("C&lose"))
        self._refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _refresh(self) -> None:
        phrase, again = self.phrase.text(), self.again.text()
        self.again.setVisible(bool(phrase))
        self._differ.setVisible(bool(phrase and again and phrase != again))
        self._unsealed.setVisible(self.monthly.isChecked())
        ready = bool(self._state.folder) and (not phrase or phrase == again)
        self.back_up.setText(self.tr("Being made…") if self._running else self.tr("&Back up now"))
        self.back_up.setEnabled(ready and not self._running)
        self.back_up.setToolTip("" if self._state.folder else self.tr("Choose a folder first."))
        self.monthly.setEnabled(bool(self._state.folder))
        self.restore.setEnabled(not self._running)

    def _connect(self) -> None:
        self._choose.clicked.connect(self.folder_wanted)
        self.phrase.textChanged.connect(self._refresh)
        self.again.textChanged.connect(self._refresh)
        self.monthly.toggled.connect(self._on_monthly)
        self.back_up.clicked.connect(lambda: self.backup_wanted.emit(self.phrase.text()))
        self.restore.clicked.connect(self.restore_wanted)
        self.close_button.clicked.connect(self.accept)
        self.good.pressed.connect(self.list_wanted)

    def _on_monthly(self, on: bool) -> None:
        self._refresh()
        self.monthly_chosen.emit(on)

    def _arrange(self) -> None:
        where = row(spacing=10)
        where.addWidget(self.folder, 1)
        where.addWidget(self._choose)
        phrases = row(spacing=10)
        phrases.addWidget(self.phrase, 1)
        phrases.addWidget(self.again, 1)
        foot = row(spacing=10)
        foot.addWidget(self.restore)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.back_up)
        whole = column(self, spacing=10, margins=(28, 24, 28, 20))
        for widget in (self._title, self._why, self._last):
            whole.addWidget(widget)
        whole.addSpacing(6)
        whole.addWidget(self._where)
        whole.addLayout(where)
        whole.addWidget(self.same)
        whole.addSpacing(6)
        whole.addWidget(self._enc)
        whole.addLayout(phrases)
        whole.addWidget(self._differ)
        whole.addSpacing(6)
        whole.addWidget(self.monthly)
        whole.addWidget(self._unsealed)
        whole.addWidget(self.good)
        whole.addWidget(self.bad)
        whole.addStretch(1)
        whole.addSpacing(6)
        whole.addLayout(foot)
