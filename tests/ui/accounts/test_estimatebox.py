import pytest

from facteur.ui.accounts.estimate import Basis, Level, Rate
from facteur.ui.accounts.estimatebox import EstimateBar, EstimateBox

OWN = Rate(octets=21_000_000, basis=Basis.MEASURED)
GIGA = 1_000_000_000


@pytest.fixture
def box(qtbot, style):
    made = EstimateBox(style)
    qtbot.addWidget(made)
    made.retranslate()
    return made


def test_without_a_size_there_is_no_bar_but_a_word_where_to_find_it(box):
    box.show_estimate(OWN, 30, 0)
    assert box.bar.isHidden()
    assert box.part.isHidden()
    assert box.amount.text().replace("\u00a0", " ") == "30 day(s) of mail: about 630 MB"
    assert "POP does not report the mailbox size" in box.source.text()


def test_with_a_size_the_bar_says_the_same_as_the_words(box):
    box.show_estimate(OWN, 30, GIGA)
    assert not box.bar.isHidden()
    assert box.part.text().replace("\u00a0", " ") == "63% of 1 GB"
    assert (round(box.bar.part, 2), box.bar.level) == (0.63, Level.CAUTION)
    assert box.bad.isHidden()
    assert "last 30 days" in box.source.text()
    assert "63% of" in box.spoken()


def test_what_would_not_fit_is_said(box):
    box.show_estimate(OWN, 90, GIGA)
    assert not box.bad.isHidden()
    assert (box.bar.part, box.bar.level) == (1.0, Level.DANGER)


@pytest.mark.parametrize(
    ("basis", "said"), [(Basis.EXAMPLE, "once connected"), (Basis.TOO_SOON, "after 30 days")]
)
def test_an_example_is_called_one(box, basis, said):
    box.show_estimate(Rate(octets=3_000_000, basis=basis), 14, 0)
    assert box.source.text().startswith("Example for 40 messages a day (3\u00a0MB).")
    assert said in box.source.text()


@pytest.mark.parametrize("octets", [1, 600_000_000, 900_000_000])
def test_the_bar_is_painted_in_the_colour_of_its_state(qtbot, style, octets):
    bar = EstimateBar(style)
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    bar.show_part(octets, GIGA)
    fill = {
        Level.CALM: style.tokens.accent,
        Level.CAUTION: style.tokens.warn_fill,
        Level.DANGER: style.tokens.danger,
    }[bar.level]
    assert bar.grab().toImage().pixelColor(4, 4).name().upper() == fill
