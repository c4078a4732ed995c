"""What works on the folders of this computer, made on first need and joined to the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.settings import Settings
from facteur.mail.mailbox import Mailbox
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.filing.controller import FilingController
from facteur.ui.filing.folders import FoldersController
from facteur.ui.filing.surroundings import Surroundings
from facteur.ui.theme.style import Style
from facteur.ui.transfer import controller as transfers
from facteur.ui.transfer.controller import TransferController
from facteur.ui.widgets.toast import Toast


class LocalWork(QObject):
    """Messages moved and deleted, folders made and renamed, mail in and out."""

    undoable_changed = Signal()
    """The last change can be taken back, or no longer; see `filing.undoable`."""

    def __init__(
        self,
        window: QWidget,
        pane: QWidget,
        style: Style,
        client: EngineClient,
        source: transfers.Source,
    ) -> None:
        """pane: at whose foot it is said what was done."""
        super().__init__(window)
        self.toast = Toast(style, window, pane)
        around = Surroundings(source.reader, source.name_of)
        self.filing = FilingController(window, style, client, self.toast, around)
        self.folders = FoldersController(window, style, client, self.toast, around)
        self.transfer = TransferController(window, style, client, source, self.toast)
        self.filing.undoable_changed.connect(self.undoable_changed)


def source(
    reader: Reader, settings: Settings, name_of: Callable[[Mailbox], str]
) -> transfers.Source:
    """Return what all of it goes by."""
    return transfers.Source(reader=reader, settings=settings, name_of=name_of)
