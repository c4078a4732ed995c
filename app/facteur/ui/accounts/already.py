"""The question what becomes of mail that is in a maildrop before its account is added."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.link.events import Counts
from facteur.ui import format as formats
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.optioncard import OptionCard, OptionGroup
from facteur.ui.theme.style import Style
from facteur.ui.widgets.boxes import column

_MOST_MESSAGES = 2**31 - 1  # a server may say what it likes; Qt chooses plurals by 32 bits
_MOST_OCTETS = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Already:
    """How much is there, by the server's word."""

    messages: int = 0
    octets: int = 0


def already(counts: Counts | None) -> Already:
    """Return what a test of the settings found, within what can be shown."""
    if counts is None:
        return Already()
    return Already(
        messages=min(counts.messages, _MOST_MESSAGES), octets=min(counts.octets, _MOST_OCTETS)
    )


class AlreadyBox(QWidget):
    """Two ways, of which copying is the first; hidden while there is nothing to ask about."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = Already()
        self._question = line("message", strong=True)
        self.copy = OptionCard(style)
        self.skip = OptionCard(style)
        self._group = OptionGroup((self.copy, self.skip), self)
        whole = column(self, spacing=10)
        for widget in (self._question, self.copy, self.skip):
            whole.addWidget(widget)
        self.copy.radio.setChecked(True)
        self.hide()

    def ask(self, found: Already) -> None:
        """Ask about these; nothing there hides the question. What was chosen stays chosen."""
        self._found = found
        self.retranslate()
        self.setVisible(self.asked)

    @property
    def asked(self) -> bool:
        """Whether there is anything to ask about."""
        return self._found.messages > 0

    @property
    def only_new(self) -> bool:
        """Whether the user wants to leave there what is there."""
        return self.asked and self.skip.chosen

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen way."""
        chosen = self.skip if self.skip.chosen else self.copy
        chosen.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        found, locale = self._found, QLocale()
        text = self.tr("What about the {count} message(s) already there?", "", found.messages)
        question = text.format(count=formats.count(found.messages, locale))
        self._question.setText(question)
        size = formats.size(found.octets, locale)
        self.copy.word(
            self.tr("Copy them here", "messages already there", found.messages),
            self.tr("About {size}.").format(size=size) if found.octets else "",
        )
        self.copy.help.setVisible(bool(found.octets))
        self.skip.word(
            self.tr("Take only new ones", "messages"),
            self.tr("What is there stays on the server; Facteur neither copies nor deletes it."),
        )
        for card in (self.copy, self.skip):  # a screen reader comes here first
            card.radio.setAccessibleName(f"{question} {card.radio.text()}")

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
