"""The page that tests changed settings and applies them as soon as they work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.link.events import Done
from facteur.mail.account import AccountSettings, SecretKind
from facteur.ui.accounts.already import Already
from facteur.ui.accounts.wizard.trialpage import TrialPage
from facteur.ui.accounts.wizard.wants import Finish, Keep
from facteur.ui.notice import Button, Remedy
from facteur.ui.theme.style import Style

_FIELDS = frozenset(
    (
        Remedy.FIX_ADDRESS,
        Remedy.FIX_HOST,
        Remedy.FIX_PORT,
        Remedy.FIX_SECURITY,
        Remedy.FIX_USER,
        Remedy.FIX_PASSWORD,
    )
)
_NOT_HERE = frozenset((Remedy.LOOK_AGAIN, Remedy.USE_IMAP))


class ChangeTrialPage(TrialPage):
    """The wizard's four steps; asks nothing about mail that is there already.

    before: the settings as they are. applied: the engine has the new ones.
    """

    pointed = Signal(object, bool)
    """A field shall be mended: the Remedy; True: at the server that sends."""

    def __init__(
        self, style: Style, before: AccountSettings, parent: QWidget | None = None
    ) -> None:
        self._before = before
        super().__init__(style, parent)

    @property
    def applied(self) -> bool:
        """Whether the changed settings hold."""
        return bool(self.state.account)

    @override
    def entered(self) -> None:
        super().entered()
        self._apply()

    @override
    def primary_text(self) -> str:
        return self.tr("Close") if self.applied else ""

    @override
    def ready(self) -> bool:
        return self.applied

    @override
    def press_primary(self) -> None:
        if self.applied:
            self.wanted.emit(Finish())

    # -- inside ---------------------------------------------------------------------------------

    @override
    def _word_head(self) -> None:
        super()._word_head()
        if self._succeeded:
            self.lead.setText(
                self.tr("The settings are applied: Facteur works with them from now on.")
                if self.applied
                else ""
            )
        else:
            self.lead.setText(
                self.tr(
                    "Nothing is applied unless it works, and nothing is deleted during the test."
                )
            )

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if self._before.submission is not None:
            self.without.setText(self.tr("Leave the server for sending as it was"))

    @override
    def _word_result(self) -> None:
        super()._word_result()
        self._numbers.hide()  # what the consequences of a choice are that is made already
        if self._before.secret_kind is SecretKind.COMMAND and not self.state.password:
            self._no_keyring.hide()  # none is needed

    @override
    def _able(self) -> frozenset[Remedy]:
        able = super()._able() - _NOT_HERE
        return able | {Remedy.SIGN_IN} if self.state.by_oauth else able

    @override
    def _there(self) -> Already:
        return Already()

    @override
    def _on_tried(self, done: Done) -> None:
        super()._on_tried(done)
        self._apply()

    @override
    def _on_chosen(self, button: Button) -> None:
        if button.remedy in _FIELDS:
            problem = self._problem
            self.pointed.emit(button.remedy, problem is not None and problem.step == "send")
        else:
            super()._on_chosen(button)

    @override
    def _on_without(self) -> None:
        super()._on_without()
        self._apply()

    def _apply(self) -> None:
        if self._succeeded and not self._keeping and not self.applied:
            self._keeping = True
            self.wanted.emit(Keep())
