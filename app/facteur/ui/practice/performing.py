"""What a deed of a lesson means: commands to the engine, and lines to the practice server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from msgspec.structs import replace

from facteur.link import commands
from facteur.link import practice as link
from facteur.mail.keys import AccountKey
from facteur.ui.practice.lessons import PRACTISED_DAYS, Deed

HOST = "127.0.0.1"
Make: TypeAlias = Callable[[int], commands.Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStep:
    """A command to the engine; the next step waits for its reply."""

    make: Make


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStep:
    """A line to the practice server; the next step waits for what it tells."""

    command: link.Command


Step: TypeAlias = EngineStep | ServerStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts of the practice in the engine, by user."""

    keys: Mapping[str, AccountKey]
    fields: Mapping[str, commands.AccountFields]


def fields(user: str, listening: link.Listening) -> commands.AccountFields:
    """Return the settings of an account on the practice server; its password is given apart."""
    pop = user == link.POP_USER
    return commands.AccountFields(
        address=link.ADDRESSES[user],
        name="Camille",
        protocol="pop" if pop else "imap",
        host=HOST,
        port=listening.pop_port if pop else listening.imap_port,
        security="none",
        user=user,
        secret_kind="ask",  # noqa: S106 - it is asked of nobody, the window knows it
        submission_host=HOST,
        submission_port=listening.submission_port,
        submission_security="none",
    )


_LINES: Mapping[Deed, link.Command] = {
    Deed.DELIVER_IMAP: link.Deliver(user=link.IMAP_USER),
    Deed.DELIVER_POP: link.Deliver(user=link.POP_USER),
    Deed.PHONE_MARKS: link.Mark(),
    Deed.CUT_LINE: link.SetLine(up=False),
    Deed.JOIN_LINE: link.SetLine(up=True),
}


def steps(deed: Deed, accounts: Accounts) -> tuple[Step, ...]:
    """Return what is to be done, one after the other."""
    match deed:
        case Deed.LOOK:
            return (EngineStep(make=lambda request: commands.Sync(request=request)),)
        case Deed.TURN_CLOCK:
            return (EngineStep(make=_turn_clock),)
        case Deed.RULE_DELETE:
            return _rule(accounts, "delete", 1)
        case Deed.RULE_LEAVE:
            return _rule(accounts, "leave", PRACTISED_DAYS)
        case _:
            return (ServerStep(command=_LINES[deed]),)


def _turn_clock(request: int) -> commands.Command:
    return commands.TurnClock(request=request, days=PRACTISED_DAYS)


def _rule(accounts: Accounts, after_download: str, days: int) -> tuple[Step, ...]:
    """Change what becomes of the server's copies, and agree to it."""
    key = accounts.keys[link.POP_USER]
    wanted = replace(accounts.fields[link.POP_USER], after_download=after_download, leave_days=days)
    return (
        EngineStep(
            make=lambda request: commands.ChangeAccount(request=request, account=key, fields=wanted)
        ),
        EngineStep(
            make=lambda request: commands.AnswerRemoval(request=request, account=key, allow=True)
        ),
    )
