"""Python's own import, in place of the one that PySide puts before it.

PySide's looks out for `from __feature__ import …`. To know which modules may say so it reads the
source text of every module at its first import, and Python then keeps that text: 35 ms of a start
and some MB of memory. Nothing here uses those features.
"""

import builtins
from importlib import import_module


def restore() -> None:
    """Load PySide and put Python's import back; what PySide keeps it as is not documented.

    Found in PySide 6.5 to 6.11; where it is not found, imports stay as they are.
    """
    import_module("PySide6.QtCore")  # which replaces the import as it loads
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
