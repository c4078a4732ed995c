"""Where the reading pane stands: empty until it is needed or the list has been painted.

Loading and making the pane is a good part of a start, and nobody can read before the list is there.
"""

from __future__ import annotations  # the pane's classes are named here and loaded late

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facteur.mail.keys import MessageKey
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.place import Place
from facteur.ui.theme.style import Style, set_property
from facteur.ui.viewmemory import ViewMemory

if TYPE_CHECKING:
    from facteur.ui.reader.controller import ReaderController
    from facteur.ui.reader.view import ReaderView

# ruff: noqa: PLC0415 - the pane's modules load when it is made; that is what this one is for


class ReadingPlace(QWidget):
    """Holds the pane's place in the window, and what it is told before it is there."""

    delete_wanted = Signal(object)
    """A message of this computer is to be deleted; its MessageKey."""

    said = Signal(str)
    """A word for the status bar."""

    def __init__(
        self,
        style: Style,
        client: EngineClient,
        reader: Reader,
        mark_read_after_s: float,
        memory: ViewMemory | None = None,
    ) -> None:
        super().__init__()
        set_property(self, "pane", "surface")
        self._style = style
        self._client = client
        self._reader = reader
        self._mark_read_after_s = mark_read_after_s
        self._memory = memory
        self._keys = ("", "", "")
        self._compact = False
        self._arriving = False
        self._place = Place.SERVER
        self._view: ReaderView | None = None
        self._controller: ReaderController | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def message(self) -> MessageKey | None:
        """The message that is shown."""
        return self._controller.message if self._controller is not None else None

    def fill(self) -> None:
        """Make the pane, once."""
        for _ in self.filling():
            pass

    def filling(self) -> Iterator[None]:
        """Make the pane in two pieces; whoever needs it between them may call `fill`."""
        if self._view is None:
            from facteur.ui.reader.view import ReaderView

            self._view = ReaderView(self._style)
            yield
        if self._controller is None:
            self._join(self._view)

    def _join(self, view: ReaderView) -> None:
        from facteur.ui.reader.controller import ReaderController

        self._controller = ReaderController(
            view,
            self._client,
            self._reader,
            mark_read_after_s=self._mark_read_after_s,
            memory=self._memory,
        )
        self._controller.setParent(self)
        self._controller.said.connect(self.said)
        self._controller.delete_wanted.connect(self.delete_wanted)
        self._tell_view()
        self._column.addWidget(view)
        self.setFocusProxy(view)

    def show_message(self, message: MessageKey | None, count: int, *, by_user: bool = True) -> None:
        """Show a message, or that none or several are selected, as the pane's controller does."""
        if self._controller is None and message is None and not count:
            return
        self.fill()
        assert self._controller is not None
        self._controller.show(message, count, by_user=by_user)

    def turn_page(self, direction: int) -> bool:
        """Scroll the message by a page; False when there is no further page that way."""
        if self._view is None:
            return False
        from facteur.ui.reader.paging import turn_page

        return turn_page(self._view, direction)

    def focus_body(self) -> None:
        """Put the keyboard into the text."""
        if self._view is not None:
            self._view.focus_body()

    def set_mark_read_after(self, seconds: float) -> None:
        """Mark as read that long after the text is shown; below zero never."""
        self._mark_read_after_s = seconds
        if self._controller is not None:
            self._controller.set_mark_read_after(seconds)

    def set_arriving(self, arriving: bool) -> None:
        """Hear whether there is nothing to choose from because the list is on its way."""
        self._arriving = arriving
        self._tell_view()

    def set_compact(self, compact: bool) -> None:
        """Give the message less head."""
        self._compact = compact
        self._tell_view()

    def set_place(self, place: Place) -> None:
        """Hear where the messages of the open folder lie."""
        self._place = place
        self._tell_view()

    def set_keys(self, *, star: str, seen: str, deleted: str) -> None:
        """Tell the keys of the pane's buttons as the system writes them; "" where there is none."""
        self._keys = (star, seen, deleted)
        self._tell_view()

    def _tell_view(self) -> None:
        if self._view is None:
            return
        if self._controller is not None:
            self._controller.set_place(self._place)
        self._view.set_compact(self._compact)
        self._view.set_arriving(self._arriving)
        star, seen, deleted = self._keys
        self._view.bar.set_keys(star=star, seen=seen, deleted=deleted)
