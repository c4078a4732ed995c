"""Whether a command may be sent: state, offer, secrecy (RFC 1939 §4 to §6)."""

from typing import Final

from facteur.base.errors import LocalProtocolError

from . import commands as c
from .capabilities import Capabilities
from .states import ANY, AUTHORIZATION, TRANSACTION, State

LEGAL: Final[dict[type[c.Command], frozenset[State]]] = {
    c.Capa: ANY,
    c.Quit: ANY,
    c.Stls: AUTHORIZATION,
    c.Auth: AUTHORIZATION,
    c.User: AUTHORIZATION,
    c.Pass: AUTHORIZATION,
    c.Utf8: AUTHORIZATION,
    c.Stat: TRANSACTION,
    c.ListAll: TRANSACTION,
    c.ListOne: TRANSACTION,
    c.UidlAll: TRANSACTION,
    c.UidlOne: TRANSACTION,
    c.Top: TRANSACTION,
    c.Retr: TRANSACTION,
    c.Dele: TRANSACTION,
    c.Rset: TRANSACTION,
    c.Noop: TRANSACTION,
}


def check(
    command: c.Command,
    *,
    state: State,
    capabilities: Capabilities,
    secret_is_safe: bool,
    tls: bool,
    user_accepted: bool,
) -> None:
    """Raise LocalProtocolError when `command` may not be sent.

    state: as it will be if what is in flight succeeds. secret_is_safe: a password may travel.
    user_accepted: the last thing the server said was yes to USER.
    STLS, UIDL and TOP need no offer: an offer may have been stripped, and old servers make none.
    """
    if state not in LEGAL[type(command)]:
        raise LocalProtocolError(
            "wrong-state", detail=f"{type(command).__name__} while {state.value}"
        )
    match command:
        case c.Stls() if tls:
            raise LocalProtocolError("wrong-state", detail="TLS is up")
        case c.Utf8() if "UTF8" not in capabilities:
            raise LocalProtocolError("not-offered", detail="UTF8")
        case c.Pass() if not user_accepted:
            raise LocalProtocolError("wrong-state", detail="PASS without USER")
        case c.User() | c.Pass() if not secret_is_safe:
            raise LocalProtocolError("secret-without-tls")
        case c.Auth(mechanism=mechanism) if mechanism.sends_secret and not secret_is_safe:
            raise LocalProtocolError("secret-without-tls")
        case _:
            pass
