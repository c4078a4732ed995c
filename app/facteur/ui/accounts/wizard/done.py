"""The last page: the account is kept, and a few things can be said about it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QPushButton,
    QRadioButton,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import Protocol, Texts
from facteur.ui.accounts.colourrow import ColourRow
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.state import WizardState
from facteur.ui.accounts.wizard.wants import AddAnother, Finish
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout

_FOLDER_LIMIT = 120
_SHARES = (Texts.RECENT, Texts.YEAR, Texts.ALL)


AskFolder = Callable[[QWidget, str, Callable[[str], None]], None]


def _ask_folder(parent: QWidget, title: str, chosen: Callable[[str], None]) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()


class DonePage(Page):
    """How much is kept here (IMAP), a colour, and the offer of backups (POP).

    ask_folder: asks for a folder and tells it when one was chosen; another one in tests.
    """

    def __init__(
        self,
        style: Style,
        parent: QWidget | None = None,
        *,
        ask_folder: AskFolder = _ask_folder,
    ) -> None:
        super().__init__(style, parent)
        self._ask_folder = ask_folder
        self._keep_title, self._keep_help = line(strong=True), line("small", tone="text2")
        self._shares = QButtonGroup(self)
        self.shares = {texts: QRadioButton() for texts in _SHARES}
        self._keep = QWidget()
        self._colour_title = line(strong=True)
        self.colours = ColourRow(style)
        self.backup = QCheckBox()
        self._backup_help = line("small", tone="text2")
        self.folder = QPushButton()
        self.folder.setAutoDefault(False)
        self._folder_words = line()
        self._folder = QWidget()
        self._backup = QWidget()
        self._arrange()
        for texts, button in self.shares.items():
            button.clicked.connect(lambda _on=False, share=texts: self._on_share(share))
        self.colours.chosen.connect(self._on_colour)
        self.backup.clicked.connect(self._on_backup)
        self.folder.clicked.connect(self._on_folder)

    @override
    def show_state(self, state: WizardState) -> None:
        share = state.texts if state.texts in self.shares else Texts.RECENT
        self.shares[share].setChecked(True)
        self.colours.show_colour(state.colour)
        with QSignalBlocker(self.backup):
            self.backup.setChecked(state.offer_backup)
        super().show_state(state)

    @override
    def primary_text(self) -> str:
        return self.tr("Open my inbox")

    @override
    def press_primary(self) -> None:
        self.wanted.emit(Finish())

    @override
    def link_text(self) -> str:
        return self.tr("Add another address")

    @override
    def press_link(self) -> None:
        self.wanted.emit(AddAnother())

    @override
    def focus_first(self) -> None:
        """Leave the keyboard on the primary button: everything here may stay as it is."""

    @override
    def retranslate(self) -> None:
        pop = self.state.protocol is Protocol.POP
        self.title.setText(self.tr("All set"))
        self.lead.setText(
            self.tr(
                "Facteur is copying your mail. Nothing is deleted from the server until you agree."
            )
            if pop
            else self.tr(
                "Facteur fetches headers first (sender, subject, date), then recent mail. "
                "You can start reading."
            )
        )
        self._keep_title.setText(self.tr("Keep on this computer"))
        self._keep_help.setText(
            self.tr("The texts that can be read offline. The list always shows everything.")
        )
        words = {
            Texts.RECENT: self.tr("the last 3 months"),
            Texts.YEAR: self.tr("the last year"),
            Texts.ALL: self.tr("everything", "to keep on this computer"),
        }
        for texts, button in self.shares.items():
            button.setText(words[texts])
            button.setAccessibleDescription(self._keep_title.text())
        self._keep.setVisible(not pop)
        self._colour_title.setText(self.tr("Colour of this account"))
        self.colours.retranslate()
        self.backup.setText(self.tr("&Offer me a backup every month"))
        self._backup_help.setText(
            self.tr(
                "This computer will be the only keeper of your mail. Choose a folder for the "
                "backups, best on another disk; without one, none is made."
            )
        )
        self.folder.setText(self.tr("Choose a &folder…"))
        self._folder_words.setText(harmless(self.state.backup_folder, _FOLDER_LIMIT))
        self._folder.setVisible(self.state.offer_backup)
        self._backup.setVisible(pop)

    def _on_share(self, texts: Texts) -> None:
        self.update_state(replace(self.state, texts=texts))

    def _on_colour(self, name: str) -> None:
        self.update_state(replace(self.state, colour=name))

    def _on_backup(self, wanted: bool) -> None:
        self.update_state(replace(self.state, offer_backup=wanted))
        self.retranslate()

    def _on_folder(self) -> None:
        self._ask_folder(self, self.tr("The folder for backups"), self._on_folder_chosen)

    def _on_folder_chosen(self, folder: str) -> None:
        self.update_state(replace(self.state, backup_folder=folder))
        self.retranslate()

    def _arrange(self) -> None:
        choices = QWidget()
        flow = FlowLayout(20, choices)
        for button in self.shares.values():
            self._shares.addButton(button)
            flow.addWidget(button)
        keep = column(self._keep, spacing=6)
        for widget in (self._keep_title, choices, self._keep_help):
            keep.addWidget(widget)
        backup = column(self._backup, spacing=4)
        backup.addWidget(self.backup)
        backup.addWidget(self._backup_help)
        folder = row(self._folder, spacing=12)
        folder.addWidget(self.folder)
        folder.addWidget(self._folder_words, 1)
        backup.addSpacing(4)
        backup.addWidget(self._folder)
        colours = column(spacing=6)
        colours.addWidget(self._colour_title)
        colours.addWidget(self.colours)
        self.body.addSpacing(8)
        self.body.addWidget(self._keep)
        self.body.addWidget(self._backup)
        self.body.addSpacing(8)
        self.body.addLayout(colours)
        self.body.addStretch(1)
