"""The page on which the settings are looked for, then shown with where they came from."""

from dataclasses import replace

from PySide6.QtCore import QLocale, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QWidget

from facteur.base.override import override
from facteur.link.events import Discovery, DiscoveryChanged, Done, Failed, Problem
from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.foundtable import FoundTable
from facteur.ui.accounts.wizard.letter import letter
from facteur.ui.accounts.wizard.origins import source_words
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.accounts.wizard.providersteps import step_sentences
from facteur.ui.accounts.wizard.signinwords import Way, explanation, way
from facteur.ui.accounts.wizard.sources import SourceList
from facteur.ui.accounts.wizard.state import (
    Place,
    WizardState,
    foreign,
    offered,
    with_discovery,
    wrong,
)
from facteur.ui.accounts.wizard.wants import Answered, Find, News, StopFinding, Visit
from facteur.ui.foreign import harmless, shown_name
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout
from facteur.ui.widgets.noticebox import BoxTone, NoticeBox
from facteur.ui.words import problem_words

SKIP_AFTER_MS = 3000
_SHOWN = 80


class DiscoveryPage(Page):
    """Searches by itself when it is shown for an address that has not been searched yet."""

    copied = Signal(str)
    """The text for the administrator is on the clipboard."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._running = False
        self.sources = SourceList(style)
        self.skip = _button("link")
        self._offers = line("message", strong=True)
        self._offers_help = line(tone="text2")
        self.table = FoundTable(style)
        self._problem: Problem | None = None
        self.offline = NoticeBox(style, BoxTone.WARN, "wifi-off")
        self._insecure = NoticeBox(style, BoxTone.DANGER, "lock-open")
        self._closed = NoticeBox(style, BoxTone.WARN, "triangle-alert")
        self._steps_title = line(strong=True)
        self._steps = line()
        self.help = _button("link")
        self._foreign = QFrame()
        self._foreign_words = line(strong=True)
        self.agree = QCheckBox()
        self._help_words = line("message")
        self.copy = _button("")
        self._copied = line("small", tone="ok")
        self._wait = QTimer(self)
        self._arrange()
        self._connect()

    # -- what the dialog asks -------------------------------------------------------------------

    @override
    def show_state(self, state: WizardState) -> None:
        self.agree.setChecked(state.foreign_agreed)
        super().show_state(state)

    @override
    def entered(self) -> None:
        self._copied.hide()
        if self.state.discovery is None and not self._running:
            self._search()

    @override
    def left(self) -> None:
        if self._running:
            self._running = False
            self._wait.stop()
            self.wanted.emit(StopFinding())

    @override
    def hear(self, news: News) -> None:
        match news:
            case DiscoveryChanged(source=source, state=state, left_s=left_s) if self._running:
                self.sources.reach(source, state, left_s)
            case Answered(want=Find(), reply=Failed(problem=problem)) if self._running:
                self._problem = problem
                self._end(None)
            case Answered(want=Find(), reply=Done(discovery=found)) if self._running:
                self._end(found or Discovery(domain=self.state.domain))
            case _:
                pass

    @override
    def primary_text(self) -> str:
        if self._running:
            return self.tr("Use these settings")
        if self._is_closed:
            return self.tr("Change the address")
        return self.tr("Enter the settings") if self._failed else self.tr("Use these settings")

    @override
    def ready(self) -> bool:
        if self._running:
            return False
        return self._failed or wrong(self.state, Place.DISCOVERY) is None

    @override
    def press_primary(self) -> None:
        if self._running:
            return
        if self._is_closed:
            self.wanted.emit(Visit(place=Place.ADDRESS))
        elif self._failed:
            self.wanted.emit(Visit(place=Place.MANUAL))
        elif foreign(self.state) and not self.state.foreign_agreed:
            focus(self.agree)
        else:
            self.forward.emit()

    @override
    def link_text(self) -> str:
        by_hand = (
            self._failed and not self._is_closed and not self._running
        )  # the button leads there
        return "" if by_hand else self.tr("Enter the settings &myself")

    @override
    def press_link(self) -> None:
        self.wanted.emit(Visit(place=Place.MANUAL))

    @override
    def focus_first(self) -> None:
        if self._running:
            focus(self.sources)
        elif not self.agree.isHidden() and not self._foreign.isHidden():
            focus(self.agree)
        elif not self._failed:
            focus(self.table)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def _failed(self) -> bool:
        """Whether there is nothing to go on with."""
        return not (self.state.imap.host or self.state.pop.host)

    @property
    def _is_closed(self) -> bool:
        """Whether the provider lets no mail program in, so that no settings would help."""
        found = self.state.discovery
        return not self._running and self._failed and found is not None and found.closed

    @override
    def retranslate(self) -> None:
        self.skip.setText(self.tr("Skip this step"))
        self.sources.retranslate(harmless(self.state.domain, _SHOWN))
        self.agree.setText(self.tr("Yes, that is right"))
        self.copy.setText(self.tr("Copy a text to send to my administrator"))
        self._copied.setText(self.tr("Copied. Paste it into a message or a letter."))
        self._word_head()
        found = self.state.discovery or Discovery(domain=self.state.domain)
        over = not self._running
        self.sources.setVisible(self._running)
        self.table.show_servers(self.state)
        self.table.setVisible(over and not self._failed)
        self._word_offers(over)
        self._word_problem(over)
        self._word_warnings(found, over)
        self._word_steps(found, over)
        self._word_foreign(over)
        failed = over and self._failed and self._problem is None
        self._help_words.setVisible(failed and not found.closed)
        self.copy.setVisible(failed and not found.closed)

    def _word_head(self) -> None:
        domain = harmless(self.state.domain, _SHOWN)
        if self._running:
            self.title.setText(
                self.tr("Looking for the settings of {domain}").format(domain=domain)
            )
            self.lead.setText(self.tr("No password is asked or sent meanwhile."))
        elif self._failed:
            title = (
                self.tr("The settings of {domain} could not be looked for").format(domain=domain)
                if self._problem is not None
                else self.tr("Mail programs are not let in")
                if self._is_closed
                else self.tr("No settings found for {domain}").format(domain=domain)
            )
            self.title.setText(title)
            self.lead.setText("")
        else:
            self.title.setText(self.tr("Settings found"))
            self.lead.setText(self._source_words())
        self.lead.setVisible(bool(self.lead.text()))
        self._help_words.setText(
            self.tr(
                "This is common with small organisations. Look for “IMAP settings” on your "
                "provider’s site, or ask whoever runs your addresses."
            )
        )

    def _source_words(self) -> str:
        found = self.state.discovery
        server = self.state.imap if self.state.imap.host else self.state.pop
        source = source_words(
            server.host_from, self.state.domain, found.provider_name if found else ""
        )
        if Security.NONE in {self.state.imap.security, self.state.pop.security}:
            return self.tr("From {source}.").format(source=source)
        return self.tr("From {source}. Encrypted connection.").format(source=source)

    def _word_offers(self, over: bool) -> None:
        can = offered(self.state)
        if len(can) > 1:
            words = self.tr("Your provider accepts IMAP and POP.")
        elif Protocol.IMAP in can:
            words = self.tr("Your provider accepts IMAP only.")
        else:
            words = self.tr("Your provider accepts POP only.")
        self._offers.setText(words)
        self._offers.setVisible(over and not self._failed)
        self._offers_help.setText(
            self.tr(
                "IMAP keeps your mail on the server, POP on this computer. The next page lets you "
                "choose."
            )
            if len(can) > 1
            else self.tr("IMAP keeps your mail on the server.")
            if Protocol.IMAP in can
            else self.tr("POP keeps your mail on this computer.")
        )
        self._offers_help.setVisible(over and not self._failed)

    def _word_problem(self, over: bool) -> None:
        """Say why nothing could be asked, with another try."""
        if not over or self._problem is None:
            self.offline.say("")
            return
        words = problem_words(self._problem)
        self.offline.say(f"{words.title}. {words.meaning}", self.tr("Try again"))

    def _word_warnings(self, found: Discovery, over: bool) -> None:
        insecure = over and found.insecure
        self._insecure.say(
            self.tr(
                "Only an unencrypted connection was found. Your password could be read on its way."
            )
            if insecure
            else ""
        )
        if over and found.closed:
            words = self.tr(
                "{provider} does not let mail programs in. Its mail can be read on its site."
            ).format(provider=shown_name(found.provider_name or self.state.domain))
        elif over and way(self.state) is Way.UNREGISTERED:  # said before anything is chosen
            words = explanation(self.state)
        else:
            words = ""
        self._closed.say(words)

    def _word_steps(self, found: Discovery, over: bool) -> None:
        sentences = step_sentences(
            found.steps, found.provider_name or self.state.domain, offered(self.state)
        )
        shown = over and bool(sentences) and not found.closed
        self._steps_title.setText(self.tr("Before you sign in"))
        self._steps.setText("\n".join(f"• {sentence}" for sentence in sentences))
        self._steps_title.setVisible(shown)
        self._steps.setVisible(shown)
        self.help.setText(
            self.tr("Read more on the provider’s site")
            if found.closed
            else self.tr("How to do it, on the provider’s site")
        )
        self.help.setToolTip(found.help_url)
        self.help.setVisible(over and _opens(found.help_url) and (shown or found.closed))

    def _word_foreign(self, over: bool) -> None:
        strange = foreign(self.state)
        self._foreign_words.setText(
            self.tr("Mail for {domain} is handled by {other}. Is that right?").format(
                domain=harmless(self.state.domain, _SHOWN),
                other=", ".join(strange),  # never cut: the end is what tells
            )
        )
        self._foreign.setVisible(over and bool(strange) and not self._failed)
        self.agree.setAccessibleDescription(self._foreign_words.text())

    # -- what happens ---------------------------------------------------------------------------

    def _search(self) -> None:
        self._running = True
        self._problem = None
        self.sources.begin()
        self.skip.hide()
        self._wait.start(SKIP_AFTER_MS)
        self.retranslate()
        self.refreshed.emit()
        self.wanted.emit(Find())

    def _end(self, found: Discovery | None) -> None:
        """Show what was found; None: nothing could be asked, so that it is asked again later."""
        self._running = False
        self._wait.stop()
        self.skip.hide()
        if found is not None:
            self.update_state(with_discovery(self.state, found))
        self.show_state(self.state)
        self.refreshed.emit()
        self.focus_first()

    def _on_skip(self) -> None:
        self.skip.setEnabled(False)
        self.wanted.emit(StopFinding())

    def _on_agreed(self, agreed: bool) -> None:
        self.update_state(replace(self.state, foreign_agreed=agreed))

    def _on_copy(self) -> None:
        french = QLocale().language() is QLocale.Language.French
        text = letter(self.state.address, french_first=french)
        QGuiApplication.clipboard().setText(text)
        self._copied.show()
        self.copied.emit(text)

    def _on_help(self) -> None:
        url = self.state.discovery.help_url if self.state.discovery else ""
        if _opens(url):
            QDesktopServices.openUrl(QUrl(url))

    def _show_skip(self) -> None:
        self.skip.setEnabled(True)
        self.skip.show()

    def _connect(self) -> None:
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._show_skip)
        self.offline.pressed.connect(self._search)
        self.skip.clicked.connect(self._on_skip)
        self.agree.clicked.connect(self._on_agreed)
        self.copy.clicked.connect(self._on_copy)
        self.help.clicked.connect(self._on_help)

    def _arrange(self) -> None:
        set_property(self._foreign, "banner", "warn")
        box = column(self._foreign, spacing=8, margins=(14, 10, 14, 10))
        box.addWidget(self._foreign_words)
        box.addWidget(self.agree)
        skip = row()
        skip.addWidget(self.skip)
        skip.addStretch(1)
        helps = row()
        helps.addWidget(self.help)
        helps.addStretch(1)
        copy = QWidget()
        flow = FlowLayout(12, copy)
        flow.addWidget(self.copy)
        steps = column(spacing=6)
        steps.addWidget(self._steps_title)
        steps.addWidget(self._steps)
        steps.addLayout(helps)
        self.body.addWidget(self.sources)
        self.body.addLayout(skip)
        offers = column(spacing=2)
        offers.addWidget(self._offers)
        offers.addWidget(self._offers_help)
        self.body.addLayout(offers)
        for widget in (*(self.table, self.offline, self._insecure, self._closed, self._foreign),):
            self.body.addWidget(widget)
        self.body.addLayout(steps)
        for widget in (self._help_words, copy, self._copied):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for widget in (self.skip, self._copied):
            widget.hide()


def _button(kind: str) -> QPushButton:
    made = QPushButton()
    if kind:
        set_property(made, "kind", kind)
    return made


def _opens(url: str) -> bool:
    """Whether an address is one that the browser may be given."""
    return QUrl(url).scheme() == "https"
