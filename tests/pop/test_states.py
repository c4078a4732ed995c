"""Sets of states."""

from facteur.pop.states import ANY, AUTHORIZATION, TRANSACTION, State


def test_no_command_is_legal_before_the_greeting_or_after_the_end():
    assert AUTHORIZATION | TRANSACTION == ANY
    assert not ANY & {State.GREETING, State.HANDSHAKE, State.ENDED}
