"""Everything the wizard knows, as one frozen value, and what follows from it."""

from dataclasses import dataclass, field, replace
from enum import Enum

from facteur.link import accountfields
from facteur.link.commands import AccountFields
from facteur.link.events import Discovery, FoundServer, Trial
from facteur.mail.account import (
    HIGHEST_PORT,
    SUBMISSION_PORTS,
    AccountSettings,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    Submission,
    Texts,
    default_port,
)
from facteur.ui.accounts.copies import ADVISED


class Place(Enum):
    """The pages."""

    ADDRESS = "address"
    DISCOVERY = "discovery"
    MANUAL = "manual"
    KEEP = "keep"
    QUESTIONS = "questions"
    COMPARE = "compare"
    POP = "pop"
    SIGN_IN = "sign-in"
    TEST = "test"
    CERTIFICATE = "certificate"
    DONE = "done"


class Origin(Enum):
    """Where a value came from; the first five are FoundServer's `source`."""

    KNOWN = "known"
    DOMAIN = "domain"
    DIRECTORY = "directory"
    DNS = "dns"
    GUESS = "guess"
    TYPED = "typed"
    USED = "used"  # by the account, until now


class Answer(Enum):
    """An answer to one of the three questions."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Wrong(Enum):
    """What cannot be right on a page; the page says it beside the field."""

    ADDRESS = "address"
    PRESENT = "present"  # the address is in Facteur already
    HOST = "host"
    PORT = "port"
    USER = "user"
    UNENCRYPTED = "unencrypted"  # not agreed to yet
    SUBMISSION_HOST = "submission-host"
    SUBMISSION_PORT = "submission-port"
    FOREIGN = "foreign"  # another domain has the mail, and the user has not agreed yet
    NOTHING = "nothing"  # no server for the chosen protocol is known
    SECRET = "secret"  # noqa: S105 - neither a password nor a grant is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One server as it stands, each value with where it came from. host "": none is known.

    certificate_sha256: the fingerprint of a certificate trusted by explicit choice.
    """

    host: str = ""
    port: int = 0
    security: Security = Security.TLS
    user: str = ""
    host_from: Origin = Origin.GUESS
    port_from: Origin = Origin.GUESS
    security_from: Origin = Origin.GUESS
    user_from: Origin = Origin.GUESS
    certificate_sha256: str = ""


_NO_POP = Server(port=default_port(Protocol.POP, Security.TLS))
_NO_IMAP = Server(port=default_port(Protocol.IMAP, Security.TLS))
_NO_SUBMISSION = Server(port=SUBMISSION_PORTS[Security.TLS])


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardState:
    """What was typed and found. `password`, `client_secret` and `grant` are never written down.

    present: addresses that are in Facteur already. protocol_chosen: the user, not Facteur, chose.
    foreign_agreed, unencrypted_agreed: the user said so after having read what it means.
    use_password: where OAuth would be possible, an app password was preferred. sending: a server
    for sending is wanted; False after "Go on without sending for now". grant: what SignIn was
    answered with. trial, already: what the last test of these very settings found, `already` the
    messages in the maildrop (-1 not known). numbers: what a test of other settings said of this
    mailbox. shown_certificate: what the last test stumbled over, DER; shown_by_sending: by the
    server for sending. account: its key once it is kept, 0 before.
    """

    name: str = ""
    address: str = ""
    present: frozenset[str] = frozenset()
    discovery: Discovery | None = None
    protocol: Protocol = Protocol.IMAP
    protocol_chosen: bool = False
    devices: Answer | None = None
    webmail: Answer | None = None
    small: Answer | None = None
    imap: Server = _NO_IMAP
    pop: Server = _NO_POP
    submission: Server = _NO_SUBMISSION
    sending: bool = True
    foreign_agreed: bool = False
    unencrypted_agreed: bool = False
    rules: PopRules = ADVISED
    box_octets: int = 0  # what the provider gives, as the user said; 0: not known
    only_new: bool = False
    use_password: bool = False
    remember: bool = True
    keyring: bool = True
    oauth_client: str = ""
    client_secret: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    grant: int = 0
    trial: Trial | None = None
    numbers: Trial | None = None
    already: int = -1
    shown_certificate: bytes = field(default=b"", repr=False)
    shown_by_sending: bool = False
    account: int = 0
    texts: Texts = Texts.RECENT
    colour: str = ""
    offer_backup: bool = True
    backup_folder: str = ""  # where monthly backups go; without one none is made

    @property
    def domain(self) -> str:
        """What stands behind the at-sign, lower case; "" when there is none."""
        return self.address.rpartition("@")[2].strip().lower() if "@" in self.address else ""

    @property
    def server(self) -> Server:
        """The server that receives, by the chosen protocol."""
        return self.pop if self.protocol is Protocol.POP else self.imap

    @property
    def by_oauth(self) -> bool:
        """Whether the user signs in at the provider's page and gives no password."""
        found = self.discovery
        if found is None or not found.oauth or self.use_password:
            return False
        return found.oauth_ready or bool(self.oauth_client)

    @property
    def typed(self) -> bool:
        """Whether anything was entered that would be lost."""
        return bool(self.name.strip() or self.address.strip())


