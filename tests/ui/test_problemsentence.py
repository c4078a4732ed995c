import dataclasses

import pytest

from facteur.ui.notice import Remedy
from facteur.ui.problemsentence import RETRY, Sentence


def test_a_row_stands_for_its_family_until_it_names_codes():
    row = Sentence(family="store", title="t", meaning="m", buttons=(RETRY,))
    assert row.codes == ()
    assert row.buttons[0][1] is Remedy.RETRY
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.family = "bug"  # pyright: ignore[reportAttributeAccessIssue] - the point of the test
