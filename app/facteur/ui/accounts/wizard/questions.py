"""Three questions, and the advice they come to with its reason."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QWidget

from facteur.base.override import override
from facteur.mail.account import Protocol
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.advice import advised
from facteur.ui.accounts.wizard.advicewords import advice_reason, advice_title
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.state import Answer, WizardState, offered, untested
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

_ICON_PX = 20


class QuestionsPage(Page):
    """Each question has three answers; the advice comes when all are given."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.devices = Question(style)
        self.webmail = Question(style)
        self.small = Question(style)
        self._box = QFrame()
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._advice = line("message", strong=True)
        self._reason = line()
        self._arrange()
        for question in self._questions:
            question.group.idClicked.connect(self._on_answered)
        style.changed.connect(self._dress)
        self._dress()

    @property
    def _questions(self) -> tuple["Question", "Question", "Question"]:
        return self.devices, self.webmail, self.small

    @override
    def show_state(self, state: WizardState) -> None:
        self.devices.choose(state.devices)
        self.webmail.choose(state.webmail)
        self.small.choose(state.small)
        super().show_state(state)

    @override
    def primary_text(self) -> str:
        if self._protocol() is Protocol.POP:
            return self.tr("Keep on this computer (POP)")
        return self.tr("Keep on the server (IMAP)")

    @override
    def ready(self) -> bool:
        return advised(self.state) is not None

    @override
    def press_primary(self) -> None:
        protocol = self._protocol()
        if not self.ready():
            return
        changed = replace(self.state, protocol=protocol, protocol_chosen=True)
        if protocol is not self.state.protocol:
            changed = untested(changed)
        self.update_state(changed)
        self.forward.emit()

    @override
    def focus_first(self) -> None:
        open_ones = [each for each in self._questions if each.answer is None]
        (open_ones or list(self._questions))[0].focus()

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("Three questions to choose"))
        self.lead.setText(self.tr("Take your time. You can change this choice later."))
        self.devices.show_words(
            "1",
            self.tr("Do you read your mail on several devices?"),
            self.tr("A computer and a phone, for example."),
        )
        self.webmail.show_words(
            "2",
            self.tr("Do you sometimes use webmail?"),
            self.tr("Your provider’s mail page, in a browser."),
        )
        self.small.show_words(
            "3", self.tr("Is your mailbox small?"), self.tr("Under 1 GB, or often nearly full.")
        )
        self._word_advice()

    def _protocol(self) -> Protocol:
        """Return what is advised, or the one that can be had."""
        advice = advised(self.state)
        wanted = advice.protocol if advice else Protocol.IMAP
        can = offered(self.state)
        return wanted if wanted in can else next(iter(can))

    def _word_advice(self) -> None:
        advice = advised(self.state)
        if advice is None:
            self._advice.setText(self.tr("The advice appears here."))
            self._reason.setText(
                self.tr("Answer the three questions; “Not sure” is an answer too.")
            )
            return
        reason = advice_reason(advice)
        if advice.protocol not in offered(self.state):
            only = (
                self.tr("But your provider accepts IMAP only.")
                if advice.protocol is Protocol.POP
                else self.tr("But your provider accepts POP only.")
            )
            reason = f"{reason} {only}"
        self._advice.setText(advice_title(advice))
        self._reason.setText(reason)
        self._box.setAccessibleName(f"{self._advice.text()} {reason}")

    def _on_answered(self) -> None:
        self.update_state(
            replace(
                self.state,
                devices=self.devices.answer,
                webmail=self.webmail.answer,
                small=self.small.answer,
            )
        )
        self._word_advice()

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        drawing = icons.pixmap("circle-help", self.look.tokens.info, _ICON_PX, ratio=ratio)
        self._icon.setPixmap(drawing)

    def _arrange(self) -> None:
        set_property(self._box, "banner", "info")
        texts = column(spacing=4)
        texts.addWidget(self._advice)
        texts.addWidget(self._reason)
        inside = row(self._box, spacing=14, margins=(16, 14, 16, 14))
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(texts, 1)
        self.body.setSpacing(10)
        for question in self._questions:
            self.body.addWidget(question)
        self.body.addSpacing(4)
        self.body.addWidget(self._box)
        self.body.addStretch(1)


class Question(QFrame):
    """One question with its three answers as pills; arrows move, Space answers."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = QLabel()
        self._text = line("message", strong=True)
        self._help = line("small", tone="text2")
        self.group = QButtonGroup(self)
        self.buttons = {answer: QToolButton() for answer in Answer}
        for number, button in enumerate(self.buttons.values()):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_property(button, "kind", "chip")
            self.group.addButton(button, number)
        self._arrange()
        set_property(self, "frame", "card")
        style.changed.connect(self.update)

    @property
    def answer(self) -> Answer | None:
        """What was answered."""
        return next((a for a, button in self.buttons.items() if button.isChecked()), None)

    def choose(self, answer: Answer | None) -> None:
        """Show this answer."""
        self.group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each is answer)
        self.group.setExclusive(True)

    def focus(self) -> None:
        """Put the keyboard on the given answer, or the first one."""
        self.buttons[self.answer or Answer.YES].setFocus(Qt.FocusReason.TabFocusReason)

    def show_words(self, number: str, text: str, help_text: str) -> None:
        """Ask this."""
        self._number.setText(number)
        self._text.setText(text)
        self._help.setText(help_text)
        words = {
            Answer.YES: self.tr("Yes", "an answer"),
            Answer.NO: self.tr("No", "an answer"),
            Answer.UNSURE: self.tr("Not sure", "an answer"),
        }
        for answer, button in self.buttons.items():
            button.setText(words[answer])
            button.setAccessibleName(f"{text} {words[answer]}")
            button.setAccessibleDescription(help_text)

    def _arrange(self) -> None:
        set_property(self._number, "tone", "accent")
        set_property(self._number, "weight", "strong")
        texts = column(spacing=2)
        texts.addWidget(self._text)
        texts.addWidget(self._help)
        line_of_all = row(self, spacing=8, margins=(18, 12, 16, 12))
        line_of_all.addWidget(self._number)
        line_of_all.addSpacing(10)
        line_of_all.addLayout(texts, 1)
        for button in self.buttons.values():
            line_of_all.addWidget(button)
