"""What becomes of the server's copy of a message that was collected (POP): the page that asks."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facteur.base.override import override
from facteur.mail.account import PopRules
from facteur.ui.accounts.copies import Copies
from facteur.ui.accounts.estimate import Known
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.rulesform import RulesForm
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column


class RulesPage(QScrollArea):
    """Title, lead and the form, in a scroll area."""

    changed = Signal()
    """Another rule was chosen."""

    imap_asked = Signal()
    """The user would rather keep the mail on the server."""

    def __init__(
        self, style: Style, parent: QWidget | None = None, *, imap_offered: bool = True
    ) -> None:
        super().__init__(parent)
        self._title = line("wizard", strong=True)
        self._lead = line("message", tone="text2")
        self.form = RulesForm(style, imap_offered=imap_offered)
        self.form.changed.connect(self.changed)
        self.form.imap_asked.connect(self.imap_asked)
        self._arrange()
        self.retranslate()

    def fill(self, rules: PopRules) -> None:
        """Show these rules."""
        self.form.fill(rules)

    def rules(self) -> PopRules:
        """Return the rules as they are chosen."""
        return self.form.rules()

    def show_account(self, known: Known | None, now_ms: int, copies: Copies) -> None:
        """Tell what is known of the account; None: it does not exist yet."""
        self.form.show_account(known, now_ms, copies)

    def retranslate(self) -> None:
        """Word the title and what it means in the language now in force."""
        self._title.setText(self.tr("What about mail already copied?"))
        self._lead.setText(
            self.tr(
                "With POP, Facteur copies your mail to this computer. "
                "What becomes of it on the server?"
            )
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.focus_first()

    def _arrange(self) -> None:
        page = QWidget()
        whole = column(page, spacing=8, margins=(36, 20, 36, 8))
        whole.addWidget(self._title)
        whole.addWidget(self._lead)
        whole.addSpacing(4)
        whole.addWidget(self.form, 1)
        set_property(page, "pane", "surface")
        set_property(self, "pane", "surface")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each control in it is a stop already
