"""Whether a command may be sent now: state, capability, ambiguity (RFC 9051 §5.5)."""

from collections.abc import Collection

from facteur.base.errors import LocalProtocolError

from . import commands as c
from .capabilities import Capabilities
from .states import State


def check(
    command: c.Command,
    *,
    state: State,
    capabilities: Capabilities,
    enabled: Collection[str],
    in_flight: Collection[c.Command],
) -> None:
    """Raise LocalProtocolError when `command` may not be sent.

    state, enabled: as they will be if what is in flight succeeds.
    """
    if state not in command.states:
        raise LocalProtocolError("wrong-state", detail=f"{_name(command)} while {state.value}")
    _check_capability(command, capabilities, enabled)
    _check_ambiguity(command, in_flight)


def _check_capability(
    command: c.Command, capabilities: Capabilities, enabled: Collection[str]
) -> None:
    if command.needs and not any(name in capabilities for name in command.needs):
        raise LocalProtocolError("not-offered", detail=f"{_name(command)} needs {command.needs[0]}")
    if isinstance(command, c.Login) and "LOGINDISABLED" in capabilities:
        raise LocalProtocolError("login-disabled")
    _check_extension(command, capabilities, enabled)
    for option, needed in c.OPTION_NEEDS.items():
        if getattr(command, option, None) and needed not in capabilities:
            raise LocalProtocolError("not-offered", detail=f"{option} needs {needed}")


def _check_extension(
    command: c.Command, capabilities: Capabilities, enabled: Collection[str]
) -> None:
    """Judge options that need more than one capability by its name."""
    match command:
        case c.Select(qresync=known) if known is not None:
            _need_enabled("QRESYNC", enabled)
        case c.Fetch(vanished=True, changed_since=since):
            _need_enabled("QRESYNC", enabled)
            if since is None:
                raise LocalProtocolError("vanished-alone", detail="VANISHED needs CHANGEDSINCE")
        case c.Search(returns=returns) if returns and "ESEARCH" not in capabilities:
            raise LocalProtocolError("not-offered", detail="RETURN needs ESEARCH")
        case c.List(returns=returns) if returns and "LIST-EXTENDED" not in capabilities:
            if set(returns) - {"SPECIAL-USE"} or "SPECIAL-USE" not in capabilities:
                raise LocalProtocolError("not-offered", detail="RETURN needs LIST-EXTENDED")
        case _:
            pass


def _need_enabled(name: str, enabled: Collection[str]) -> None:
    if name not in enabled:
        raise LocalProtocolError("not-enabled", detail=name)


def _check_ambiguity(command: c.Command, in_flight: Collection[c.Command]) -> None:
    match command:
        case c.Search(returns=()):
            if any(isinstance(other, c.Search) and not other.returns for other in in_flight):
                raise LocalProtocolError("ambiguous", detail="two SEARCH without ESEARCH")
        case c.Fetch(by_sequence=True) | c.Search(by_sequence=True):
            if any(_may_expunge(other) for other in in_flight):
                raise LocalProtocolError("ambiguous", detail="sequence numbers may change")
        case _:
            pass


def _may_expunge(command: c.Command) -> bool:
    """Whether EXPUNGE may be said while this command runs (RFC 9051 §7.5.1)."""
    if isinstance(command, c.Fetch | c.Search) and command.by_sequence:
        return False
    return command.may_expunge


def _name(command: c.Command) -> str:
    return type(command).__name__
