import pytest

from facteur.ui.theme.style import Style
from facteur.ui.widgets.bar import Bar


@pytest.mark.parametrize(
    ("done", "total", "part"), [(0, 0, 0), (1, 4, 0.25), (9, 4, 1), (-1, 4, 0), (5, 0, 0)]
)
def test_the_part_stays_between_nothing_and_all(qtbot, done: int, total: int, part: float):
    bar = Bar(Style())
    qtbot.addWidget(bar)
    bar.set_progress(done, total)
    assert bar.part == part


def test_it_is_painted_as_far_as_it_is(qtbot):
    style = Style()
    bar = Bar(style)
    qtbot.addWidget(bar)
    bar.set_progress(1, 2)
    image = bar.grab().toImage()
    assert image.pixelColor(20, 2).name().upper() == style.tokens.accent
    assert image.pixelColor(100, 2).name().upper() == style.tokens.border


@pytest.mark.parametrize("tone", ["warn", "danger", "accent"])
def test_its_colour_may_say_how_it_stands(qtbot, tone: str):
    style = Style()
    bar = Bar(style)
    qtbot.addWidget(bar)
    bar.set_progress(1, 2)
    bar.set_tone(tone)
    image = bar.grab().toImage()
    assert image.pixelColor(20, 2).name().upper() == getattr(style.tokens, tone)
