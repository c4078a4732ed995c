"""Opens the ledger over the store, and keeps it true while it is open."""

from __future__ import annotations  # window and model are named here and loaded on first need

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.link import events
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import mailboxes, pop
from facteur.store.reader import Reader
from facteur.store.rows import LedgerRow
from facteur.ui.engineclient import EngineClient
from facteur.ui.theme.style import Style

if TYPE_CHECKING:
    from facteur.ui.ledger.model import LedgerModel
    from facteur.ui.ledger.view import LedgerDialog

_LOG = logger("ui")
_TYPING_MS = 150

# ruff: noqa: PLC0415 - most starts do not open it


class LedgerController(QObject):
    """One window, made at the first call."""

    def __init__(
        self,
        window: QWidget,
        style: Style,
        client: EngineClient,
        reader: Reader,
        mailbox_name: Callable[[MailboxKey], str],
    ) -> None:
        """mailbox_name: what the window calls a mailbox; asked for special ones."""
        super().__init__(window)
        self._window = window
        self._style = style
        self._reader = reader
        self._mailbox_name = mailbox_name
        self._dialog: LedgerDialog | None = None
        self._model: LedgerModel | None = None
        self._special: dict[tuple[AccountKey, str], str] = {}
        self._words = ""  # what is looked for; that of the dialog, a moment later
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self._narrow)
        client.happened.connect(self._on_event)

    def open(self) -> None:
        """Show the ledger, or bring its window to the front."""
        if self._dialog is None:
            from facteur.ui.ledger.model import LedgerModel
            from facteur.ui.ledger.view import LedgerDialog

            self._model = LedgerModel(self._page, self._place_of)
            self._dialog = LedgerDialog(self._style, self._window)
            self._dialog.copy_asked.connect(self._copy)
            self._dialog.words_changed.connect(self._timer.start)
            self._dialog.set_model(self._model)
        self._read()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self._dialog.table.setFocus()

    # -- inside ---------------------------------------------------------------------------------

    def _on_event(self, event: events.Event) -> None:
        """After a collection rows have come, and what became of the last ones is known."""
        if self._dialog is None or not self._dialog.isVisible():
            return
        if isinstance(event, events.ProgressChanged) and event.kind == "collect" and event.over:
            self._read()

    def _read(self) -> None:
        """Read anew, the selected rows still selected."""
        dialog, model = self._dialog, self._model
        if dialog is None or model is None:
            return
        chosen = [row.key for at in dialog.selected_rows() if (row := model.row_at(at))]
        try:
            self._special = {
                (one.account, one.path): self._mailbox_name(one.key)
                for one in mailboxes.mailboxes(self._reader)
                if one.special_use is not SpecialUse.NONE
            }
            model.reload()
            dialog.show_count(pop.ledger_count(self._reader, self._words))
        except StoreUnavailable as error:
            _LOG.error("the ledger cannot be read: %s", error)
            dialog.show_unreadable()
        at = model.row_of(chosen[0]) if chosen else -1
        if at >= 0:
            dialog.select_row(at)

    def _narrow(self) -> None:
        if self._dialog is not None and self._model is not None:
            self._words = self._dialog.words()
            self._model.forget()
            self._read()

    def _page(self, before: int, limit: int) -> list[LedgerRow]:
        return pop.ledger(self._reader, words=self._words, before=before, limit=limit)

    def _place_of(self, row: LedgerRow) -> str:
        return self._special.get((row.account, row.place), row.place)

    def _copy(self, rows: list[int]) -> None:
        if self._model is not None:
            QGuiApplication.clipboard().setText(self._model.as_text(rows))
