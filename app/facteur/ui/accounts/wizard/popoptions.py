"""The page that asks what becomes of the server's copies of collected messages (POP)."""

from dataclasses import replace

from PySide6.QtCore import QDateTime, QSignalBlocker
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.link.events import Trial
from facteur.mail.account import Protocol
from facteur.ui.accounts.already import Already, AlreadyBox
from facteur.ui.accounts.copies import Copies
from facteur.ui.accounts.estimate import DAY_MS, DAYS, Known
from facteur.ui.accounts.rulesform import RulesForm
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.state import Place, WizardState, offered
from facteur.ui.accounts.wizard.wants import Visit
from facteur.ui.theme.style import Style


class PopOptionsPage(Page):
    """Three ways, the advised one first; with the mailbox's own figures once a test has them."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.form = RulesForm(style)
        self.already = AlreadyBox(style)
        self.form.changed.connect(self._on_changed)
        self.form.imap_asked.connect(self._on_imap_asked)
        self.already.copy.radio.toggled.connect(self._on_changed)
        self.body.addWidget(self.form)
        self.body.addWidget(self.already)
        self.body.addStretch(1)
        self._shown = False

    @override
    def show_state(self, state: WizardState) -> None:
        self.state = state
        with QSignalBlocker(self.form), QSignalBlocker(self.already.copy.radio):
            self.form.fill(state.rules)
            self.form.show_account(known(state.trial), _now_ms(), copies(state))
            told = state.trial is not None and state.trial.quota_octets > 0
            size = state.trial.quota_octets if told and state.trial else state.box_octets
            self.form.show_size(size, told=told)
            self.form.offer_imap(Protocol.IMAP in offered(state))
            found = already(state)
            self.already.ask(found)
            way = self.already.skip if state.only_new else self.already.copy
            way.radio.setChecked(True)
        self._shown = True
        self.retranslate()
        self._on_changed()  # a way that cannot be had on this server was left by the form

    @override
    def primary_text(self) -> str:
        return self.tr("Continue")

    @override
    def focus_first(self) -> None:
        self.form.focus_first()

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("What about mail already copied?"))
        self.lead.setText(
            self.tr(
                "With POP, Facteur copies your mail to this computer. "
                "What becomes of it on the server?"
            )
        )

    def _on_changed(self) -> None:
        if not self._shown:
            return
        told = self.state.trial is not None and self.state.trial.quota_octets > 0
        self.update_state(
            replace(
                self.state,
                rules=self.form.rules(),
                box_octets=self.state.box_octets if told else self.form.size_octets,
                only_new=self.already.only_new if self.already.asked else self.state.only_new,
            )
        )

    def _on_imap_asked(self) -> None:
        self.update_state(replace(self.state, protocol=Protocol.IMAP, protocol_chosen=True))
        self.wanted.emit(Visit(place=Place.KEEP))


def known(trial: Trial | None) -> Known | None:
    """Return what a test found as the estimate wants it; None while nothing was found.

    A server that tells the messages of the last 30 days was seen for 30 days.
    """
    if trial is None or trial.recent_octets < 0 or trial.octets < 0:
        return None
    return Known(
        recent_octets=trial.recent_octets,
        first_ms=_now_ms() - DAYS * DAY_MS - 1 if trial.recent_octets else 0,
        on_server_octets=trial.octets,
    )


def copies(state: WizardState) -> Copies:
    """Return whether copies can be left; a server that cannot name messages does not count them."""
    tried = state.trial is not None and state.protocol is Protocol.POP
    return Copies.IMPOSSIBLE if tried and state.already < 0 else Copies.POSSIBLE


def already(state: WizardState) -> Already:
    """Return what is in the maildrop and may be left there, by the last test."""
    if state.trial is None or state.already <= 0 or state.protocol is not Protocol.POP:
        return Already()
    most = 2**31 - 1  # Qt chooses plurals by 32 bits
    return Already(messages=min(state.already, most), octets=max(0, state.trial.octets))


def _now_ms() -> int:
    return QDateTime.currentMSecsSinceEpoch()
