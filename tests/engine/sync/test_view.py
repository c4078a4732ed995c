import dataclasses
from typing import get_args

import pytest

from facteur.engine.sync import view


@pytest.mark.parametrize("kind", get_args(view.Step), ids=lambda kind: kind.__name__)
def test_steps_are_frozen_values(kind: type) -> None:
    numbers = dict.fromkeys((field.name for field in dataclasses.fields(kind)), 1)
    assert kind(**numbers) == kind(**numbers)
    assert kind.__dataclass_params__.frozen
