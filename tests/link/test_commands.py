from typing import get_args

import msgspec
import pytest

from facteur.link import commands

ALL = get_args(commands.Command)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_command_carries_a_request_and_cannot_be_changed(kind: type[msgspec.Struct]):
    info = msgspec.inspect.type_info(kind)
    assert info.fields[0].name == "request"
    assert kind.__struct_config__.frozen
    assert kind.__doc__


def test_tags_are_the_names_of_the_verbs():
    for kind in ALL:
        words = "".join(f"-{c.lower()}" if c.isupper() else c for c in kind.__name__)
        assert kind.__struct_config__.tag == words.lstrip("-")


def test_lists_that_were_left_out_are_not_shared():
    one = commands.SetFlags(request=1, messages=[])
    assert one.add_keywords is not commands.SetFlags(request=2, messages=[]).add_keywords
