import pytest
from PySide6.QtWidgets import QWidget

from facteur.ui.widgets.boxes import column, row

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("make", [row, column])
def test_spacing_and_margins_are_taken(make):
    widget = QWidget()
    made = make(widget, spacing=7, margins=(1, 2, 3, 4))
    margins = made.contentsMargins()
    assert made.spacing() == 7
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (1, 2, 3, 4)
    assert widget.layout() is made
