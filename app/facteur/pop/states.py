"""The states of a session (RFC 1939 §3)."""

from enum import Enum
from typing import Final


class State(Enum):
    """Where a session is. UPDATE is not seen from here: it lies between QUIT and its reply."""

    GREETING = "greeting"  # connected, nothing heard
    AUTHORIZATION = "authorization"
    HANDSHAKE = "handshake"  # STLS was agreed, TLS is not up
    TRANSACTION = "transaction"
    ENDED = "ended"  # QUIT was answered, the server took leave, or it could not be followed


AUTHORIZATION: Final = frozenset({State.AUTHORIZATION})
TRANSACTION: Final = frozenset({State.TRANSACTION})
ANY: Final = AUTHORIZATION | TRANSACTION
