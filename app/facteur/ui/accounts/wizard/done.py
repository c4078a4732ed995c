"""The last page: the account is kept, and a few things can be said about it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from facteur.base.override import override
from facteur.mail.account import Protocol, Texts
from facteur.ui.accounts.colourrow import ColourRow
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.state import WizardState
from facteur.ui.accounts.wizard.wants import AddAnother, Finish
from facteur.ui.theme.style import Style
from facteur.ui.widgets.boxes import column
from facteur.ui.widgets.flowlayout import FlowLayout

_SHARES = (Texts.RECENT, Texts.YEAR, Texts.ALL)


class DonePage(Page):
    """How much is kept here (IMAP), a colour, and the offer of backups (POP)."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._keep_title, self._keep_help = line(strong=True), line("small", tone="text2")
        self._shares = QButtonGroup(self)
        self.shares = {texts: QRadioButton() for texts in _SHARES}
        self._keep = QWidget()
        self._colour_title = line(strong=True)
        self.colours = ColourRow(style)
        self.backup = QCheckBox()
        self._backup_help = line("small", tone="text2")
        self._backup = QWidget()
        self._arrange()
        for texts, button in self.shares.items():
            button.clicked.connect(lambda _on=False, share=texts: self._on_share(share))
        self.colours.chosen.connect(self._on_colour)
        self.backup.clicked.connect(self._on_backup)

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
                "This computer will be the only keeper of your mail. Facteur asks where to put the "
                "backup before it makes the first one."
            )
        )
        self._backup.setVisible(pop)

    def _on_share(self, texts: Texts) -> None:
        self.update_state(replace(self.state, texts=texts))

    def _on_colour(self, name: str) -> None:
        self.update_state(replace(self.state, colour=name))

    def _on_backup(self, wanted: bool) -> None:
        self.update_state(replace(self.state, offer_backup=wanted))

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
        colours = column(spacing=6)
        colours.addWidget(self._colour_title)
        colours.addWidget(self.colours)
        self.body.addSpacing(8)
        self.body.addWidget(self._keep)
        self.body.addWidget(self._backup)
        self.body.addSpacing(8)
        self.body.addLayout(colours)
        self.body.addStretch(1)
