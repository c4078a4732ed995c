"""The page on which a certificate that failed can be seen, and trusted by explicit choice."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLabel, QPushButton, QWidget

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.accounts.wizard.remedies import changed_server
from facteur.ui.accounts.wizard.state import Place, WizardState
from facteur.ui.accounts.wizard.wants import Visit
from facteur.ui.certificate import CertificateFacts, facts
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

_HOST_LIMIT = 80


class TrustPage(Page):
    """Shows what there is to compare; only a ticked box makes trust possible.

    The button that trusts stands on the page, not in the footer: Enter must not press it.
    """

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._heads = tuple(line("small", tone="text2") for _ in range(5))
        self._values = tuple(_selectable() for _ in range(5))
        self._values[4].setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._warning = QFrame()
        self._warning_words = line()
        self.agree = QCheckBox()
        self.trust = QPushButton()
        self.trust.setAutoDefault(False)
        set_property(self.trust, "kind", "danger")
        set_property(self._warning, "banner", "danger")
        self._arrange()
        self.agree.toggled.connect(self.trust.setEnabled)
        self.trust.clicked.connect(self._on_trust)

    @override
    def show_state(self, state: WizardState) -> None:
        self.agree.setChecked(False)
        self.trust.setEnabled(False)
        super().show_state(state)

    @override
    def primary_text(self) -> str:
        return ""

    @override
    def focus_first(self) -> None:
        focus(self.agree)

    @override
    def retranslate(self) -> None:
        server = self.state.submission if self.state.shown_by_sending else self.state.server
        self.title.setText(
            self.tr("The certificate of {host}").format(host=harmless(server.host, _HOST_LIMIT))
        )
        self.lead.setText(
            self.tr(
                "A certificate is how a server proves who it is. Compare the fingerprint with the "
                "one your administrator gives you, by telephone or on paper."
            )
        )
        heads = (
            self.tr("Made out to"),
            self.tr("Issued by"),
            self.tr("Valid from"),
            self.tr("Valid until"),
            self.tr("Fingerprint (SHA-256)"),
        )
        for label, text in zip(self._heads, heads, strict=True):
            label.setText(text)
        self._warning_words.setText(
            self.tr(
                "If the fingerprint is not the same, somebody may be reading along: do not trust "
                "it. Once trusted, Facteur accepts this certificate only, for this server only."
            )
        )
        self.agree.setText(self.tr("&I have compared the fingerprint, and it is the same"))
        self.trust.setText(self.tr("Trust this certificate"))
        shown = facts(self.state.shown_certificate)
        if shown is not None:
            self._fill(shown)

    def _fill(self, shown: CertificateFacts) -> None:
        locale, form = QLocale(), QLocale.FormatType.LongFormat
        issuer = shown.issuer or self.tr("nobody named")
        if shown.self_signed:
            issuer = self.tr("{issuer} (by itself)").format(issuer=issuer)
        half = len(shown.spaced_fingerprint) // 2 + 1
        values = (
            ", ".join(shown.names) or self.tr("nobody named"),
            issuer,
            locale.toString(shown.valid_from.date(), form),
            locale.toString(shown.valid_until.date(), form),
            f"{shown.spaced_fingerprint[:half]}\n{shown.spaced_fingerprint[half:]}",
        )
        for label, text in zip(self._values, values, strict=True):
            label.setText(text)

    def _on_trust(self) -> None:
        shown = facts(self.state.shown_certificate)
        if shown is None or not self.agree.isChecked():
            return
        sending = self.state.shown_by_sending
        server = self.state.submission if sending else self.state.server
        trusted = replace(server, certificate_sha256=shown.sha256)
        self.update_state(changed_server(self.state, trusted, sending=sending))
        self.wanted.emit(Visit(place=Place.TEST))

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        for head, value in zip(self._heads, self._values, strict=True):
            form.addRow(head, value)
        warning = column(self._warning, margins=(14, 10, 14, 10))
        warning.addWidget(self._warning_words)
        foot = row()
        foot.addWidget(self.trust)
        foot.addStretch(1)
        self.body.addLayout(form)
        self.body.addWidget(self._warning)
        self.body.addWidget(self.agree)
        self.body.addLayout(foot)
        self.body.addStretch(1)


def _selectable() -> QLabel:
    """Return a line whose words can be selected, to be compared elsewhere."""
    label = line("message")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
