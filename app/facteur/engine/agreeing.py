"""Lets the user agree at a provider's page: the command SignIn."""

import asyncio

import msgspec

from facteur.base.errors import LoginError, UsageError
from facteur.engine.context import Context
from facteur.engine.tasks import Task
from facteur.engine.tokens import Tokens
from facteur.link import commands, events
from facteur.mail.account import Protocol, SecretKind
from facteur.mail.keys import AccountKey
from facteur.net import oauth
from facteur.net.oauthclients import OAuthClient
from facteur.net.oauthredirect import Redirect

PATIENCE_S = 300.0  # for the user to agree


async def agree(context: Context, command: commands.SignIn) -> events.Reply:
    """Answer with a grant, and let the account go on with it where there is one.

    Raises LoginError: `oauth-unknown`, `oauth-unregistered`, `oauth-denied`, `oauth-timeout`,
    `oauth-scopes` and what oauth.exchange raises. Nothing has changed then.
    """
    command = await _with_secret(context, command)
    client = _client(context, command)
    tokens = await _tokens(context, command, client)
    number = max(context.grants, default=0) + 1
    context.grants[number] = tokens
    keyring = await asyncio.to_thread(context.effects.secrets.available)
    runner = context.find(command.account)
    if runner is not None and runner.settings.secret_kind is SecretKind.OAUTH:
        keyring = await runner.give_password(tokens.secret(), remember=True)
    return events.Done(
        request=command.request, account=command.account, grant=number, keyring=keyring
    )


async def _with_secret(context: Context, command: commands.SignIn) -> commands.SignIn:
    """Return the command with the secret of the user's own client.

    It lies with the tokens of the account: the window does not know it, and tells it only once.
    """
    runner = context.find(command.account)
    if runner is None or not command.client.strip() or command.client_secret.strip():
        return command
    tokens = await runner.credentials.known_tokens()
    if tokens is None or tokens.client_id != command.client.strip():
        return command
    return msgspec.structs.replace(command, client_secret=tokens.client_secret)


def _client(context: Context, command: commands.SignIn) -> OAuthClient:
    """Return whom to ask; without a name the provider of the account's server."""
    known = context.effects.oauth
    if command.oauth:
        found = known.need(command.oauth)
    else:
        host = context.runner(command.account).settings.server.host
        of_host = known.of_host(host)
        if of_host is None:
            raise LoginError("oauth-unknown", detail=host)
        found = of_host
    client = found.owned(command.client.strip(), command.client_secret.strip())
    if not client.is_registered:
        raise LoginError("oauth-unregistered", detail=found.title)
    return client


async def _tokens(context: Context, command: commands.SignIn, client: OAuthClient) -> Tokens:
    """Wait for the user's agreement and exchange it."""
    protocol = _protocol(context, command)
    clock = context.effects.clock
    async with Redirect(issuer=client.issuer, language=_language(context)) as redirect:
        request = oauth.begin(
            client,
            redirect_uri=f"{client.redirect}:{redirect.port}/",
            user=command.user,
            protocol=protocol,
        )
        redirect.expect(request.state)
        task = _begin_task(context, command)
        try:
            context.broadcast.now(
                events.BrowserWanted(request=command.request, task=task.key, url=request.url)
            )
            async with asyncio.timeout(PATIENCE_S):
                code = await redirect.code()
        except TimeoutError as error:
            raise LoginError("oauth-timeout") from error
        finally:
            context.tasks.end(task)
    granted = await oauth.exchange(client, request, code, clock)
    missing = client.missing(granted.scope, protocol)
    if missing:
        raise LoginError("oauth-scopes", detail=" ".join(missing))
    return Tokens(
        provider=client.name,
        refresh_token=granted.refresh_token,
        client_id=command.client.strip(),
        client_secret=command.client_secret.strip(),
        scope=granted.scope,
        access_token=granted.access_token,
        until_ms=clock.now_ms() + granted.life_s * 1000,
    )


def _begin_task(context: Context, command: commands.SignIn) -> Task:
    """Announce the wait; stopping it ends the command."""
    current = asyncio.current_task()
    assert current is not None

    def stop() -> None:
        current.cancel()

    return context.tasks.begin(AccountKey(command.account), "sign-in", unit="steps", stop=stop)


def _protocol(context: Context, command: commands.SignIn) -> Protocol | None:
    """Return how mail is had; None before that is decided. Raises UsageError(`no-account`)."""
    if not command.account:
        return None
    runner = context.runner(command.account)
    if runner.settings.protocol is Protocol.LOCAL:
        raise UsageError("no-account", detail=str(command.account))
    return runner.settings.protocol


def _language(context: Context) -> str:
    """Return the language of the window, "" for that of the system."""
    language = context.settings.text("language")
    return "" if language == "system" else language
