import pytest

from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.wants import Find, TestReached, Visit


def test_they_are_values():
    assert Visit(place=Place.KEEP) == Visit(place=Place.KEEP)
    assert Find() == Find()
    with pytest.raises(AttributeError):
        TestReached(step=1).step = 2
