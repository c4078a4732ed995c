"""A wizard that was left, in the file of the window, to be resumed. Never a password in it."""

from dataclasses import replace

import msgspec
from PySide6.QtCore import QSettings

from facteur.base.errors import UsageError
from facteur.ui.accounts.wizard.state import WizardState

_KEY, _NAME = "wizard/left", "wizard/address"
_LONGEST = 100_000  # a file that was tampered with


class KeptWizard:
    """The one wizard that was left, if any."""

    def __init__(self, memory: QSettings) -> None:
        self._memory = memory

    def keep(self, state: WizardState) -> None:
        """Keep what was typed and found; a wizard in which nothing was typed is not kept."""
        if not state.typed or state.account:
            self.forget()
            return
        plain = replace(
            state,
            present=frozenset(),
            password="",
            client_secret="",
            grant=0,
            trial=None,
            numbers=None,
            already=-1,
            shown_certificate=b"",
        )
        self._memory.setValue(_KEY, msgspec.json.encode(plain).decode())
        self._memory.setValue(_NAME, state.address or state.name)
        self._memory.sync()

    def state(self) -> WizardState | None:
        """Return what was kept; None when there is nothing, or nothing that can be read."""
        text = str(self._memory.value(_KEY, ""))
        if not text or len(text) > _LONGEST:
            return None
        try:
            found = msgspec.json.decode(text, type=WizardState)
        except (msgspec.DecodeError, ValueError, UsageError):
            return None
        return replace(found, password="", client_secret="", grant=0)

    @property
    def address(self) -> str:
        """The address of the wizard that was left, or the name in it; "" for none."""
        return str(self._memory.value(_NAME, ""))

    def forget(self) -> None:
        """Drop it: the account is kept, or another wizard was begun."""
        if self._memory.contains(_KEY):
            self._memory.remove(_KEY)
            self._memory.remove(_NAME)
            self._memory.sync()
