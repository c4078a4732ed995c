"""How each folder is looked at: cards or table, order, filter. Kept between starts."""

from dataclasses import dataclass, field

from PySide6.QtCore import QSettings

from facteur.mail.keys import MailboxKey
from facteur.mail.message import Column, ListFilter, ListOrder

_GROUP = "views"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How one folder is looked at."""

    as_table: bool = False
    order: ListOrder = field(default_factory=ListOrder)
    narrowed: ListFilter = field(default_factory=ListFilter)


class ViewMemory:
    """Views by folder, in the file of the window; a folder never changed has none."""

    def __init__(self, memory: QSettings) -> None:
        self._memory = memory

    def view(self, mailbox: MailboxKey) -> View:
        """Return how a folder was last looked at; what cannot be read is as at first."""
        words = str(self._memory.value(f"{_GROUP}/{mailbox}", "")).split()
        column = next((one for one in Column if one.value in words), Column.DATE)
        return View(
            as_table="table" in words,
            order=ListOrder(column=column, descending="ascending" not in words),
            narrowed=ListFilter(
                unread="unread" in words,
                starred="starred" in words,
                with_attachment="attachment" in words,
            ),
        )

    def remember(self, mailbox: MailboxKey, view: View) -> None:
        """Keep how a folder is looked at; the plain view takes no room."""
        key = f"{_GROUP}/{mailbox}"
        if view == View():
            self._memory.remove(key)
            return
        words = [
            "table" if view.as_table else "cards",
            view.order.column.value,
            "descending" if view.order.descending else "ascending",
            *(["unread"] if view.narrowed.unread else []),
            *(["starred"] if view.narrowed.starred else []),
            *(["attachment"] if view.narrowed.with_attachment else []),
        ]
        self._memory.setValue(key, " ".join(words))
