"""The states of a connection (RFC 9051 §3) and what leads from one to another."""

from enum import Enum
from typing import Final


class State(Enum):
    """Where a connection is."""

    GREETING = "greeting"  # connected, nothing heard
    NOT_AUTHENTICATED = "not-authenticated"
    HANDSHAKE = "handshake"  # STARTTLS was agreed, TLS is not up
    AUTHENTICATED = "authenticated"
    SELECTED = "selected"
    LOGOUT = "logout"  # BYE was said


ANY: Final = frozenset({State.NOT_AUTHENTICATED, State.AUTHENTICATED, State.SELECTED})
NOT_AUTHENTICATED: Final = frozenset({State.NOT_AUTHENTICATED})
SELECTED: Final = frozenset({State.SELECTED})
LOGGED_IN: Final = frozenset({State.AUTHENTICATED, State.SELECTED})
