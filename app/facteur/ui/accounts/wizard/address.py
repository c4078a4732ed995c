"""The first page: name and address. Only the domain leaves this computer, and the page says so."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.addresscheck import Verdict, judge
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.accounts.wizard.state import Place, WizardState, with_address
from facteur.ui.accounts.wizard.wants import OpenSettings, Visit
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

_FIELD_PX = 460
_SHOWN = 80


class AddressPage(Page):
    """Judges the address while it is typed, but blames nothing before the field is left."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._name_label = _label()
        self.name = QLineEdit()
        self._name_help = line("small", tone="text2")
        self._mail_label = _label()
        self.mail = QLineEdit()
        self._fault = line("small", tone="danger")
        self._note = QWidget()
        self._note_words = line("small")
        self.act = QPushButton()
        self._privacy = line("small", tone="text2")
        self._blaming = False
        self._prepare()
        self._arrange()

    @override
    def show_state(self, state: WizardState) -> None:
        for field, text in ((self.name, state.name), (self.mail, state.address)):
            if field.text().strip() != text:
                with QSignalBlocker(field):  # one field after the other is not what was typed
                    field.setText(text)
        super().show_state(state)

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("What is your address?"))
        self.lead.hide()
        self._name_label.setText(self.tr("Your name"))
        self._name_help.setText(self.tr("It appears on the messages you send."))
        self._mail_label.setText(self.tr("Email address"))
        self.mail.setPlaceholderText(self.tr("name@example.com"))
        self.name.setAccessibleName(self._name_label.text())
        self.name.setAccessibleDescription(self._name_help.text())
        self.mail.setAccessibleName(self._mail_label.text())
        self._judge()

    @override
    def primary_text(self) -> str:
        return self.tr("Find the settings")

    @override
    def link_text(self) -> str:
        return self.tr("Enter the settings &myself")

    @override
    def press_primary(self) -> None:
        if self._complain():
            self.forward.emit()

    @override
    def press_link(self) -> None:
        if self._complain():
            self.wanted.emit(Visit(place=Place.MANUAL))

    @override
    def focus_first(self) -> None:
        focus(self.mail if self.name.text() and not self.mail.text() else self.name)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.mail and event.type() is QEvent.Type.FocusOut and self.mail.text():
            self._blaming = True
            self._judge()
        return super().eventFilter(watched, event)

    @property
    def verdict(self) -> Verdict:
        """What is to be said about the address as it stands."""
        return judge(self.mail.text(), self.state.present)

    def _complain(self) -> bool:
        """Return whether the address will do; else say why, and put the keyboard there."""
        if self.verdict.good:
            return True
        self._blaming = True
        self._judge()
        focus(self.act if self.verdict.present else self.mail)
        return False

    def _on_typed(self) -> None:
        changed = replace(self.state, name=self.name.text().strip())
        self.update_state(with_address(changed, self.mail.text()))
        if self.verdict.good:
            self._blaming = False
        self._judge()

    def _judge(self) -> None:
        verdict = self.verdict
        blamed = self._blaming and not verdict.good and not verdict.present
        fault = (
            self.tr("Something is missing: an address looks like name@domain.com.")
            if blamed
            else ""
        )
        self._fault.setText(fault)
        self._fault.setVisible(blamed)
        set_property(self.mail, "invalid", "true" if blamed else "false")
        said, act = "", ""
        if verdict.present:
            said = self.tr("This address is already in Facteur.")
            act = self.tr("Open its settings")
        elif verdict.suggestion:
            suggestion = harmless(verdict.suggestion, _SHOWN)
            said = self.tr("Did you mean {suggestion}?").format(suggestion=suggestion)
            act = self.tr("Use {suggestion}").format(suggestion=suggestion)
        self._note_words.setText(said)
        self.act.setText(act)
        self._note.setVisible(bool(said))
        self.mail.setAccessibleDescription(fault or said)
        self._say_privacy(verdict)

    def _say_privacy(self, verdict: Verdict) -> None:
        domain = harmless(verdict.domain, _SHOWN) if verdict.good else ""
        self._privacy.setText(
            self.tr(
                "To search, Facteur sends only “{domain}”. Not your name, not a password."
            ).format(domain=domain)
            if domain
            else self.tr(
                "To search, Facteur sends only what stands behind the @. Not your name, not a "
                "password."
            )
        )

    def _on_act(self) -> None:
        verdict = self.verdict
        if verdict.present:
            self.wanted.emit(OpenSettings(address=verdict.address))
        elif verdict.suggestion:
            self.mail.setText(verdict.suggestion)
            focus(self.mail)

    def _prepare(self) -> None:
        self.mail.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        for label, field in ((self._name_label, self.name), (self._mail_label, self.mail)):
            label.setBuddy(field)
            field.setMaximumWidth(_FIELD_PX)
            field.textChanged.connect(self._on_typed)
        self.mail.installEventFilter(self)
        self.act.clicked.connect(self._on_act)
        set_property(self.act, "kind", "link")

    def _arrange(self) -> None:
        name = column(spacing=4)
        for widget in (self._name_label, self.name, self._name_help):
            name.addWidget(widget)
        note = row(self._note, spacing=10)
        self._note_words.setWordWrap(False)
        note.addWidget(self._note_words)
        note.addWidget(self.act)
        note.addStretch(1)
        mail = column(spacing=4)
        for widget in (self._mail_label, self.mail, self._fault, self._note):
            mail.addWidget(widget)
        self.body.setSpacing(20)
        self.body.addLayout(name)
        self.body.addLayout(mail)
        self.body.addWidget(self._privacy)
        self.body.addStretch(1)


def _label() -> QLabel:
    label = QLabel()
    set_property(label, "size", "message")
    set_property(label, "weight", "strong")
    return label
