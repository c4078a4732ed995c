import pytest
from PySide6.QtCore import QPoint, Qt

from facteur.mail.flags import Flags
from facteur.ui.theme.style import Density, Theme
from tests.ui.liststore import SEEN, header, now_ms


def test_rows_grow_with_density_and_text(stage, style):
    heights = []
    for density in Density:
        style.set_density(density)
        heights.append(stage.view.list.painter_of_rows.row_px)
    assert heights == sorted(heights)
    assert heights[0] >= 50
    style.set_density(Density.NORMAL)


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_targets_of_a_card(stage, direction):
    now = now_ms()
    stage.store.headers(header(1, now, marks=SEEN | int(Flags.FLAGGED), attachment=True))
    stage.view.setLayoutDirection(direction)
    stage.open()
    listed = stage.view.list
    index = stage.model.index(1, 0)
    rect, message = listed.visualRect(index), stage.model.message_at(1)
    rtl = direction is Qt.LayoutDirection.RightToLeft

    def at(x: int, y: int) -> QPoint:
        return QPoint(rect.right() - x if rtl else rect.x() + x, rect.y() + y)

    painter = listed.painter_of_rows
    assert painter.hit(index, rect, at(18, 30), message) is Flags.SEEN
    assert painter.hit(index, rect, at(120, 40), message) is None
    stars = [
        x
        for x in range(rect.width())
        if painter.hit(index, rect, at(x, 22), message) is Flags.FLAGGED
    ]
    assert 22 <= len(stars) <= 26
    assert min(stars) > rect.width() // 2
    listed._hover(1)
    hits = {
        painter.hit(index, rect, at(x, 22), message)
        for x in range(rect.width() - 110, rect.width())
    }
    assert {Flags.DELETED, Flags.FLAGGED, Flags.SEEN} <= hits


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_state_is_painted(stage, style, qapp, theme):
    style.set_theme(theme)
    now = now_ms()
    stage.store.headers(
        *(
            header(uid, now - uid, marks=marks, attachment=bool(uid % 2))
            for uid, marks in enumerate([0, SEEN, 4, SEEN | 8, SEEN | 2, 31], 1)
        )
    )
    stage.store.run("UPDATE message SET waiting = 1 WHERE uid = 2")
    stage.open()
    seen = set()
    for density in Density:
        style.set_density(density)
        stage.view.list._hover(2)
        stage.controller.selected.select_row(1)
        seen.add(stage.view.list.grab().toImage().cacheKey())
    assert len(seen) == 3
    style.set_density(Density.NORMAL)


def test_words_of_a_deleted_message_leave_room_for_its_subject(stage):
    painter = stage.view.list.painter_of_rows
    assert painter.deleted_words(600) == "Marked deleted · not deleted yet"
    assert painter.deleted_words(200) == "Marked deleted"
