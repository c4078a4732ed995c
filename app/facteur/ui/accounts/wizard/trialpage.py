"""The page that tests receiving, then sending; what fails is said where it fails."""

from dataclasses import replace

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QPushButton, QWidget

from facteur.base.override import override
from facteur.link.events import Done, Failed, Problem, Trial
from facteur.mail.account import AfterDownload, Protocol, Security
from facteur.ui.accounts.already import Already, AlreadyBox
from facteur.ui.accounts.copies import Copies
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.ports import other_port
from facteur.ui.accounts.wizard.consequences import consequences
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.accounts.wizard.popoptions import already, copies
from facteur.ui.accounts.wizard.remedies import can, mend, other_sending_port
from facteur.ui.accounts.wizard.signinwords import help_url, provider_name
from facteur.ui.accounts.wizard.state import Place, Server, WizardState
from facteur.ui.accounts.wizard.trialsteps import (
    STEP_OF,
    Progress,
    StepRow,
    StepState,
    TrialStep,
    failed,
    passed,
    reached,
)
from facteur.ui.accounts.wizard.wants import (
    Answered,
    Keep,
    News,
    StopTrying,
    TestReached,
    Try,
    Visit,
)
from facteur.ui.accounts.wizard.webpages import open_page
from facteur.ui.foreign import harmless
from facteur.ui.notice import Button, Remedy, Words
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.errorcard import ErrorCard
from facteur.ui.widgets.noticebox import BoxTone, NoticeBox
from facteur.ui.words import Around, problem_words

_HOST_LIMIT = 80
_MOST_BUTTONS = 3  # one main button and two links (wizard §3.9)


