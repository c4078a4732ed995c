"""The dialog in which an account is changed: servers, test, certificate."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.mail.account import AccountSettings
from facteur.ui.accounts.change.servers import ServersPage
from facteur.ui.accounts.change.trial import ChangeTrialPage
from facteur.ui.accounts.wizard.dialog import WizardDialog
from facteur.ui.accounts.wizard.state import Place, WizardState
from facteur.ui.accounts.wizard.trust import TrustPage
from facteur.ui.foreign import harmless
from facteur.ui.notice import Remedy
from facteur.ui.theme.style import Style

_ADDRESS_LIMIT = 80


class ChangeDialog(WizardDialog):
    """Begins with the settings as they are; says what the wizard says, in its signals."""

    rules_asked = Signal()
    """What becomes of the server's copies is to be seen."""

    def __init__(
        self, style: Style, before: AccountSettings, parent: QWidget | None = None
    ) -> None:
        self._before = before
        super().__init__(
            style,
            {
                Place.MANUAL: lambda look: ServersPage(look, before),
                Place.TEST: self._make_trial,
                Place.CERTIFICATE: TrustPage,
            },
            parent,
        )
        self.steps.hide()

    def _make_trial(self, look: Style) -> ChangeTrialPage:
        page = ChangeTrialPage(look, self._before)
        page.pointed.connect(self._on_pointed)
        return page

    def _on_pointed(self, remedy: Remedy, sending: bool) -> None:
        self.point_at(remedy, sending=sending)

    @override
    def begin(self, state: WizardState, place: Place = Place.MANUAL) -> None:
        super().begin(state, place)

    @override
    def visit(self, place: Place) -> None:
        match place:
            case Place.SIGN_IN:
                self.point_at(Remedy.FIX_PASSWORD)
            case Place.ADDRESS:
                self.point_at(Remedy.FIX_ADDRESS)
            case Place.POP:
                self.rules_asked.emit()
            case _:
                super().visit(place)

    def point_at(self, remedy: Remedy, *, sending: bool = False) -> None:
        """Show the servers, the keyboard in the field that a problem is about."""
        super().visit(Place.MANUAL)
        page = self.page
        assert isinstance(page, ServersPage)
        page.point_at(remedy, sending=sending)

    def show_certificate(self, certificate: bytes, *, sending: bool) -> None:
        """Show what a server sent as its certificate, to be trusted or not."""
        self.state = replace(self.state, shown_certificate=certificate, shown_by_sending=sending)
        super().visit(Place.CERTIFICATE)

    @override
    def _title(self) -> str:
        address = harmless(self._before.address, _ADDRESS_LIMIT)
        return self.tr("Change {address}").format(address=address)

    @override
    def _on_kept(self, account: int) -> None:
        self.state = replace(self.state, account=account, password="", client_secret="")
        self.page.show_state(self.state)
        self._refresh()
        self.main.setFocus()
