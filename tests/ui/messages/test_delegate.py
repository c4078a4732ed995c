import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from facteur.ui.messages.delegate import Place, RowDelegate
from facteur.ui.theme.style import Type


@pytest.fixture
def delegate(qtbot, style):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = RowDelegate(style, parent)
    made.keep_parent = parent
    return made


def test_boxes_are_mirrored():
    rect = QRect(10, 20, 100, 30)
    assert Place(rect=rect, rtl=False).box(5, 2, 8, 9) == QRectF(15, 22, 8, 9)
    assert Place(rect=rect, rtl=True).box(5, 2, 8, 9) == QRectF(97, 22, 8, 9)
    assert Place(rect=rect, rtl=False).end(5, 0, 8, 9) == QRectF(97, 20, 8, 9)
    assert Place(rect=rect, rtl=True).end(5, 0, 8, 9) == QRectF(15, 20, 8, 9)


def test_texts_are_cut_made_harmless_and_kept(delegate):
    cut, width, leftward = delegate.fit("a\n\u202eb" + "x" * 500, Type.BODY, False, 80)
    assert cut.startswith("a bx")
    assert cut.endswith("…")
    assert width <= 80
    assert not leftward
    assert delegate.fit("a\n\u202eb" + "x" * 500, Type.BODY, False, 80.4)[0] is cut


def test_each_text_has_its_own_direction(delegate):
    assert delegate.fit("(שלום)", Type.BODY, False, 80)[2]
    assert not delegate.fit("(hello) שלום", Type.BODY, False, 80)[2]


def test_memory_of_texts_is_bounded(delegate):
    for number in range(4100):
        delegate.fit(str(number), Type.BODY, False, 50)
        delegate.date(number * 60_000)
    assert len(delegate._texts) <= 4000
    assert len(delegate._dates) <= 4000
    delegate.refresh()
    assert not delegate._texts


def test_hover_actions_are_found_from_either_side(delegate):
    box = QRectF(100, 0, 94, 28)
    flags = [
        delegate.action_hit(box, QRectF(x, 5, 0, 0).topLeft().toPoint(), rtl=rtl)
        for x, rtl in ((105, False), (150, False), (190, False), (105, True), (20, False))
    ]
    assert [flag.name if flag else None for flag in flags] == [
        "DELETED", "FLAGGED", "SEEN", "SEEN", None,
    ]  # fmt: skip


def test_text_is_written_at_the_edge_of_its_side(delegate):
    def inked(**given):
        image = QImage(200, 30, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        delegate.write(painter, QRectF(0, 0, 200, 30), "llll", "#000000", **given)
        painter.end()
        columns = [
            x
            for x in range(200)
            if any(image.pixelColor(x, y).lightness() < 128 for y in range(30))
        ]
        return min(columns), max(columns)

    assert inked()[1] < 60
    assert inked(at_end=True)[0] > 140
    assert inked(rtl=True)[0] > 140
    assert inked(at_end=True, rtl=True)[1] < 60
