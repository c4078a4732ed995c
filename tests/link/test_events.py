from typing import get_args

import msgspec
import pytest

from facteur.link import codec, events

ALL = get_args(events.Event)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_event_is_frozen_and_explained(kind: type[msgspec.Struct]):
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.tag
    assert kind.__doc__


def test_numbers_of_the_protocol_travel_whole():
    told = events.MessagesChanged(mailbox=1 << 40, added=[(1 << 63) - 1])
    (heard,) = codec.engine_decoder().feed(codec.encode(told))
    assert heard == told


def test_a_problem_travels_with_its_certificate():
    problem = events.Problem(family="trust", code="certificate-name", certificate=b"\0DER\xff")
    failed = events.Failed(request=7, problem=problem)
    assert codec.engine_decoder().feed(codec.encode(failed)) == [failed]
