"""Where each command may be sent."""

import typing

import pytest

from facteur.base.errors import LocalProtocolError
from facteur.pop import Capabilities, State
from facteur.pop import commands as c
from facteur.pop.legality import LEGAL, check
from facteur.sasl import Plain, Scram


def refused(command: c.Command, state: State, **changed: object) -> str:
    usual: dict[str, object] = {
        "capabilities": Capabilities(), "secret_is_safe": True, "tls": True, "user_accepted": True,
    }  # fmt: skip
    try:
        check(command, state=state, **{**usual, **changed})  # pyright: ignore[reportArgumentType] -- of that kind
    except LocalProtocolError as error:
        return error.code
    return ""


def test_the_table_has_every_command():
    assert set(LEGAL) == set(typing.get_args(c.Command))


BEFORE = [c.Auth(mechanism=Plain(user="a", password="b")), c.User(user="a"), c.Pass(password="b")]
AFTER = [
    c.Stat(), c.ListAll(), c.ListOne(number=1), c.UidlAll(), c.UidlOne(number=1),
    c.Top(number=1, lines=0), c.Retr(number=1), c.Dele(number=1), c.Rset(), c.Noop(),
]  # fmt: skip


@pytest.mark.parametrize("command", [*BEFORE, *AFTER, c.Capa(), c.Quit()], ids=repr)
def test_states(command: c.Command):
    legal = {state for state in State if not refused(command, state)}
    assert legal == {
        *({State.AUTHORIZATION} if command not in AFTER else ()),
        *({State.TRANSACTION} if command not in BEFORE else ()),
    }


def test_conditions():
    now = State.AUTHORIZATION
    assert refused(c.Stls(), now, tls=True) == "wrong-state"
    assert not refused(c.Stls(), now, tls=False)
    assert refused(c.Utf8(), now) == "not-offered"
    assert not refused(c.Utf8(), now, capabilities=Capabilities(names=frozenset({"UTF8"})))
    assert refused(c.Pass(password="b"), now, user_accepted=False) == "wrong-state"
    for command in BEFORE:
        assert refused(command, now, secret_is_safe=False) == "secret-without-tls"
    scram = Scram(user="a", password="b", nonce="n" * 18)
    assert not refused(c.Auth(mechanism=scram), now, secret_is_safe=False)
