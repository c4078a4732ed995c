import pytest

from facteur.ui.theme.style import Style
from facteur.ui.widgets.avatar import Avatar, pair_index


def test_colours_of_an_address_never_change():
    assert pair_index("Claire@Example.org ", 8) == pair_index("claire@example.org", 8)
    assert pair_index("", 0) == 0


def test_two_people_may_look_different():
    assert len({pair_index(f"{name}@example.org", 8) for name in "abcdefgh"}) > 1


@pytest.mark.usefixtures("qapp")
def test_it_paints(qtbot):
    avatar = Avatar(Style(), 40)
    qtbot.addWidget(avatar)
    avatar.show_person("Claire Martin", "claire@example.org")
    assert avatar.grab().toImage().pixelColor(20, 2).alpha() == 255
