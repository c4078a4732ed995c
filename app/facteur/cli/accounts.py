"""`account add`, `remove`, `test`: what changes accounts goes to the engine."""

import asyncio
import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, assert_never

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import discovering, output, reading
from facteur.cli.dialogue import Dialogue, Opener, converse
from facteur.cli.invocation import (
    AddAccount,
    AddFound,
    ChangeAccount,
    OAuthWish,
    RemoveAccount,
    SignInAgain,
    TryAccount,
)
from facteur.cli.plain import is_text, safe_line
from facteur.cli.sendingoptions import changed
from facteur.cli.words import sentence
from facteur.link import commands
from facteur.link.accountfields import fields_of
from facteur.link.events import BrowserWanted, Done, Event, Failed, Reply
from facteur.mail.account import (
    Account,
    AccountSettings,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.store.reader import open_reader

_V = TypeVar("_V")
PASSWORD_LIMIT = 4096  # characters; tokens are the longest and stay below


def run(
    command: AddAccount | AddFound | ChangeAccount | RemoveAccount | SignInAgain | TryAccount,
    profile: Profile,
    opener: Opener,
) -> int:
    """Carry it out and return the exit code."""
    match command:
        case AddAccount():
            return _add(command, profile, opener)
        case AddFound():
            return _add(discovering.found(command, profile, opener), profile, opener)
        case ChangeAccount():
            return _change(command, profile, opener)
        case RemoveAccount():
            return _remove(command, profile, opener)
        case SignInAgain():
            return _sign_in_again(command, profile, opener)
        case TryAccount():
            return _try(command, profile, opener)
        case _:
            assert_never(command)


def _add(command: AddAccount, profile: Profile, opener: Opener) -> int:
    settings = command.settings
    for server in (settings.server, settings.submission and settings.submission.server):
        _need_encryption(server, accepted=command.accept_no_encryption)
    password = secret_line() if command.password_from_stdin else ""
    ask = None if command.oauth is None else _sign_in(command.oauth, command.settings.user, 0)

    async def work(talk: Dialogue) -> Reply:
        grant = 0
        if ask is not None:
            reply = await _agreed(talk, ask)
            if isinstance(reply, Failed):
                return reply
            grant = reply.grant
        return await talk.ask(
            lambda request: commands.AddAccount(
                request=request,
                account=fields_of(command.settings),
                password=password,
                grant=grant,
                allow_removal=command.confirm_removal,
                only_new=command.only_new,
            )
        )

    reply = asyncio.run(converse(opener, profile, work))
    return told(reply, f"Account {command.settings.address} was added.")


def _sign_in_again(command: SignInAgain, profile: Profile, opener: Opener) -> int:
    account = reading.account(open_reader(profile), command.address)
    _need_server(account)
    if account.settings.secret_kind is not SecretKind.OAUTH:
        raise UsageError("account-not-oauth", detail=command.address)
    ask = _sign_in(command.oauth, account.settings.user, account.key)

    async def work(talk: Dialogue) -> Reply:
        return await _agreed(talk, ask)

    reply = asyncio.run(converse(opener, profile, work))
    return told(reply, f"Account {command.address} goes on.")


def _sign_in(wish: OAuthWish, user: str, account: int) -> Callable[[int], commands.SignIn]:
    """Return the command, once the secret of the user's own client has been read."""
    secret = secret_line("Secret of the client: ") if wish.secret_from_stdin else ""
    return lambda request: commands.SignIn(
        request=request,
        oauth=wish.provider,
        user=user,
        account=account,
        client=wish.client,
        client_secret=secret,
    )


async def _agreed(talk: Dialogue, ask: Callable[[int], commands.SignIn]) -> Reply:
    """Tell what page to open, and wait until the user has agreed there."""

    def tell(event: Event) -> None:
        if isinstance(event, BrowserWanted):
            output.say("open this page in your browser and agree there:")
            output.lines([event.url])
            sys.stdout.flush()

    before, talk.on_event = talk.on_event, tell
    try:
        reply = await talk.ask(ask)
    finally:
        talk.on_event = before
    if isinstance(reply, Done) and not reply.keyring:
        output.say("no keyring is open: you will have to agree again after each start")
    return reply


def _change(command: ChangeAccount, profile: Profile, opener: Opener) -> int:
    account = reading.account(open_reader(profile), command.address)
    _need_server(account)
    before = account.settings
    if before.protocol is not Protocol.POP and _about_copies(command):
        raise UsageError("account-not-pop", detail=command.address)
    after = _changed(before, command)
    fields = fields_of(after)

    async def work(talk: Dialogue) -> Reply:
        reply: Reply = Done(request=0)
        if after != before:
            reply = await talk.ask(
                lambda request: commands.ChangeAccount(
                    request=request, account=account.key, fields=fields
                )
            )
        if command.allow is not None and isinstance(reply, Done):
            allow = command.allow
            reply = await talk.ask(
                lambda request: commands.AnswerRemoval(
                    request=request, account=account.key, allow=allow
                )
            )
        if command.retry_refused is not None and isinstance(reply, Done):
            retry = command.retry_refused
            reply = await talk.ask(
                lambda request: commands.SkipRefused(
                    request=request, account=account.key, retry=retry
                )
            )
        return reply

    reply = asyncio.run(converse(opener, profile, work))
    text = f"Account {command.address} was changed."
    if isinstance(reply, Done) and reply.counts is not None and command.retry_refused is not None:
        kind = "To be asked for again" if command.retry_refused else "Left there for good"
        text += f" {kind}: {reply.counts.messages}."
    return told(reply, text)


def _changed(before: AccountSettings, command: ChangeAccount) -> AccountSettings:
    """Return the settings after a change. Raises UsageError."""
    rules = before.pop
    after = replace(
        before,
        pop=PopRules(
            after_download=command.after_download or rules.after_download,
            leave_days=command.leave_days or rules.leave_days,
            follow_deletion=_first(command.follow_deletion, rules.follow_deletion),
            headers_over_octets=_first(command.headers_over_octets, rules.headers_over_octets),
        ),
    )
    if command.sending is not None:
        sending = changed(before.submission, command.sending)
        after = replace(after, submission=sending)
        _need_encryption(sending and sending.server, accepted=command.accept_no_encryption)
    return after


def _about_copies(command: ChangeAccount) -> bool:
    """Whether anything was said of what only an account that collects has."""
    only = ChangeAccount(
        address=command.address,
        sending=command.sending,
        accept_no_encryption=command.accept_no_encryption,
    )
    return command != only


def _need_encryption(server: ServerAddress | None, *, accepted: bool) -> None:
    """Raise UsageError(`not-encrypted`) unless the user said that this is known."""
    if server is None or accepted or server.is_loopback:
        return
    if server.security is Security.NONE:
        raise UsageError("not-encrypted", detail=server.host)


def _remove(command: RemoveAccount, profile: Profile, opener: Opener) -> int:
    account = reading.account(open_reader(profile), command.address)

    async def work(talk: Dialogue) -> Reply:
        return await talk.ask(
            lambda request: commands.RemoveAccount(
                request=request, account=account.key, with_mail=command.with_mail
            )
        )

    reply = asyncio.run(converse(opener, profile, work))
    return told(reply, f"Account {command.address} was removed here; {_left(account)}.")


def _left(account: Account) -> str:
    """Return where the mail of a removed account still is."""
    match account.settings.protocol:
        case Protocol.IMAP:
            return "the server keeps its mail"
        case Protocol.POP:
            return "the server keeps what is still there"
        case Protocol.LOCAL:
            return "its mail was on no server"


def _try(command: TryAccount, profile: Profile, opener: Opener) -> int:
    account = reading.account(open_reader(profile), command.address)
    _need_server(account)

    async def work(talk: Dialogue) -> Reply:
        return await talk.ask(
            lambda request: commands.TestAccount(
                request=request, account=fields_of(account.settings), known_account=account.key
            )
        )

    reply = asyncio.run(converse(opener, profile, work))
    code = told(reply, f"Account {command.address} works: signed in and read INBOX.")
    unsent = reply.trial.unsent if isinstance(reply, Done) and reply.trial is not None else None
    if unsent is not None:
        output.say(f"{unsent.step}: {sentence(unsent)}")
        return 1
    return code


def _need_server(account: Account) -> None:
    """Raise UsageError(`account-local`) for the account without a server."""
    if account.settings.protocol is Protocol.LOCAL:
        raise UsageError("account-local")


def _first(told: _V | None, before: _V) -> _V:
    return before if told is None else told


def told(reply: Reply, success: str) -> int:
    """Say how it went and return the exit code."""
    match reply:
        case Done():
            output.lines([safe_line(success)])
            return 0
        case Failed(problem=problem):
            step = f"{problem.step}: " if problem.step else ""
            output.say(step + sentence(problem))
            return 1
        case _:
            assert_never(reply)


def secret_line(prompt: str = "Password: ") -> str:
    """Return the first line of standard input, asked for without echo on a terminal.

    Raises UsageError: `password-empty`, `not-text`.
    """
    if sys.stdin.isatty():
        text = getpass.getpass(prompt, stream=sys.stderr)
    else:
        text = sys.stdin.readline(PASSWORD_LIMIT)
    text = text.rstrip("\r\n")
    if not text:
        raise UsageError("password-empty")
    if not is_text(text):
        raise UsageError("not-text", detail="the password")
    return text
