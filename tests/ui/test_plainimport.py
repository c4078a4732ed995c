"""That PySide no longer reads every module; in a process of its own, this one has loaded all."""

import subprocess
import sys

_IMPORT = """
import sys
from facteur.ui import plainimport
if sys.argv[1] == "plain":
    plainimport.restore()
import PySide6.QtCore
from facteur.ui.format import moment
import linecache
print(*(name for name in linecache.cache if "facteur" in name and "ui" in name))
"""


def read(how: str) -> str:
    command = [sys.executable, "-c", _IMPORT, how]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_no_module_of_ours_is_read_as_text():
    assert read("plain").split() == []


def test_pyside_would_read_them():
    assert "format.py" in read("pyside")
