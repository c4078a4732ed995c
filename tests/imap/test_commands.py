import typing

import pytest

from facteur.imap import NumSet, State
from facteur.imap import commands as c

EVERY = typing.get_args(c.Command)


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_each_says_where_it_is_legal(kind):
    assert kind.states
    assert State.GREETING not in kind.states
    assert State.LOGOUT not in kind.states
    assert isinstance(kind.needs, tuple)
    assert "RFC" in (kind.__doc__ or "")


def test_options_name_fields_that_exist():
    fields = {name for kind in EVERY for name in kind.__dataclass_fields__}
    assert set(c.OPTION_NEEDS) <= fields


def test_secrets_and_content_are_not_shown():
    assert "hunter2" not in repr(c.Login(user="u", password="hunter2"))
    assert "abc" not in repr(c.Append(mailbox=b"S", size_octets=3, content=[b"abc"]))


def test_they_are_values():
    assert c.Copy(messages=NumSet.span(1, 2), mailbox=b"a") == c.Copy(
        messages=NumSet.span(1, 2), mailbox=b"a"
    )
    with pytest.raises((AttributeError, TypeError)):
        c.Noop().anything = 1
