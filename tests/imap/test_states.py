from facteur.imap.states import ANY, LOGGED_IN, NOT_AUTHENTICATED, SELECTED, State


def test_groups():
    assert SELECTED < LOGGED_IN < ANY
    assert ANY == NOT_AUTHENTICATED | LOGGED_IN
    assert State.HANDSHAKE not in ANY