# -- steps -------------------------------------------------------------------------------------


class Step(Enum):
    """What the user decides, one by one; other pages belong to one of these or to none."""

    ADDRESS = "address"
    FOUND = "found"
    KEPT = "kept"
    POP = "pop"
    SIGN_IN = "sign-in"
    TEST = "test"


_STEP_OF: dict[Place, Step] = {
    Place.ADDRESS: Step.ADDRESS,
    Place.DISCOVERY: Step.FOUND,
    Place.MANUAL: Step.FOUND,
    Place.KEEP: Step.KEPT,
    Place.POP: Step.POP,
    Place.SIGN_IN: Step.SIGN_IN,
    Place.TEST: Step.TEST,
    Place.CERTIFICATE: Step.TEST,
}


def steps(protocol: Protocol) -> tuple[Step, ...]:
    """Return the steps on the way; POP has one more."""
    return tuple(step for step in Step if step is not Step.POP or protocol is Protocol.POP)


def step_number(place: Place, protocol: Protocol) -> tuple[int, int] | None:
    """Return the number of the step and how many there are, None for a page beside the way."""
    step, way = _STEP_OF.get(place), steps(protocol)
    if step is None or step not in way:
        return None
    return way.index(step) + 1, len(way)


_FOLLOWING: dict[Place, Place] = {
    Place.ADDRESS: Place.DISCOVERY,
    Place.DISCOVERY: Place.KEEP,
    Place.MANUAL: Place.KEEP,
    Place.QUESTIONS: Place.KEEP,
    Place.COMPARE: Place.KEEP,
    Place.POP: Place.SIGN_IN,
    Place.SIGN_IN: Place.TEST,
    Place.CERTIFICATE: Place.TEST,
    Place.TEST: Place.DONE,
}


def following(place: Place, state: WizardState) -> Place | None:
    """Return the page that comes after this one, None after the last."""
    if place is Place.KEEP:
        return Place.POP if state.protocol is Protocol.POP else Place.SIGN_IN
    return _FOLLOWING.get(place)


# -- what is wrong -----------------------------------------------------------------------------


def wrong(state: WizardState, place: Place) -> Wrong | None:
    """Return what keeps the user on this page, None when it is complete."""
    match place:
        case Place.MANUAL:
            return _wrong_servers(state)
        case Place.DISCOVERY:
            if not (state.imap.host or state.pop.host):
                return Wrong.NOTHING
            return Wrong.FOREIGN if foreign(state) and not state.foreign_agreed else None
        case Place.KEEP | Place.POP:
            return None if state.server.host else Wrong.NOTHING
        case Place.SIGN_IN:
            there = state.grant if state.by_oauth else state.password
            return None if there else Wrong.SECRET
        case _:
            return None


def _wrong_servers(state: WizardState) -> Wrong | None:
    receiving, sending = state.server, state.submission
    if not _possible(receiving.host):
        return Wrong.HOST
    if not 0 < receiving.port <= HIGHEST_PORT:
        return Wrong.PORT
    if not receiving.user:
        return Wrong.USER
    if state.sending and sending.host:
        if not _possible(sending.host):
            return Wrong.SUBMISSION_HOST
        if not 0 < sending.port <= HIGHEST_PORT:
            return Wrong.SUBMISSION_PORT
    return _not_agreed(state)


def _not_agreed(state: WizardState) -> Wrong | None:
    receiving, sending = state.server, state.submission
    open_to_all = receiving.security is Security.NONE or (
        state.sending and bool(sending.host) and sending.security is Security.NONE
    )
    if open_to_all and not state.unencrypted_agreed:
        return Wrong.UNENCRYPTED
    return Wrong.FOREIGN if _untouched_foreign(state) and not state.foreign_agreed else None


def _untouched_foreign(state: WizardState) -> bool:
    """Whether a server of another domain is still used as it was found: nobody typed its name."""
    if state.discovery is None:
        return False
    strange = {found.host for found in state.discovery.servers if found.foreign}
    used = (state.server, state.submission) if state.sending else (state.server,)
    return any(one.host in strange and one.host_from is not Origin.TYPED for one in used)


