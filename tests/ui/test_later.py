"""What a start loads before the list is painted, and that the rest still loads."""

import os
import subprocess
import sys
from importlib import import_module

from facteur.ui import later

# In a process of its own: here everything has been loaded long ago.
_FIRST_HALF = """
import sys
from facteur.ui import later
later.begin()
import facteur.ui.application
heavy = ("msgspec", "zstandard", "difflib", "tomllib", "typing_extensions", "facteur.ui.notices",
    "facteur.ui.activity.sentences", "facteur.ui.accounts.welcome", "PySide6.QtNetwork")
print(*(name for name in heavy if name in sys.modules))
from facteur.link import events
print(events.Problem(family="bug", code="x").family, "msgspec" in sys.modules)
later.load()
from facteur.ui import beside
print(beside.Beside.__name__, later._finder in sys.meta_path)
"""


def test_what_waits_is_not_loaded_by_the_first_half_and_loads_on_use():
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    ran = subprocess.run(  # not measured: what measures loads modules of its own
        [sys.executable, "-c", _FIRST_HALF], env=plain, capture_output=True, text=True, check=True
    )
    loaded, used, after = ran.stdout.split("\n")[:3]
    assert loaded == ""
    assert used == "bug True"
    assert after == "Beside False"


def test_every_name_is_a_module():
    for name in later.WAITING:
        assert import_module(name).__name__ == name
