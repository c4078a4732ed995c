"""Hears what would leave the servers, offers the question, and sends the answer."""

from __future__ import annotations  # the dialog is named here and loaded on first need

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey
from facteur.ui.engineclient import EngineClient
from facteur.ui.removal.question import Question
from facteur.ui.theme.style import Style

if TYPE_CHECKING:
    from facteur.ui.removal.view import RemovalDialog

# ruff: noqa: PLC0415 - most starts ask nothing; the dialog loads when it is first opened


def _never() -> int:
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the question is put together from.

    accounts: all there are. place: where the copies are on this computer. backup_ms: when the last
    backup was made that proved itself, 0 when there is none. back_up: makes one, None while that
    cannot be done from here.
    """

    accounts: Callable[[], tuple[Account, ...]]
    place: str
    backup_ms: Callable[[], int] = _never
    back_up: Callable[[], None] | None = None


class RemovalController(QObject):
    """Keeps what the engine asks, one question an account, until it is answered or put off."""

    changed = Signal()
    """Another question is to be offered, or none; see `question`."""

    def __init__(self, window: QWidget, style: Style, client: EngineClient, source: Source) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._source = source
        self._wanted: dict[AccountKey, events.RemovalWanted] = {}
        self._dialog: RemovalDialog | None = None
        client.happened.connect(self._on_event)

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer, of the account that stands first."""
        for account in self._source.accounts():
            wanted = self._wanted.get(account.key)
            if wanted is not None:
                return self._question(account, wanted)
        return None

    def open(self) -> None:
        """Show the question that is offered; without one nothing happens."""
        question = self.question
        if question is None or self._dialog is not None:
            return
        from facteur.ui.removal.view import RemovalDialog

        back_up = self._source.back_up
        dialog = RemovalDialog(self._style, self._window, backup_offered=back_up is not None)
        dialog.show_question(question)
        dialog.answered.connect(self._on_answered)
        if back_up is not None:
            dialog.back_up_wanted.connect(back_up)
        dialog.rejected.connect(self._on_later)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    # -- inside ---------------------------------------------------------------------------------

    def _on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.RemovalWanted):
            return
        key = AccountKey(event.account)
        if event.count:
            self._wanted[key] = event
        elif self._wanted.pop(key, None) is None:
            return
        self._follow(key)
        self.changed.emit()

    def _follow(self, key: AccountKey) -> None:
        """Let an open dialog show the newest figures, and close when nothing is asked any more."""
        dialog = self._dialog
        if dialog is None or dialog.question is None or dialog.question.account != key:
            return
        wanted = self._wanted.get(key)
        account = next((one for one in self._source.accounts() if one.key == key), None)
        if wanted is None or account is None:
            dialog.done(0)
        else:
            dialog.show_question(self._question(account, wanted))

    def _on_answered(self, allow: bool) -> None:
        key = self._asked()
        if key is None:
            return
        self._wanted.pop(key, None)
        self._client.send(
            lambda request: commands.AnswerRemoval(request=request, account=key, allow=allow)
        )

    def _on_later(self) -> None:
        """Put it off: the engine asks again after the next collection."""
        key = self._asked()
        if key is not None:
            self._wanted.pop(key, None)

    def _on_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self.changed.emit()

    def _asked(self) -> AccountKey | None:
        question = self._dialog.question if self._dialog is not None else None
        return question.account if question is not None else None

    def _question(self, account: Account, wanted: events.RemovalWanted) -> Question:
        settings = account.settings
        return Question(
            account=account.key,
            address=settings.address,
            protocol=settings.protocol.name,
            count=wanted.count,
            octets=wanted.octets,
            unproven=wanted.unproven,
            again=wanted.again,
            place=self._source.place,
            backup_ms=self._source.backup_ms(),
        )
