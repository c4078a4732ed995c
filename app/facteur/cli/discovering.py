"""`discover`, and `account add` without a server: settings found by the engine."""

import asyncio

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import output
from facteur.cli.dialogue import Dialogue, EngineUnwilling, Opener, converse
from facteur.cli.invocation import AddAccount, AddFound, FindSettings
from facteur.cli.output import Json
from facteur.cli.plain import safe_line
from facteur.cli.sendingoptions import changed
from facteur.link import commands
from facteur.link.events import Discovery, Failed, FoundServer, Reply
from facteur.mail.account import AccountSettings, Security, ServerAddress, Submission

_STEPS = {
    "app-password": "make a password for programs (app password) there; the usual one will not do",
    "authorisation-code": "have an authorisation code made there; it is the password to use here",
    "separate-password": "set a password for e-mail there; it differs from that of the site",
    "enable-imap": "switch IMAP on in the settings of the site, if it is off",
    "enable-pop": "for POP, switch it on in the settings of the site, if it is off",
    "enable-smtp": "to send, switch sending from programs (SMTP) on in the settings of the site",
    "bridge": "install and start the provider's own program (Bridge) on this computer",
    "main-address": "the user name is that of the main address, not of an alias",
    "paid": "programs are let in for paying customers only",
    "paid-pop": "POP is for paying customers only",
}
_SOURCES = {
    "known": "known to Facteur",
    "domain": "published by the domain",
    "directory": "public directory",
    "dns": "DNS",
    "guess": "tried",
}


def run(command: FindSettings, profile: Profile, opener: Opener) -> int:
    """Write what was found; 1 when there is nothing one can use."""
    discovery = _ask(command.address, profile, opener, internet=command.internet)
    if command.json:
        output.json_line(as_json(discovery))
    else:
        _write(discovery)
    return 0 if discovery.servers else 1


def found(command: AddFound, profile: Profile, opener: Opener) -> AddAccount:
    """Return the account with the servers that were found.

    Raises EngineUnwilling when the search was not carried out, UsageError when nothing was found or
    a person has to decide something first.
    """
    discovery = _ask(command.address, profile, opener, internet=command.internet)
    server = _wanted(command, discovery)
    _say_first(discovery)
    sending = _first(discovery, "submission")
    return AddAccount(
        settings=AccountSettings(
            address=command.address,
            name=command.name,
            protocol=command.protocol,
            pop=command.pop,
            server=_address(server),
            user=command.user or server.user,
            secret_kind=command.secret_kind,
            password_command=command.password_command,
            oauth_client=command.oauth.client if command.oauth is not None else "",
            submission=_sending(command, server, sending),
            provider=discovery.provider,
        ),
        password_from_stdin=command.password_from_stdin,
        oauth=command.oauth,
        confirm_removal=command.confirm_removal,
        only_new=command.only_new,
        accept_no_encryption=command.accept_no_encryption,
    )


def _sending(
    command: AddFound, receiving: FoundServer, sending: FoundServer | None
) -> Submission | None:
    """Return the server for sending: the one that was found, as the user wants it."""
    found: Submission | None = None
    if sending is not None and not sending.foreign:
        found = Submission(
            server=_address(sending),
            user=sending.user if sending.user != receiving.user else "",
        )
    return found if command.sending is None else changed(found, command.sending)


def _ask(address: str, profile: Profile, opener: Opener, *, internet: bool) -> Discovery:
    async def work(talk: Dialogue) -> Reply:
        return await talk.ask(
            lambda request: commands.Discover(request=request, address=address, internet=internet)
        )

    reply = asyncio.run(converse(opener, profile, work))
    if isinstance(reply, Failed):
        raise EngineUnwilling(reply.problem)
    return reply.discovery or Discovery(domain="")


def _wanted(command: AddFound, discovery: Discovery) -> FoundServer:
    """Return the server to add. Raises UsageError."""
    if discovery.closed:
        raise UsageError("provider-closed", detail=discovery.provider_name)
    server = _first(discovery, command.protocol.value)
    if server is None:
        code = "protocol-not-found" if discovery.servers else "nothing-found"
        raise UsageError(code, detail=discovery.domain)
    if server.foreign:
        raise UsageError("found-foreign", detail=server.host)
    if server.auth == "oauth" and command.oauth is None:
        raise UsageError("needs-browser", detail=discovery.provider_name or discovery.domain)
    return server


def _first(discovery: Discovery, protocol: str) -> FoundServer | None:
    return next((one for one in discovery.servers if one.protocol == protocol), None)


def _address(server: FoundServer) -> ServerAddress:
    return ServerAddress(host=server.host, port=server.port, security=Security(server.security))


def as_json(discovery: Discovery) -> Json:
    """Return the keys that the README documents."""
    return {
        "domain": discovery.domain,
        "provider": discovery.provider or None,
        "name": discovery.provider_name,
        "closed": discovery.closed,
        "insecure": discovery.insecure,
        "steps": discovery.steps,
        "help": discovery.help_url or None,
        "oauth": discovery.oauth or None,
        "oauth_ready": discovery.oauth_ready,
        "servers": [
            {
                "protocol": one.protocol,
                "host": one.host,
                "port": one.port,
                "security": one.security,
                "user": one.user,
                "sign_in": one.auth,
                "source": one.source,
                "foreign": one.foreign,
            }
            for one in discovery.servers
        ],
    }


def _write(discovery: Discovery) -> None:
    name = discovery.provider_name
    output.lines([safe_line(f"{discovery.domain}: {name}" if name else discovery.domain)])
    if discovery.closed:
        output.lines(["This provider does not let mail programs in."])
    elif not discovery.servers:
        output.lines(["No encrypted server was found."])
    if discovery.insecure:
        output.lines(["Only a server without encryption is published; Facteur proposes none."])
    output.rows(
        ("FOR", "SERVER", "PORT", "ENCRYPTION", "USER", "SIGN IN", "FROM"),
        [
            (
                one.protocol,
                one.host + (" (another organisation)" if one.foreign else ""),
                str(one.port),
                one.security,
                one.user,
                one.auth,
                _SOURCES.get(one.source, one.source),
            )
            for one in discovery.servers
        ],
        right=frozenset({2}),
    )
    output.lines(_first_steps(discovery))


def _first_steps(discovery: Discovery) -> list[str]:
    """Return what has to be done at the provider, and where that is told."""
    found = [f"First: {_STEPS[step]}." for step in discovery.steps if step in _STEPS]
    if discovery.help_url:
        found.append(safe_line(f"See {discovery.help_url}"))
    return found


def _say_first(discovery: Discovery) -> None:
    for line in _first_steps(discovery):
        output.say(line)
