"""What a start loads before the list is painted, and that the rest still loads."""

import os
import subprocess
import sys
from importlib import import_module

import pytest

from facteur.ui import later

AT_ONCE = 4  # of 2 to 8 ms each

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
before, most = set(sys.modules), (0, "")
for _ in later.loading():
    new = set(sys.modules) - before
    before |= new
    ours = [name for name in new if name.startswith("facteur.") and not sys.modules[name].__spec__.parent == name]
    most = max(most, (len(ours), " ".join(sorted(ours))))
from facteur.ui import beside, localwork, screenshot
from facteur.ui.reader import controller, paging
print(beside.Beside.__name__, later._finder in sys.meta_path)
print(*most)
print(*sorted(name for name in set(sys.modules) - before if name.startswith("facteur.")))
"""


@pytest.fixture(scope="module")
def said():
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    ran = subprocess.run(  # not measured: what measures loads modules of its own
        [sys.executable, "-c", _FIRST_HALF], env=plain, capture_output=True, text=True, check=True
    )
    return ran.stdout.split("\n")


def test_what_waits_is_not_loaded_by_the_first_half_and_loads_on_use(said):
    loaded, used, after = said[:3]
    assert loaded == ""
    assert used == "bug True"
    assert after == "Beside False"


def test_what_waits_is_loaded_a_few_modules_at_a_time(said):
    count, _, names = said[3].partition(" ")
    assert int(count) <= AT_ONCE, f"these load in one turn: {names}; put them into the order"


def test_nothing_is_left_to_load_when_a_message_is_opened(said):
    assert said[4] == ""


def test_every_name_is_a_module():
    for name in later.WAITING:
        assert import_module(name).__name__ == name


def test_all_that_waits_is_loaded_in_the_end():
    assert set(later._IN_ORDER) >= later.WAITING
