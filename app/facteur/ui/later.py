"""Modules that load when they are first used: a list can be shown without them.

They are imported in the ordinary way, at the head of the modules that use them, but as modules
(`from facteur.link import events`); then Python's own lazy loader waits for the first name that
is asked of one. Base classes and names imported one by one cannot wait.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType

WAITING = frozenset(
    (
        # for the thread that reads all keys of a list
        "queue",
        # what the engine and the window say to one another, once the engine is there
        "facteur.link.codec",
        "facteur.link.commands",
        "facteur.link.events",
        # contents, and what only an open message or the sync reads
        "facteur.store.content",
        "facteur.store.read.bodies",
        "facteur.store.rows",
        # what changes in a list that is shown
        "facteur.ui.rowdiff",
        # panes and dialogs that stand beside the mail
        "facteur.ui.accounts.controller",
        "facteur.ui.beside",
        "facteur.ui.localwork",
        # the picture of the window, for who asks for it
        "facteur.ui.screenshot",
    )
)

# What is loaded once the list has been painted. What a module needs stands before it: one piece of
# the work must stay far below a frame's time, and a whole pane with all it needs takes 40 ms.
_IN_ORDER = (
    *("queue", "hashlib", "uuid", "decimal", "typing_extensions", "msgspec", "html"),
    "facteur.ui.rowdiff",
    "facteur.store.encoding",
    "facteur.store.content",
    "facteur.store.rows",
    "facteur.store.read.bodies",
    "facteur.store.read.operations",
    "facteur.store.read.wholes",
    "facteur.store.read.volume",
    "facteur.store.read.pop",
    "facteur.store.read.local",
    "facteur.link.codec",
    "facteur.link.commands",
    "facteur.link.events",
    "facteur.ui.activity.model",
    "facteur.ui.activity.rows",
    "facteur.ui.notice",
    "facteur.ui.problemsentence",
    "facteur.ui.localproblems",
    "facteur.ui.signinproblems",
    "facteur.ui.problemtable",
    "facteur.ui.words",
    "facteur.ui.activity.sentences",
    "facteur.ui.removal.question",
    "facteur.ui.widgets.banner",
    "facteur.ui.notices",
    "facteur.ui.accounts.copies",
    "facteur.ui.accounts.estimate",
    "facteur.link.accountfields",
    "facteur.ui.accounts.wizard.state",
    "facteur.ui.accounts.wizard.kept",
    "facteur.ui.accounts.controller",
    "facteur.ui.accounts.wizard.webpages",
    "facteur.ui.surroundings",
    "facteur.ui.accounts.welcome",
    "facteur.ui.widgets.bar",
    "facteur.ui.activity.view",
    "facteur.ui.activity.statusline",
    "facteur.ui.standingproblem",
    "facteur.ui.activity.controller",
    "facteur.ui.ledger.controller",
    "facteur.ui.removal.controller",
    "facteur.store.read.notices",
    "facteur.ui.noticecentre.rows",
    "facteur.ui.noticecentre.entries",
    "facteur.ui.noticecentre.view",
    "facteur.ui.noticecentre.controller",
    "facteur.ui.beside",
    "facteur.ui.filing.words",
    "facteur.ui.widgets.mainbutton",
    "facteur.ui.filing.chooser",
    "facteur.ui.filing.questions",
    "facteur.ui.filing.sending",
    "facteur.ui.filing.surroundings",
    "facteur.ui.widgets.toast",
    "facteur.ui.filing.controller",
    "facteur.ui.filing.naming",
    "facteur.ui.filing.folders",
    "facteur.ui.transfer.words",
    "facteur.ui.widgets.passwordfield",
    "facteur.ui.transfer.choices",
    "facteur.ui.widgets.noticebox",
    "facteur.ui.transfer.backupview",
    "facteur.ui.transfer.files",
    "facteur.ui.transfer.result",
    "facteur.ui.transfer.restoretree",
    "facteur.ui.transfer.restoreview",
    "facteur.ui.transfer.restoring",
    "facteur.ui.transfer.controller",
    "facteur.ui.localwork",
    "facteur.ui.screenshot",
    "facteur.message.defect",
    "facteur.message.transfer",
    "facteur.ui.reader.shown",
    "facteur.ui.reader.contents",
    "facteur.ui.reader.links",
    "facteur.ui.reader.leaving",
    "facteur.ui.reader.servercopy",
    "facteur.ui.reader.copycontroller",
    "facteur.ui.widgets.flowlayout",
    "facteur.ui.reader.attachments",
    "facteur.ui.reader.danger",
    "facteur.ui.reader.questions",
    "facteur.ui.reader.filescontroller",
    "facteur.ui.reader.blocked",
    "facteur.ui.reader.page",
    "facteur.ui.reader.actionbar",
    "facteur.ui.widgets.elidedlabel",
    "facteur.ui.reader.headercard",
    "facteur.ui.reader.quietpage",
    "facteur.ui.reader.textview",
    "facteur.ui.reader.view",
    "facteur.ui.reader.controller",
    "facteur.ui.reader.paging",
)


class _Finder:
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in WAITING:
            return None
        for finder in sys.meta_path:
            spec = finder.find_spec(fullname, path, target) if finder is not self else None
            if spec is not None and spec.loader is not None:
                spec.loader = LazyLoader(spec.loader)
                return spec
        return None


_finder = _Finder()


def begin() -> None:
    """Let them wait from now on; what has been imported already is there."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def loading() -> Iterator[None]:
    """Load what still waits and all that a window may need, a module or two before each yield.

    On the main thread, between the turns of the event loop.
    """
    for name in _IN_ORDER:
        waits = name in WAITING and name in sys.modules
        if waits or name not in sys.modules:
            vars(import_module(name))
            yield
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
