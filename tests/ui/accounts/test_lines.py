import pytest
from PySide6.QtCore import Qt

from facteur.ui.accounts.lines import line

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_line_is_plain_wraps_and_has_its_looks():
    made = line("small", tone="danger", strong=True)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.wordWrap()
    looks = (made.property("letters"), made.property("tone"), made.property("weight"))
    assert looks == ("small", "danger", "strong")
    assert line().property("letters") is None
