"""Where the server's copy of the open message stands: read from the store, changed by command."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, QObject

from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey, MessageKey
from facteur.mail.message import MessageRow
from facteur.store.read import accounts, pop
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.reader.leaving import Surroundings, copy_line
from facteur.ui.reader.servercopy import ServerCopyLine


class CopyController(QObject):
    """Shows the line of one message; what is clicked is shown once the store has it."""

    def __init__(
        self,
        line: ServerCopyLine,
        client: EngineClient,
        reader: Reader,
        now_ms: Callable[[], int] = QDateTime.currentMSecsSinceEpoch,
    ) -> None:
        super().__init__(line)
        self._line = line
        self._client = client
        self._reader = reader
        self._now_ms = now_ms
        self._row: MessageRow | None = None
        line.keep_asked.connect(self._on_keep)
        client.happened.connect(self._on_event)

    def show(self, row: MessageRow | None) -> None:
        """Show where this message's copy stands, None for no message."""
        self._row = row
        copy = pop.server_copy(self._reader, row.key) if row is not None else None
        account = self._account(copy.account) if copy is not None else None
        if row is None or copy is None or account is None:
            self._line.show_line(None)
            return
        around = Surroundings(
            rules=account.settings.pop,
            permission=pop.state(self._reader, copy.account).permission,
            now_ms=self._now_ms(),
            in_trash=copy.trashed,
        )
        self._line.show_line(copy_line(copy, around, QLocale()))

    def refresh(self) -> None:
        """Read and word it again."""
        self.show(self._row)

    def _on_event(self, event: events.Event) -> None:
        match event:
            case events.AccountsChanged() | events.RemovalWanted():
                self.refresh()
            case events.ProgressChanged(kind="collect", over=True):
                self.refresh()
            case _:
                pass

    def _on_keep(self, kept: bool) -> None:
        if self._row is not None:
            message: MessageKey = self._row.key
            self._client.send(
                lambda request: commands.KeepOnServer(
                    request=request, messages=[message], kept=kept
                )
            )

    def _account(self, key: AccountKey) -> Account | None:
        return next((one for one in accounts.accounts(self._reader) if one.key == key), None)
