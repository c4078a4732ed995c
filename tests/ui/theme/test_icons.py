import pytest
from PySide6.QtGui import QIcon

from facteur.ui.theme import icons


def test_pixmap_has_the_colour_and_the_size_for_its_ratio(qapp):
    made = icons.pixmap("star", "#FF0000", 20, ratio=1.5)
    assert (made.width(), made.devicePixelRatio()) == (30, 1.5)
    image = made.toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(30)
        for y in range(30)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_filled_differs_from_lines_and_both_are_kept(qapp):
    lines = icons.pixmap("star", "#FF0000", 16)
    filled = icons.pixmap("star", "#FF0000", 16, filled="#00FF00")
    assert lines.toImage() != filled.toImage()
    assert icons.pixmap("star", "#FF0000", 16).cacheKey() == lines.cacheKey()
    icons.forget()
    assert icons.pixmap("star", "#FF0000", 16).cacheKey() != lines.cacheKey()


def test_only_drawings_with_a_direction_turn(qapp):
    def image(name, mirrored):
        return icons.pixmap(name, "#000000", 24, mirrored=mirrored).toImage()

    assert image("reply", True) != image("reply", False)
    assert image("search", True) == image("search", False)


def test_small_icons_get_thicker_lines(qapp):
    assert 'stroke-width="2.2"' in icons.svg("star", "#000000", 14)
    assert 'stroke-width="1.75"' in icons.svg("star", "#000000", 24)


def test_icon_has_a_disabled_drawing(qapp):
    made = icons.icon("star", "#000000", 20, disabled="#999999")
    on = made.pixmap(20, 20).toImage()
    assert on != made.pixmap(20, 20, QIcon.Mode.Disabled).toImage()


def test_unknown_name_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icons.svg("no-such-drawing", "#000000", 16)
