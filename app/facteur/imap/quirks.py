"""Deviations of servers: who, the evidence, what we do. A table, consulted by the engine.

A deviation that the parser tolerates from everybody is not here; see the parser's comments.
"""

from dataclasses import dataclass, field

from .responses import IdRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirks:
    """What to do differently with one server.

    avoid: capabilities that are offered and do not work.
    command_octets: longest command line it takes.
    set_items: how many ranges one command may name.
    pipelined: how many commands may be in flight.
    partial_fetch: whether BODY[]<0.n> can be relied on.
    """

    who: str = ""
    evidence: str = ""
    avoid: frozenset[str] = frozenset()
    command_octets: int = 8000
    set_items: int = 500
    pipelined: int = 50
    partial_fetch: bool = True


_ORDINARY = Quirks()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A server is meant when one of the words stands in its host, greeting or ID."""

    hosts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    quirks: Quirks = field(default=_ORDINARY)


_TABLE: tuple[_Rule, ...] = (
    _Rule(
        hosts=(".gmail.com", ".googlemail.com"),
        words=("gimap",),
        quirks=Quirks(
            who="Gmail",
            evidence="MailKit ImapEngine: 16 k lines; FairEmail: 200 items a set",
            command_octets=16_000,
            set_items=200,
        ),
    ),
    _Rule(
        hosts=(".office365.com", ".outlook.com", ".hotmail.com"),
        words=("microsoft exchange",),
        quirks=Quirks(
            who="Exchange",
            evidence="Geary: 25 pipelined; FairEmail preset partial=false, 200 items a set",
            set_items=200,
            pipelined=25,
            partial_fetch=False,
        ),
    ),
    _Rule(
        hosts=(".me.com", ".icloud.com", ".mac.com"),
        quirks=Quirks(
            who="iCloud",
            evidence="MailKit #1871: no ENABLED reply; QRESYNC broken (protocol notes 1.1)",
            avoid=frozenset({"QRESYNC"}),
        ),
    ),
    _Rule(
        hosts=(".yahoo.com", ".aol.com", ".yahoo.co.jp"),
        quirks=Quirks(
            who="Yahoo",
            evidence="MailKit ImapEngine: 1,000 octets a line; MESSAGELIMIT=1000",
            command_octets=1000,
            set_items=20,
        ),
    ),
    _Rule(
        hosts=(".qq.com", ".163.com", ".126.com", ".yeah.net"),
        words=("coremail",),
        quirks=Quirks(
            who="Coremail",
            evidence="gaia #27513: no UIDNEXT; NetEase refuses SELECT without ID",
            command_octets=1000,
            set_items=20,
            pipelined=1,
        ),
    ),
    _Rule(
        hosts=(".strato.de",),
        quirks=Quirks(
            who="Strato",
            evidence="MailKit #1957: LIST with RETURN gives no mailbox",
            avoid=frozenset({"LIST-STATUS", "LIST-EXTENDED"}),
        ),
    ),
    _Rule(
        words=("proton",),
        quirks=Quirks(
            who="Proton Bridge",
            evidence="MailKit #674: BAD to LIST (SPECIAL-USE)",
            avoid=frozenset({"LIST-EXTENDED"}),
        ),
    ),
)


def find_quirks(*, host: str, greeting: str = "", identity: IdRow | None = None) -> Quirks:
    """Return how this server is to be treated; an ordinary one by RFC and 8,000-octet lines.

    host: as connected to. greeting: its text. identity: its ID, the surest if it sends one.
    """
    name = "." + host.lower().rstrip(".")
    told = greeting.lower()
    if identity is not None:
        told += " ".join(value.lower() for _, value in identity.fields)
    for rule in _TABLE:
        if name.endswith(rule.hosts) or any(word in told for word in rule.words):
            return rule.quirks
    return _ORDINARY
