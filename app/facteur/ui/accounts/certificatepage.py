"""The page on which a certificate that nobody vouches for can be trusted, by explicit choice."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLabel, QScrollArea, QWidget

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.certificate import CertificateFacts
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column

_HOST_LIMIT = 80


class CertificatePage(QScrollArea):
    """Shows what there is to compare; the box must be ticked before trust is possible."""

    ticked = Signal(bool)
    """The confirmation was ticked or cleared."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: CertificateFacts | None = None
        self._host = ""
        self._title = _words("wizard", strong=True)
        self._lead = _words("message", tone="text2")
        self._heads = tuple(_words("small", tone="text2") for _ in range(5))
        self._values = tuple(_words("message") for _ in range(5))
        self._values[4].setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._warning = QFrame()
        self._warning_words = _words("")
        self.agree = QCheckBox()
        self.agree.toggled.connect(self.ticked)
        set_property(self._warning, "banner", "danger")
        self._arrange()
        style.changed.connect(self.update)
        self.retranslate()

    @property
    def facts(self) -> CertificateFacts | None:
        """The certificate that is shown."""
        return self._facts

    def show_certificate(self, facts: CertificateFacts, host: str) -> None:
        """Show this certificate of that server, unticked."""
        self._facts = facts
        self._host = harmless(host, _HOST_LIMIT)
        self.agree.setChecked(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._title.setText(self.tr("The certificate of {host}").format(host=self._host))
        self._lead.setText(
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
                "it. Once trusted, Facteur accepts this certificate only, for this account only."
            )
        )
        self.agree.setText(self.tr("&I have compared the fingerprint, and it is the same"))
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        locale = QLocale()
        form = QLocale.FormatType.LongFormat
        issuer = facts.issuer or self.tr("nobody named")
        if facts.self_signed:
            issuer = self.tr("{issuer} (by itself)").format(issuer=issuer)
        half = len(facts.spaced_fingerprint) // 2 + 1
        values = (
            ", ".join(facts.names) or self.tr("nobody named"),
            issuer,
            locale.toString(facts.valid_from.date(), form),
            locale.toString(facts.valid_until.date(), form),
            f"{facts.spaced_fingerprint[:half]}\n{facts.spaced_fingerprint[half:]}",
        )
        for label, text in zip(self._values, values, strict=True):
            label.setText(text)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        for head, value in zip(self._heads, self._values, strict=True):
            form.addRow(head, value)
        warning = column(self._warning, margins=(14, 10, 14, 10))
        warning.addWidget(self._warning_words)
        page = QWidget()
        whole = column(page, spacing=14, margins=(36, 28, 36, 28))
        for widget in (self._title, self._lead):
            whole.addWidget(widget)
        whole.addLayout(form)
        whole.addWidget(self._warning)
        whole.addWidget(self.agree)
        whole.addStretch(1)
        set_property(page, "pane", "surface")
        set_property(self, "pane", "surface")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)


def _words(size: str, *, tone: str = "", strong: bool = False) -> QLabel:
    """Return a line whose words can be selected, to be compared elsewhere."""
    label = line(size, tone=tone, strong=strong)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
