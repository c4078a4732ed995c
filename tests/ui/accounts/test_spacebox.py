import pytest
from PySide6.QtCore import QLocale

from facteur.mail.space import Space
from facteur.ui.accounts.spacebox import SpaceBox

MB = 1_000_000


@pytest.fixture
def box(qtbot, style):
    made = SpaceBox(style)
    qtbot.addWidget(made)
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield made
    QLocale.setDefault(before)


def test_nothing_is_shown_of_what_is_not_known(box):
    assert box.isHidden()
    box.show_space(Space(used_octets=1, limit_octets=2), "c@b.fr")
    assert not box.isHidden()
    box.show_space(None, "c@b.fr")
    assert box.isHidden()


def test_it_is_said_in_numbers_and_whose_it_is(box):
    box.show_space(Space(used_octets=812 * MB, limit_octets=1000 * MB), "c@b.fr")
    assert box.said.text() == "Space on the server: 812\u00a0MB of 1\u00a0GB (81%)"
    for widget in (box.said, box.bar):
        assert widget.accessibleName() == f"c@b.fr · {box.said.text()}"
    assert box.bar.part == 0.812


@pytest.mark.parametrize(
    ("used", "tone", "part"),
    [(79, "accent", 0.79), (80, "warn", 0.8), (95, "danger", 0.95), (130, "danger", 1.0)],
)
def test_the_bar_says_the_same(box, style, used, tone, part):
    box.show_space(Space(used_octets=used, limit_octets=100), "")
    assert box.bar.part == part
    wanted = getattr(style.tokens, tone)
    assert box.bar.grab().toImage().pixelColor(20, 2).name().upper() == wanted
