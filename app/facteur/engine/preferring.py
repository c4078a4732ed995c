"""What a person decides about accounts: preferences, identities, notices put away."""

from dataclasses import replace

from facteur.base.errors import UsageError
from facteur.engine.context import Context
from facteur.link import commands, events
from facteur.mail.account import Identity, Preferences, Protocol, Texts
from facteur.mail.keys import AccountKey, NoticeKey
from facteur.store.write import accounts as write_accounts
from facteur.store.write import notices as write_notices


async def prefer(context: Context, command: commands.Prefer) -> events.Reply:
    """Keep preferences.

    Raises UsageError: `texts-invalid`, `account-local` and those of Preferences.
    """
    key = AccountKey(command.account)
    runner = context.runner(key)
    try:
        texts = Texts(command.texts)
    except ValueError as error:
        raise UsageError("texts-invalid", detail=command.texts) from error
    preferences = Preferences(
        colour=command.colour,
        paused=command.paused,
        interval_s=command.interval_s,
        texts=texts,
    )
    asks = replace(preferences, colour="") != Preferences()
    if asks and runner.settings.protocol is Protocol.LOCAL:
        raise UsageError("account-local")
    await context.store.write(lambda tx: write_accounts.prefer(tx, key, preferences), urgent=True)
    runner.prefer(preferences)
    return events.Done(request=command.request, account=key)


async def identify(context: Context, command: commands.SetIdentities) -> events.Reply:
    """Keep the addresses beside the account's own. Raises UsageError(`address-invalid`)."""
    key = AccountKey(command.account)
    context.runner(key)
    found = [
        Identity(name=one.name.strip(), address=one.address.strip(), reply_to=one.reply_to.strip())
        for one in command.identities
    ]
    for one in found:
        if "@" not in one.address.strip("@") or not one.address.isprintable():
            raise UsageError("address-invalid", detail=one.address)
    await context.store.write(lambda tx: write_accounts.identify(tx, key, found), urgent=True)
    return events.Done(request=command.request, account=key)


async def dismiss(context: Context, command: commands.DismissNotices) -> events.Reply:
    """Put notices away, and with `mute` hear no more of their kind."""
    keys = [NoticeKey(one) for one in command.notices]
    await context.store.write(
        lambda tx: write_notices.dismiss(tx, keys, mute=command.mute), urgent=True
    )
    return events.Done(request=command.request)