class TrialPage(Page):
    """Begins by itself; a result that still holds is shown again."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.progress = Progress()
        self._running = False
        self._keeping = False
        self._problem: Problem | None = None
        self.rows = {step: StepRow(style) for step in TrialStep}
        self.card = ErrorCard(style)
        self.without = QPushButton()
        self.without.setAutoDefault(False)
        set_property(self.without, "kind", "link")
        self._without_row = QWidget()
        self._numbers = line("message")
        self._no_keyring = line(tone="text2")
        self._no_copies = NoticeBox(style, BoxTone.WARN, "triangle-alert")
        self.already = AlreadyBox(style)
        self._arrange()
        self.card.chosen.connect(self._on_chosen)
        self.without.clicked.connect(self._on_without)
        self.already.copy.radio.toggled.connect(self._on_already)
        self._no_copies.pressed.connect(lambda: self.wanted.emit(Visit(place=Place.POP)))

    # -- what the dialog asks -------------------------------------------------------------------

    @override
    def show_state(self, state: WizardState) -> None:
        super().show_state(state)
        if state.trial is not None and not self._running:
            self._show_result()

    @override
    def entered(self) -> None:
        if self.state.trial is None and not self._running:
            self._begin()

    @override
    def left(self) -> None:
        if self._running:
            self._running = False
            self.wanted.emit(StopTrying())

    @override
    def hear(self, news: News) -> None:
        match news:
            case TestReached(step=step) if self._running:
                self.progress = reached(step, sending=self._sends)
                self.retranslate()
            case Answered(want=Try(), reply=reply) if self._running:
                self._running = False
                match reply:
                    case Done():
                        self._on_tried(reply)
                    case Failed(problem=problem):
                        self._fail(problem)
            case Answered(want=Keep(), reply=Failed(problem=problem)):
                self._keeping = False
                self._fail(problem)
            case Answered(want=Keep()):
                self._keeping = False
            case _:
                pass

    @override
    def primary_text(self) -> str:
        return self.tr("Add this account") if self._succeeded else self.tr("Continue")

    @override
    def ready(self) -> bool:
        return self._succeeded and not self._keeping

    @override
    def press_primary(self) -> None:
        if self.ready():
            self._keeping = True  # one account for two quick clicks
            self.refreshed.emit()
            self.wanted.emit(Keep())

    @override
    def focus_first(self) -> None:
        if not self.card.isHidden():
            self.card.focus_main()
        elif self.already.asked:
            self.already.focus_chosen()

    # -- what is shown --------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        self._word_head()
        for step, shown in self.rows.items():
            state = self.progress.of(step)
            shown.show_step(self._step_title(step), self._step_word(step, state), state)
        self.without.setText(self.tr("Go on without sending for now"))
        self._word_result()
        if self._problem is not None:
            self._show_card(self._problem)

    def _word_head(self) -> None:
        if not self._succeeded:
            self.title.setText(self.tr("Connection test"))
            self.lead.setText(
                self.tr(
                    "Facteur checks receiving, then sending. Nothing is deleted during the test."
                )
                if self._sends
                else self.tr("Facteur checks receiving. Nothing is deleted during the test.")
            )
            return
        if self._sends:
            self.title.setText(self.tr("Everything works"))
        else:
            self.title.setText(self.tr("Receiving works"))
        self.lead.setText(
            self.tr("One question is left: it is below.")
            if self.already.asked
            else self.tr("The address can be added now.")
        )

    def _word_result(self) -> None:
        state = self.state
        numbers = ""
        if self._succeeded:
            numbers = consequences(state.protocol, state.trial, QLocale())
        self._numbers.setText(numbers)
        self._numbers.setVisible(bool(numbers))
        self._no_keyring.setText(
            self.tr("No keyring is open: Facteur will ask for the password at each start.")
        )
        self._no_keyring.setVisible(self._succeeded and not state.keyring and not state.by_oauth)
        refused = self._succeeded and copies(state) is Copies.IMPOSSIBLE
        self._no_copies.say(
            self.tr(
                "This server cannot tell which messages were already taken; "
                "delete them, or use IMAP."
            )
            if refused
            else "",
            self.tr("See the POP options") if refused else "",
        )

    def _step_title(self, step: TrialStep) -> str:
        match step:
            case TrialStep.ENCRYPTION:
                if self.state.server.security is Security.NONE:
                    return self.tr("Connection (not encrypted)")
                return self.tr("Encrypted connection")
            case TrialStep.LOGIN:
                return self.tr("Sign-in")
            case TrialStep.READING:
                return self.tr("Reading the mailbox")
            case TrialStep.SENDING:
                return self.tr("Sending (without sending anything)")

    def _step_word(self, step: TrialStep, state: StepState) -> str:
        server = self._server(step)
        match state:
            case StepState.PENDING:
                word = self.tr("waiting", "a step of a test")
            case StepState.RUNNING:
                word = self.tr("working…", "a step of a test")
            case StepState.DONE:
                word = self.tr("works", "a step of a test")
            case StepState.FAILED:
                word = self.tr("did not work", "a step of a test")
            case StepState.SKIPPED:
                if self.state.submission.host:
                    return self.tr("left out for now", "a step of a test")
                return self.tr("no server for sending is known yet", "a step of a test")
        if step in {TrialStep.ENCRYPTION, TrialStep.SENDING}:
            host = harmless(server.host, _HOST_LIMIT)
            return self.tr("{host}, port {port}: {word}").format(
                host=host, port=server.port, word=word
            )
        return word

    def _show_card(self, problem: Problem) -> None:
        sending = problem.step == "send"
        port = 0
        if problem.port:
            receiving = self.state.protocol
            port = (
                other_sending_port(problem.port) if sending else other_port(problem.port, receiving)
            )
        around = Around(
            provider=provider_name(self.state),
            help_url=help_url(self.state),
            protocol="SMTP" if sending else self.state.protocol.value.upper(),
        )
        words = problem_words(problem, port=port, around=around)
        able = self._able()
        buttons = words.only(able)[:_MOST_BUTTONS]
        self.card.show_words(_with(words, buttons), able)

    def _able(self) -> frozenset[Remedy]:
        """Return the remedies that can be done here."""
        return can(self.state)

    def _there(self) -> Already:
        """Return what is in the maildrop and has to be asked about."""
        return already(self.state)

    # -- what happens ---------------------------------------------------------------------------

    @property
    def _sends(self) -> bool:
        """Whether the server for sending is tried too."""
        return self.state.sending and bool(self.state.submission.host)

    @property
    def _succeeded(self) -> bool:
        trial = self.state.trial
        return (
            trial is not None
            and not self._running
            and self._problem is None
            and (trial.unsent is None or not self._sends)
        )

    def _server(self, step: TrialStep) -> Server:
        return self.state.submission if step is TrialStep.SENDING else self.state.server

    def _begin(self) -> None:
        self._running = True
        self._drop_problem()
        self.already.ask(self._there())
        self.progress = reached(0, sending=self._sends)
        self.retranslate()
        self.refreshed.emit()
        self.wanted.emit(Try())

    def _on_tried(self, done: Done) -> None:
        counts = done.counts
        state = replace(
            self.state,
            trial=done.trial or Trial(),
            already=counts.messages if counts is not None else -1,
            keyring=done.keyring,
            shown_certificate=b"",
        )
        if copies(state) is Copies.IMPOSSIBLE and (
            state.rules.after_download is AfterDownload.LEAVE
        ):
            # Never make a choice that deletes by itself.
            rules = replace(state.rules, after_download=AfterDownload.KEEP)
            state = replace(state, rules=rules)
        if state.protocol is not Protocol.POP:
            state = replace(state, only_new=False)
        self.update_state(state)
        self._show_result()
        self.refreshed.emit()
        self.focus_first()

    def _show_result(self) -> None:
        trial = self.state.trial
        unsent = trial.unsent if trial is not None and self._sends else None
        if unsent is not None:
            self._fail(unsent)
            return
        self._drop_problem()
        self.progress = passed(sending=self._sends)
        with QSignalBlocker(self.already.copy.radio):
            way = self.already.skip if self.state.only_new else self.already.copy
            way.radio.setChecked(True)
        self.already.ask(self._there())
        self.retranslate()

    def _fail(self, problem: Problem) -> None:
        self._running = False
        step = STEP_OF.get(problem.step)
        self._problem = problem
        self.update_state(
            replace(
                self.state,
                shown_certificate=problem.certificate,
                shown_by_sending=problem.step == "send",
            )
        )
        self.progress = failed(step, sending=self._sends)
        self._place_card(step)
        self._without_row.setVisible(problem.step == "send" and self.state.trial is not None)
        self.retranslate()
        self.refreshed.emit()
        self.card.focus_main()

    def _drop_problem(self) -> None:
        self._problem = None
        self.card.show_words(None, frozenset())
        self._without_row.hide()

    def _on_chosen(self, button: Button) -> None:
        problem = self._problem
        sending = problem is not None and problem.step == "send"
        mended = mend(self.state, button, sending=sending)
        if mended.url:
            open_page(mended.url)
        self.update_state(mended.state)
        if mended.place is not Place.TEST:
            self.wanted.emit(Visit(place=mended.place))
        elif not mended.url:
            self._begin()

    def _on_without(self) -> None:
        self.update_state(replace(self.state, sending=False))
        self._show_result()
        self.refreshed.emit()
        focus(self.already.copy.radio if self.already.asked else self)

    def _on_already(self) -> None:
        if self.already.asked:
            self.update_state(replace(self.state, only_new=self.already.only_new))

    def _place_card(self, step: TrialStep | None) -> None:
        """Put the problem under the step it belongs to."""
        place = list(TrialStep).index(step) + 1 if step is not None else 0
        for widget in (self.card, self._without_row):
            self._steps.removeWidget(widget)
        self._steps.insertWidget(place, self.card)
        self._steps.insertWidget(place + 1, self._without_row)

    def _arrange(self) -> None:
        self._steps = column(spacing=14)
        for shown in self.rows.values():
            self._steps.addWidget(shown)
        self._steps.addWidget(self.card)
        without = row(self._without_row)
        without.addWidget(self.without)
        without.addStretch(1)
        self._steps.addWidget(self._without_row)
        self._without_row.hide()
        self.body.addLayout(self._steps)
        for widget in (self._numbers, self._no_keyring, self._no_copies, self.already):
            self.body.addWidget(widget)
        self.body.addStretch(1)


def _with(words: Words, buttons: tuple[Button, ...]) -> Words:
    return replace(words, buttons=buttons)