def _possible(host: str) -> bool:
    return bool(host) and not any(sign.isspace() or sign in "/\\@" for sign in host)


# -- what was found ----------------------------------------------------------------------------


def foreign(state: WizardState) -> tuple[str, ...]:
    """Return the domains other than the address's that nobody known vouches for."""
    if state.discovery is None:
        return ()
    strange = {
        found.host_domain or found.host for found in state.discovery.servers if found.foreign
    }
    return tuple(sorted(strange))


def offered(state: WizardState) -> frozenset[Protocol]:
    """Return the protocols that can be chosen; both while nothing is known."""
    can = frozenset(
        protocol
        for protocol, server in ((Protocol.IMAP, state.imap), (Protocol.POP, state.pop))
        if server.host
    )
    return can or frozenset((Protocol.IMAP, Protocol.POP))


def with_address(state: WizardState, address: str) -> WizardState:
    """Return the state with another address; what was found for the old one is forgotten.

    At another domain so is what the user has entrusted to the old one: it is none of its business.
    """
    address = address.strip()
    if address == state.address:
        return state
    changed = replace(state, address=address)
    if changed.domain != state.domain:
        changed = replace(
            changed, password="", oauth_client="", client_secret="", unencrypted_agreed=False
        )
    return replace(
        changed,
        discovery=None,
        imap=_only_typed(state.imap, _NO_IMAP),
        pop=_only_typed(state.pop, _NO_POP),
        submission=_only_typed(state.submission, _NO_SUBMISSION),
        foreign_agreed=False,
        grant=0,
        trial=None,
        numbers=None,
        already=-1,
    )


def with_discovery(state: WizardState, found: Discovery) -> WizardState:
    """Return the state with what was found; typed values stay as they were typed."""
    changed = replace(
        state,
        discovery=found,
        imap=_filled(state.imap, _best(found, "imap")),
        pop=_filled(state.pop, _best(found, "pop")),
        submission=_filled(state.submission, _best(found, "submission")),
        foreign_agreed=False,
    )
    can = offered(changed)
    if changed.protocol not in can:
        changed = replace(changed, protocol=next(iter(can)), protocol_chosen=False)
    return changed


def untested(state: WizardState) -> WizardState:
    """Return the state without the result of a test, for settings that are others now."""
    return replace(state, trial=None, already=-1, numbers=state.trial or state.numbers)


def _best(found: Discovery, protocol: str) -> FoundServer | None:
    return next((server for server in found.servers if server.protocol == protocol), None)


def _only_typed(server: Server, empty: Server) -> Server:
    if server.host_from is not Origin.TYPED:
        return empty
    typed = server.user_from is Origin.TYPED
    return replace(server, user=server.user if typed else "", certificate_sha256="")


def _filled(server: Server, found: FoundServer | None) -> Server:
    """Return a server with what was found, unless its host was typed: then that is meant."""
    if found is None or server.host_from is Origin.TYPED:
        return server
    source = Origin(found.source)
    typed = server.user_from is Origin.TYPED and bool(server.user)
    return Server(
        host=found.host,
        port=found.port,
        security=Security(found.security),
        user=server.user if typed else found.user,
        host_from=source,
        port_from=source,
        security_from=source,
        user_from=Origin.TYPED if typed else source,
    )


# -- what goes to the engine -------------------------------------------------------------------


def account_fields(state: WizardState) -> AccountFields:
    """Return the account as it would be kept. Raises UsageError for a host or port that cannot be.

    An empty user stands for the address. Without `sending` no server for sending is named.
    """
    receiving = state.server
    user = receiving.user or state.address
    if state.by_oauth:
        kind = SecretKind.OAUTH
    else:
        kind = SecretKind.KEYRING if state.remember and state.keyring else SecretKind.ASK
    return accountfields.fields_of(
        AccountSettings(
            address=state.address,
            name=state.name.strip(),
            protocol=state.protocol,
            server=_address_of(receiving),
            pop=state.rules,
            user=user,
            secret_kind=kind,
            certificate_sha256=receiving.certificate_sha256,
            submission=_submission(state, user),
            provider=state.discovery.provider if state.discovery else "",
            oauth_client=state.oauth_client,
        )
    )


def _submission(state: WizardState, user: str) -> Submission | None:
    """Return the server for sending, None when none is known or wanted; user: who receives."""
    sending = state.submission
    if not (state.sending and sending.host):
        return None
    return Submission(
        server=_address_of(sending),
        user="" if sending.user == user else sending.user,
        certificate_sha256=sending.certificate_sha256,
    )


def _address_of(server: Server) -> ServerAddress:
    return ServerAddress(host=server.host, port=server.port, security=server.security)
