import dataclasses

import pytest

from tests.archive.samples import LETTER, message


def test_a_message_can_be_opened_again_and_not_be_changed() -> None:
    one = message()
    assert b"".join(one.open()) == b"".join(one.open()) == LETTER
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.place = "elsewhere"  # type: ignore[misc] -- the point
