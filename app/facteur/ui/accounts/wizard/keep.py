"""Where should your mail be kept? The choice that matters most, on two cards."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from facteur.base.override import override
from facteur.mail.account import Protocol
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.advice import advised
from facteur.ui.accounts.wizard.advicewords import card_reason
from facteur.ui.accounts.wizard.consequences import consequences
from facteur.ui.accounts.wizard.keepcard import CardWords, KeepCard
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.state import Place, WizardState, offered, untested
from facteur.ui.accounts.wizard.wants import Visit
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import row

_ICON_PX = 16


class KeepPage(Page):
    """Two cards, of which one is recommended by a reason that is shown."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.imap = KeepCard(style, Protocol.IMAP)
        self.pop = KeepCard(style, Protocol.POP)
        self._group = QButtonGroup(self)
        self._numbers = line("message")
        self.help = QPushButton()
        self.compare = QPushButton()
        self._later = line(tone="text2")
        self._arrange()
        self._connect()
        self._dress()

    @override
    def show_state(self, state: WizardState) -> None:
        self.state = state
        card = self.pop if state.protocol is Protocol.POP else self.imap
        card.radio.setChecked(True)
        self.retranslate()

    @override
    def primary_text(self) -> str:
        if self.state.protocol is Protocol.POP:
            return self.tr("Continue with POP")
        return self.tr("Continue with IMAP")

    @override
    def press_primary(self) -> None:
        self.update_state(replace(self.state, protocol_chosen=True))
        self.forward.emit()

    @override
    def focus_first(self) -> None:
        card = self.pop if self.pop.chosen else self.imap
        card.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys move between the cards, whichever way they point."""
        cards = [card for card in (self.imap, self.pop) if card.radio.isEnabled()]
        at = next((n for n, card in enumerate(cards) if card.radio.hasFocus()), -1)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if at < 0 or event.key() not in step:
            super().keyPressEvent(event)
            return
        other = cards[(at + step[Qt.Key(event.key())]) % len(cards)]
        other.radio.setFocus(Qt.FocusReason.TabFocusReason)
        other.radio.setChecked(True)

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("Where should your mail be kept?"))
        self.lead.setText(
            self.tr(
                "This is the choice that matters most. It decides where your mail lives, and who "
                "has to back it up."
            )
        )
        self.imap.show_words(self._imap_words())
        self.pop.show_words(self._pop_words())
        self._recommend()
        numbers = consequences(
            self.state.protocol, self.state.trial or self.state.numbers, QLocale()
        )
        self._numbers.setText(numbers)
        self._numbers.setVisible(bool(numbers))
        self.help.setText(" " + self.tr("Help me choose (3 questions)"))
        self.compare.setText(" " + self.tr("Compare in detail"))
        self._later.setText(
            self.tr(
                "Nothing is deleted before you agree. To change this later, add the address anew."
            )
        )

    def _imap_words(self) -> CardWords:
        can = offered(self.state)
        return CardWords(
            title=self.tr("On the server"),
            tag="IMAP",
            lead=self.tr(
                "Your mail stays with your provider. Facteur keeps a copy so that you can read "
                "offline."
            ),
            good=(
                self.tr(
                    "The same mail on your computer, phone and webmail (in the browser), all at "
                    "once"
                ),
                self.tr("Folders, replies and stars are the same everywhere"),
                self.tr(
                    "Facteur takes the headers (sender, subject, date) first, then what you choose"
                ),
            ),
            caution=(self.tr("Server space fills up with the mail you keep"),),
            refused="" if Protocol.IMAP in can else self.tr("Your provider accepts POP only."),
        )

    def _pop_words(self) -> CardWords:
        can = offered(self.state)
        return CardWords(
            title=self.tr("On this computer"),
            tag="POP",
            lead=self.tr(
                "Facteur downloads your mail, then deletes it from the server. This computer "
                "becomes its only keeper."
            ),
            good=(
                self.tr("Simple, and accepted by almost every provider"),
                self.tr("Takes almost no space on the server"),
            ),
            caution=(
                self.tr(
                    "If this computer’s disk breaks without a backup, everything is lost; moving "
                    "to another program is harder"
                ),
                self.tr("Webmail no longer shows downloaded mail"),
            ),
            refused="" if Protocol.POP in can else self.tr("Your provider accepts IMAP only."),
        )

    def _recommend(self) -> None:
        """Set the pill by the answers, or by what is usually best; not where there is no choice."""
        advice = advised(self.state)
        both = len(offered(self.state)) > 1
        wanted = advice.protocol if advice else Protocol.IMAP
        pill = self.tr("Recommended for you") if advice else self.tr("Usually best")
        reason = card_reason(advice) if advice else ""
        for card in (self.imap, self.pop):
            this = both and card.protocol is wanted
            card.recommend(pill if this else "", reason if this else "")
            card.keep_reason_line(both and bool(reason))

    def _on_toggled(self) -> None:
        protocol = Protocol.POP if self.pop.chosen else Protocol.IMAP
        if protocol is not self.state.protocol:
            self.update_state(
                untested(replace(self.state, protocol=protocol, protocol_chosen=True))
            )
            self.retranslate()

    def _dress(self) -> None:
        ink = self.look.tokens.link
        for button, name in ((self.help, "circle-help"), (self.compare, "table-2")):
            button.setIcon(icons.icon(name, ink, _ICON_PX))

    def _connect(self) -> None:
        for card in (self.imap, self.pop):
            self._group.addButton(card.radio)
            card.radio.toggled.connect(self._on_toggled)
        self.help.clicked.connect(lambda: self.wanted.emit(Visit(place=Place.QUESTIONS)))
        self.compare.clicked.connect(lambda: self.wanted.emit(Visit(place=Place.COMPARE)))
        self.look.changed.connect(self._dress)

    def _arrange(self) -> None:
        for button in (self.help, self.compare):
            set_property(button, "kind", "link")
        cards = row(spacing=20)
        cards.addWidget(self.imap, 1)
        cards.addWidget(self.pop, 1)
        links = row(spacing=24)
        links.addWidget(self.help)
        links.addWidget(self.compare)
        self._later.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        links.addWidget(self._later, 1)
        self.body.addLayout(cards, 1)
        self.body.addWidget(self._numbers)
        self.body.addLayout(links)
