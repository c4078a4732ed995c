"""Modules that load when they are first used: a list can be shown without them.

They are imported in the ordinary way, at the head of the modules that use them, but as modules
(`from facteur.link import events`); then Python's own lazy loader waits for the first name that
is asked of one. Base classes and names imported one by one cannot wait.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType

WAITING = frozenset(
    (
        # what the engine and the window say to one another, once the engine is there
        "facteur.link.codec",
        "facteur.link.commands",
        "facteur.link.events",
        # contents, and what only an open message or the sync reads
        "facteur.store.content",
        "facteur.store.read.bodies",
        "facteur.store.rows",
        # panes and dialogs that stand beside the mail
        "facteur.ui.accounts.controller",
        "facteur.ui.beside",
        "facteur.ui.localwork",
        # the picture of the window, for who asks for it
        "facteur.ui.screenshot",
    )
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


def load() -> None:
    """Load what still waits: on the main thread, before another one may ask for it."""
    for name in WAITING:
        module = sys.modules.get(name)
        if module is not None:
            vars(module)
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
