"""The dialog in which the servers of an account are changed, tested and kept."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QStackedWidget, QWidget

from facteur.base.override import override
from facteur.mail.account import Security
from facteur.ui.accounts.certificatepage import CertificatePage
from facteur.ui.accounts.entered import Entered, Field, Kept, security_for_port
from facteur.ui.accounts.manual import ManualForm
from facteur.ui.accounts.trial import TrialPage
from facteur.ui.certificate import CertificateFacts
from facteur.ui.notice import Button, Remedy, Words
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

CAN = frozenset(Remedy) - {Remedy.GO_OFFLINE, Remedy.LATER, Remedy.SIGN_IN}
_FIELDS: dict[Remedy, Field] = {
    Remedy.FIX_ADDRESS: Field.ADDRESS,
    Remedy.FIX_HOST: Field.HOST,
    Remedy.FIX_PORT: Field.PORT,
    Remedy.FIX_SECURITY: Field.SECURITY,
    Remedy.FIX_USER: Field.USER,
    Remedy.FIX_PASSWORD: Field.PASSWORD,
}


class AccountDialog(QDialog):
    """Form, test, certificate; the rules of collecting have a dialog of their own."""

    test_asked = Signal(object)
    """Test these settings: an Entered."""

    keep_asked = Signal(object)
    """The test went well; keep these settings: an Entered."""

    left = Signal()
    """The dialog was left; an answer to a running test means nothing any more."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words | None = None
        self._certificate: CertificateFacts | None = None
        self._tested: Entered | None = None
        self.form = ManualForm(style)
        self.trial = TrialPage(style)
        self.certificate_page = CertificatePage(style)
        self._pages = QStackedWidget()
        self._foot = QWidget()
        self._cancel = QPushButton()
        self._back = QPushButton()
        self.main = QPushButton()
        self.trust = QPushButton()
        self._arrange()
        make_main(self.main)
        self._connect()
        self._show_page(self.form)
        self.resize(940, 690)
        self.setMinimumSize(720, 560)

    def fill(self, entered: Entered) -> None:
        """Begin with these settings; the password is known."""
        self.form.fill(entered)
        self._show_page(self.form)

    def show_success(self, kept: Kept = Kept.REMEMBERED) -> None:
        """Show that the test went well, and what becomes of the password."""
        self.trial.succeed(kept)
        self._refresh_foot()
        self.main.setFocus()

    def show_failure(self, step: str, words: Words, certificate: CertificateFacts | None) -> None:
        """Show what went wrong, in the step it went wrong in."""
        self._words = words
        self._certificate = certificate
        self._show_page(self.trial)
        can = CAN if certificate is not None else CAN - {Remedy.TRUST_CERTIFICATE}
        self.trial.fail(step, words, can)
        self._refresh_foot()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Change the account"))
        self._cancel.setText(self.tr("Cancel"))
        self._back.setText(self.tr("Back"))
        self.trust.setText(self.tr("Trust this certificate"))
        self._refresh_foot()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def reject(self) -> None:
        """Esc goes one step back, and out of the form."""
        if self._pages.currentWidget() is self.form:
            self.left.emit()
            super().reject()
        else:
            self._on_back()

    def _arrange(self) -> None:
        for page in (self.form, self.trial, self.certificate_page):
            self._pages.addWidget(page)
        set_property(self._cancel, "kind", "link")
        set_property(self.main, "kind", "primary")
        set_property(self._foot, "pane", "window")
        set_property(self.trust, "kind", "danger")
        foot = row(self._foot, spacing=10, margins=(33, 12, 24, 12))
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self.main)
        foot.addWidget(self.trust)
        line = QFrame()
        set_property(line, "line", "pane")
        line.setFixedHeight(1)
        whole = column(self)
        whole.addWidget(self._pages, 1)
        whole.addWidget(line)
        whole.addWidget(self._foot)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self._on_cancel)
        self._back.clicked.connect(self._on_back)
        self.main.clicked.connect(self._on_main)
        self.trust.clicked.connect(self._on_trust)
        self.form.changed.connect(self._refresh_foot)
        self.trial.chosen.connect(self._on_remedy)
        self.certificate_page.ticked.connect(self._refresh_foot)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.retranslate()

    def _refresh_foot(self) -> None:
        page = self._pages.currentWidget()
        self._back.setVisible(page is not self.form)
        # Return goes on from any field; but trust wants more than a stray key, so that it has a
        # button of its own, in whose stead Return finds the hidden main one and does nothing.
        trusting = page is self.certificate_page
        self.main.setVisible(not trusting)
        self.trust.setVisible(trusting)
        self.trust.setEnabled(self.certificate_page.agree.isChecked())
        if page is self.form:
            self.main.setText(self.tr("Test these settings"))
            self.main.setEnabled(True)
        elif page is self.trial:
            self.main.setText(self.tr("Keep these settings"))
            self.main.setEnabled(self.trial.succeeded)

    def _on_cancel(self) -> None:
        self.left.emit()
        super().reject()

    def _on_back(self) -> None:
        page = self._pages.currentWidget()
        if page is self.certificate_page:
            self._show_page(self.trial)
        elif page is self.trial:
            self._show_page(self.form)
            self.left.emit()
        else:
            self._show_page(self.form)

    def _on_main(self) -> None:
        page = self._pages.currentWidget()
        if page is self.form:
            self._test()
        elif page is self.trial and self._tested is not None:
            self.main.setEnabled(False)  # one change for two quick clicks
            self.keep_asked.emit(self._tested)

    def _on_trust(self) -> None:
        if self._certificate is not None:
            self.form.trust(self._certificate.sha256)
            self._test()

    def _test(self) -> None:
        if self.form.complain():
            self._show_page(self.form)
            return
        entered = self.form.entered()
        self._tested = entered
        self.trial.begin(entered.host, encrypted=entered.security is not Security.NONE)
        self._show_page(self.trial)
        self.test_asked.emit(entered)

    def _on_remedy(self, button: Button) -> None:
        words = self._words.title if self._words else ""
        match button.remedy:
            case Remedy.USE_HOST:
                self.form.use_host(button.value)
                self._test()
            case Remedy.USE_PORT:
                port = int(button.value)
                self.form.use_port(port, security_for_port(port))
                self._test()
            case Remedy.SEE_CERTIFICATE | Remedy.TRUST_CERTIFICATE:
                if self._certificate is not None:
                    host = self.form.entered().host
                    self.certificate_page.show_certificate(self._certificate, host)
                    self._show_page(self.certificate_page)
            case _:
                field = _FIELDS.get(button.remedy)
                if field is None:
                    self._test()
                else:
                    self._show_page(self.form)
                    self.form.point_at(field, words)
