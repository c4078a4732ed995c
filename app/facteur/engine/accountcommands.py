"""Commands about accounts: add, change, remove, test, password, look for news."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace

from facteur.base.errors import (
    FacteurError,
    LoginError,
    NetworkError,
    ServerRefused,
    TrustError,
    UsageError,
)
from facteur.base.secret import Secret
from facteur.engine.accounttest import Tried, steps, try_settings
from facteur.engine.context import Context
from facteur.engine.credentials import Credentials, keyring_name, same_house
from facteur.engine.fields import settings_of
from facteur.engine.pop.removal import answered, asked_anew, removes_more
from facteur.engine.problems import problem
from facteur.link import commands, events
from facteur.mail.account import AccountSettings, Protocol, SecretKind
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import pop as read_pop
from facteur.store.rows import MaildropState
from facteur.store.transaction import Transaction
from facteur.store.write import accounts as write_accounts
from facteur.store.write import pop as write_pop


async def add(context: Context, command: commands.AddAccount) -> events.Reply:
    """Keep an account, its password in the keyring, and begin to sync it.

    Raises UsageError(`account-exists`), LoginError(`no-keyring`): nothing is kept then.
    """
    async with context.changing_accounts:
        return await _add(context, command)


async def _add(context: Context, command: commands.AddAccount) -> events.Reply:
    settings = settings_of(command.account)
    _need_other(context, settings, AccountKey(0))
    credentials = Credentials(settings, context.effects)
    keyring = settings.secret_kind is SecretKind.KEYRING
    if keyring and not await credentials.keyring_available():
        raise LoginError("no-keyring")
    given = _given(context, settings, command)
    if given is not None:
        kept = await credentials.give(given, remember=True)
        if keyring and not kept:
            raise LoginError("no-keyring")
    elif credentials.are_tokens:
        raise LoginError("oauth-needed")
    now = context.effects.clock.now_ms()

    def keep(tx: Transaction) -> AccountKey:
        key = write_accounts.add(tx, settings, now)
        state = MaildropState(only_new=command.only_new)
        if command.allow_removal:
            state = answered(state, allow=True)
        if state != MaildropState():
            write_pop.set_maildrop(tx, key, state)
        return key

    try:
        key = await context.store.write(keep, urgent=True)
    except FacteurError:
        await _forget_unused(context, credentials)  # nothing is kept: nor is the secret
        raise
    context.begin(read_accounts.account(context.store.reader, key), credentials)
    return events.Done(request=command.request, account=key)


async def change(context: Context, command: commands.ChangeAccount) -> events.Reply:
    """Replace the settings and begin anew with them.

    What leads to another maildrop, or lets more leave the server, is asked about again.
    Raises UsageError: `account-exists`, `protocol-fixed`.
    """
    async with context.changing_accounts:
        return await _change(context, command)


async def _change(context: Context, command: commands.ChangeAccount) -> events.Reply:
    settings = settings_of(command.fields)
    key = AccountKey(command.account)
    before = context.runner(key).settings
    old = context.runner(key).credentials
    if settings.protocol is not before.protocol:
        raise UsageError("protocol-fixed", detail=before.address)
    _need_other(context, settings, key)
    credentials = Credentials(settings, context.effects)
    given = _given(context, settings, command)
    if given is not None:
        await credentials.give(given, remember=True)
    elif credentials.are_tokens and not old.are_tokens:
        raise LoginError("oauth-needed")
    else:
        await credentials.inherit(old)
    await context.end(key)
    try:
        await _write_change(context, key, before, settings)
    finally:  # with what is in the store now, the old settings when that failed
        account = read_accounts.account(context.store.reader, key)
        context.begin(account, credentials if account.settings == settings else old)
    await _forget_unused(context, old)
    return events.Done(request=command.request, account=key)


async def _write_change(
    context: Context, key: AccountKey, before: AccountSettings, settings: AccountSettings
) -> None:
    """Write the settings, and first what must agree with them should mail.sqlite be lost."""
    if settings.address != before.address:
        await context.store.content_write(
            lambda content: content.rename_account(key, settings.address), urgent=True
        )

    def write(tx: Transaction) -> None:
        write_accounts.change(tx, key, settings)
        if settings.protocol is not Protocol.POP:
            return
        if _maildrop_of(settings) != _maildrop_of(before):
            write_pop.begin_maildrop(tx, key)
        elif removes_more(before.pop, settings.pop):
            write_pop.set_maildrop(tx, key, asked_anew(read_pop.state(tx, key)))

    await context.store.write(write, urgent=True)


def _maildrop_of(settings: AccountSettings) -> tuple[str, int, str]:
    return settings.server.host.casefold(), settings.server.port, settings.user


async def remove(context: Context, command: commands.RemoveAccount) -> events.Reply:
    """Forget an account, its copies here and its password. Raises UsageError(`only-copy`)."""
    async with context.changing_accounts:
        return await _remove(context, command)


async def _remove(context: Context, command: commands.RemoveAccount) -> events.Reply:
    key = AccountKey(command.account)
    settings = context.runner(key).settings
    mailboxes = read_mailboxes.mailboxes(context.store.reader, key)
    if settings.protocol.keeps_here and not command.with_mail:
        here = sum(one.messages for one in mailboxes)
        if here:
            raise UsageError("only-copy", detail=str(here))
    context.tasks.stop_account(key)
    runner = await context.end(key)
    await context.store.write(lambda tx: write_accounts.remove(tx, key), urgent=True)
    keys = [one.key for one in mailboxes]
    await context.store.content_write(
        lambda content: content.release_account(key, keys), urgent=True
    )
    if runner is not None:
        await _forget_unused(context, runner.credentials)
    return events.Done(request=command.request)


async def test(context: Context, command: commands.TestAccount) -> events.Reply:
    """Try settings with a real login; each step is a step of progress of kind `test`."""
    settings = settings_of(command.account)
    credentials = await _for_trial(context, settings, command)
    names = steps(settings)
    task = context.tasks.begin(
        AccountKey(command.known_account),
        "test",
        total=len(names),
        unit="steps",
        stop=_stopper(),
    )

    def note(step: str) -> None:
        context.tasks.step(task, names.index(step), len(names))

    try:
        found = await _tried(context, settings, credentials, note)
    finally:
        context.tasks.end(task)
        if command.grant and credentials.tokens is not None:
            context.grants[command.grant] = credentials.tokens  # it may have been renewed
    match found:
        case events.Problem():
            return events.Failed(request=command.request, problem=found)
        case Tried(trial=trial, totals=totals):
            pass
    counts: events.Counts | None = None
    if totals is not None:
        counts = events.Counts(messages=totals.count, octets=totals.octets)
    keyring = await Credentials(settings, context.effects).keyring_available()
    return events.Done(request=command.request, keyring=keyring, counts=counts, trial=trial)


async def _tried(
    context: Context,
    settings: AccountSettings,
    credentials: Credentials,
    note: Callable[[str], None],
) -> events.Problem | Tried:
    """Try the settings; a token that should be good and is refused is renewed once."""
    try:
        secret = await credentials.secret()
    except (LoginError, NetworkError, ServerRefused, TrustError) as error:
        return problem(error, server=settings.server, step="login")
    tokens = credentials.tokens
    provider = tokens.provider if tokens is not None else ""
    found = await try_settings(settings, secret, context.effects, note, provider=provider)
    if not isinstance(found, events.Problem) or found.family != "login":
        return found
    try:
        another = await credentials.after_refusal(secret)
    except (LoginError, NetworkError, ServerRefused, TrustError) as error:
        return problem(error, server=settings.server, step="login")
    if another is None:
        return found
    return await try_settings(settings, another, context.effects, note, provider=provider)


def _given(
    context: Context,
    settings: AccountSettings,
    command: commands.AddAccount | commands.ChangeAccount | commands.TestAccount,
) -> Secret | None:
    """Return the password or the tokens that came with a command, None when it brings neither.

    Raises UsageError(`grant-unknown`).
    """
    if settings.secret_kind is SecretKind.OAUTH:
        if not command.grant:
            return None
        tokens = context.grants.get(command.grant)
        if tokens is None:
            raise UsageError("grant-unknown", detail=str(command.grant))
        return tokens.secret()
    return Secret(command.password) if command.password else None


async def _for_trial(
    context: Context, settings: AccountSettings, command: commands.TestAccount
) -> Credentials:
    """Return what to sign in with; of an account that is there its own, which may be renewed."""
    known = context.find(command.known_account)
    given = _given(context, settings, command)
    credentials = Credentials(settings, context.effects)
    if given is not None:
        await credentials.give(given, remember=False)
    elif settings.secret_kind is not SecretKind.COMMAND and known is not None:
        if credentials.are_tokens or _known_here(known.settings, settings):
            return known.credentials
        return Credentials(_asking(settings), context.effects)
    return credentials


def _known_here(before: AccountSettings, settings: AccountSettings) -> bool:
    """Whether the known password may go to these servers without being typed again."""
    old = [before.server.host, *([before.submission.server.host] if before.submission else [])]
    new = [
        settings.server.host,
        *([settings.submission.server.host] if settings.submission else []),
    ]
    return all(any(same_house(one, other) for other in old) for one in new)


def _asking(settings: AccountSettings) -> AccountSettings:
    return replace(settings, secret_kind=SecretKind.ASK)


def _stopper() -> Callable[[], None]:
    """Return what ends the running command, whose reply then says that it was stopped."""
    current = asyncio.current_task()
    assert current is not None

    def stop() -> None:
        current.cancel()

    return stop


async def set_password(context: Context, command: commands.SetPassword) -> events.Reply:
    """Take a password and go on with it."""
    runner = context.runner(command.account)
    await runner.give_password(Secret(command.password), remember=command.remember)
    return events.Done(request=command.request)


async def sync(context: Context, command: commands.Sync) -> events.Reply:
    """Look for news; with `wait` until everything that was asked for is here."""
    runners = [one for one in context.runners() if command.account in {0, one.key}]
    if command.account and not runners:
        raise UsageError("no-account", detail=str(command.account))
    mailbox = MailboxKey(command.mailbox) if command.mailbox else None
    if mailbox is not None:
        owner = read_mailboxes.sync_state(context.store.reader, mailbox).account
        runners = [one for one in runners if one.key == owner]
    passes: list[Coroutine[None, None, None]] = [
        one.sync(mailbox, texts=command.depth == "bodies", whole=command.wait) for one in runners
    ]
    if command.wait:
        await asyncio.gather(*passes)
    else:
        for one in passes:
            context.detach(one)
    return events.Done(request=command.request)


def _need_other(context: Context, settings: AccountSettings, but: AccountKey) -> None:
    """Raise UsageError(`account-exists`) when another account is the same."""
    for one in read_accounts.accounts(context.store.reader):
        if one.key != but and _same(one.settings, settings):
            raise UsageError("account-exists", detail=settings.address)


async def _forget_unused(context: Context, credentials: Credentials) -> None:
    """Take a password out of the keyring that no account has any more."""
    used = {
        keyring_name(one.settings)
        for one in read_accounts.accounts(context.store.reader)
        if one.settings.secret_kind in {SecretKind.KEYRING, SecretKind.OAUTH}
    }
    if keyring_name(credentials.settings) not in used:
        await credentials.forget()


def reload_settings(context: Context, command: commands.ReloadSettings) -> events.Reply:
    """Go by the settings file as it is now."""
    context.settings.reload()
    for runner in context.runners():
        runner.settings_changed()
    return events.Done(request=command.request)


def _same(one: AccountSettings, other: AccountSettings) -> bool:
    return (
        one.address.casefold() == other.address.casefold()
        and one.server.host.casefold() == other.server.host.casefold()
        and one.user == other.user
    )
