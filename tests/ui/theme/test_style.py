from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton

from facteur.ui.theme.style import Density, Style, Theme, Type, set_property, style_sheet


@pytest.fixture
def style(qapp):
    made = Style()
    made.apply(qapp)
    yield made
    made.set_theme(Theme.SYSTEM)
    qapp.setStyleSheet("")


def test_theme_changes_palette_and_sheet_and_says_so(style, qapp, qtbot):
    style.set_theme(Theme.LIGHT)
    light = qapp.palette().window().color()
    with qtbot.waitSignal(style.changed):
        style.set_theme(Theme.DARK)
    assert style.tokens.dark
    assert qapp.palette().window().color() != light
    assert style.tokens.window in qapp.styleSheet()


def test_nothing_happens_without_a_change(style, qtbot):
    with qtbot.assertNotEmitted(style.changed):
        style.set_density(style.density)
        style.set_text_percent(style.text_percent)
        style.set_theme(style.theme)


def test_density_gives_other_heights(style, qtbot):
    with qtbot.waitSignal(style.changed):
        style.set_density(Density.COMPACT)
    assert (style.heights.card, style.heights.avatar) == (50, 0)


def test_text_size_is_bounded_and_reaches_the_sheet(style):
    before = style.px(Type.BODY)
    style.set_text_percent(500)
    assert style.text_percent == 160
    assert style.px(Type.BODY) > before
    style.set_text_percent(100)


def test_small_text_is_never_under_eleven_pixels(style):
    style.set_text_percent(85)
    assert all(style.px(size) >= 11 for size in Type)
    style.set_text_percent(100)


def test_fonts_have_two_weights_and_are_kept(style):
    assert style.font(strong=True).weight() == QFont.Weight.DemiBold
    assert style.font(struck=True).strikeOut()
    assert style.font() is style.font()


def test_sheet_has_no_open_places(style, tmp_path):
    sheet = style_sheet(style, tmp_path)
    assert "${" not in sheet
    assert [path.suffix for path in Path(tmp_path).iterdir()] == [".svg"] * 3


def test_property_reaches_the_widget(style, qtbot):
    button = QPushButton("Send")
    qtbot.addWidget(button)
    set_property(button, "kind", "primary")
    assert button.property("kind") == "primary"
    set_property(button, "pane", "list")
    assert button.testAttribute(Qt.WidgetAttribute.WA_StyledBackground)
