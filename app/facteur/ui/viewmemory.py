"""How mail is looked at, kept between starts.

By folder: cards or table, order, filter. For all folders: the widths of the table's columns, in em
so that they hold for every size of text. By sender: the sheet under an HTML message.
"""

from typing import NamedTuple
from urllib.parse import quote

from PySide6.QtCore import QSettings

from facteur.mail.keys import MailboxKey
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.ui.roles import MessageColumn

_GROUP = "views"
_WIDTHS = "columns"
_SHEETS = "sheets"
_LIGHT = "light"
_LONGEST_ADDRESS = 320  # the longest that mail can be sent to
_LEAST_EM, _MOST_EM = 2.0, 100.0


class View(NamedTuple):
    """How one folder is looked at."""

    as_table: bool = False
    order: ListOrder = ListOrder()
    narrowed: ListFilter = ListFilter()


class ViewMemory:
    """Views, widths and sheets in the file of the window; what was never changed is not there."""

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

    def widths(self) -> dict[MessageColumn, float]:
        """Return the widths in em of the table's columns that the user has changed."""
        found = {
            column: _em(self._memory.value(f"{_WIDTHS}/{column.name.lower()}"))
            for column in MessageColumn
        }
        return {column: em for column, em in found.items() if em is not None}

    def remember_width(self, column: MessageColumn, width_em: float) -> None:
        """Keep the width of a column, for all folders."""
        self._memory.setValue(f"{_WIDTHS}/{column.name.lower()}", f"{width_em:.2f}")

    def wants_light(self, sender: str) -> bool:
        """Whether HTML messages from this address are shown on a light sheet in a dark window."""
        return bool(sender) and self._memory.value(_sheet_key(sender)) == _LIGHT

    def remember_light(self, sender: str, *, light: bool) -> None:
        """Keep the sheet for messages from this address."""
        if not sender:
            return  # it would count for everybody who names nobody
        if light:
            self._memory.setValue(_sheet_key(sender), _LIGHT)
        else:
            self._memory.remove(_sheet_key(sender))


def _sheet_key(sender: str) -> str:
    """Return a key that is one name to QSettings, whatever a stranger calls himself."""
    plain = sender.strip().casefold()[:_LONGEST_ADDRESS]
    return f"{_SHEETS}/{quote(plain, safe='@', errors='replace')}"


def _em(value: object) -> float | None:
    """Return a width that can be; whatever else the file says is as if it said nothing."""
    try:
        em = float(str(value))
    except ValueError:
        return None
    return em if _LEAST_EM <= em <= _MOST_EM else None
