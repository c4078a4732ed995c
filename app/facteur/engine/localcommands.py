"""Commands about local mailboxes, and about what collecting accounts do with their server."""

from facteur.base.errors import UsageError
from facteur.engine.context import Context
from facteur.engine.pop.account import PopRunner
from facteur.engine.pop.removal import answered
from facteur.link import commands, events
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.read import pop as read_pop
from facteur.store.transaction import Transaction
from facteur.store.write import local
from facteur.store.write import pop as write_pop


async def answer_removal(context: Context, command: commands.AnswerRemoval) -> events.Reply:
    """Keep the user's answer; an agreement is acted on at once."""
    runner = _pop_runner(context, command.account)

    def work(tx: Transaction) -> None:
        state = answered(read_pop.state(tx, runner.key), allow=command.allow)
        write_pop.set_maildrop(tx, runner.key, state)

    await context.store.write(work, urgent=True)
    context.broadcast.now(runner.removal_wanted())
    if command.allow:
        runner.try_now()
    return events.Done(request=command.request)


async def keep_on_server(context: Context, command: commands.KeepOnServer) -> events.Reply:
    """Pin messages or let them go."""
    keys = _keys(command.messages)
    await context.store.write(
        lambda tx: write_pop.set_kept(tx, keys, kept=command.kept), urgent=True
    )
    return events.Done(request=command.request)


async def create(context: Context, command: commands.CreateMailbox) -> events.Reply:
    """Make a local mailbox. Raises UsageError, see store.write.local.create."""
    account = _pop_runner(context, command.account).key
    key = await context.store.write(lambda tx: local.create(tx, account, command.path), urgent=True)
    return events.Done(request=command.request, mailbox=key)


async def rename(context: Context, command: commands.RenameMailbox) -> events.Reply:
    """Rename or move a local mailbox. Raises UsageError, see store.write.local.rename."""
    mailbox = MailboxKey(command.mailbox)
    await context.store.write(lambda tx: local.rename(tx, mailbox, command.path), urgent=True)
    return events.Done(request=command.request)


async def delete(context: Context, command: commands.DeleteMailbox) -> events.Reply:
    """Delete a local mailbox; its messages go to the trash."""
    mailbox = MailboxKey(command.mailbox)
    await context.store.write(lambda tx: local.delete(tx, mailbox), urgent=True)
    return events.Done(request=command.request)


async def move(context: Context, command: commands.MoveMessages) -> events.Reply:
    """Move messages within their account; mailbox 0 means its trash."""
    keys = _keys(command.messages)

    def work(tx: Transaction) -> None:
        target = MailboxKey(command.mailbox) or local.trash_of(tx, _account_of(tx, keys))
        local.move(tx, keys, target)

    await context.store.write(work, urgent=True)
    return events.Done(request=command.request)


async def copy(context: Context, command: commands.CopyMessages) -> events.Reply:
    """Copy messages into a local mailbox."""
    keys = _keys(command.messages)
    target = MailboxKey(command.mailbox)
    await context.store.write(lambda tx: local.copy(tx, keys, target), urgent=True)
    return events.Done(request=command.request)


async def restore(context: Context, command: commands.RestoreMessages) -> events.Reply:
    """Put messages of the trash back."""
    keys = _keys(command.messages)
    await context.store.write(lambda tx: local.restore(tx, keys), urgent=True)
    return events.Done(request=command.request)


async def erase(context: Context, command: commands.EraseMessages) -> events.Reply:
    """Delete messages of the trash for good; their bytes are let go after their rows."""
    keys = _keys(command.messages)
    now = context.effects.clock.now_ms()

    def work(tx: Transaction) -> tuple[AccountKey, list[bytes]]:
        return _account_of(tx, keys), local.erase(tx, keys, now)

    account, unnamed = await context.store.write(work, urgent=True)
    for sha256 in unnamed:
        await context.store.content_write(
            lambda content, name=sha256: content.release_whole(account, name)
        )
    return events.Done(request=command.request)


def _pop_runner(context: Context, account: int) -> PopRunner:
    runner = context.runner(account)
    if not isinstance(runner, PopRunner):
        raise UsageError("account-not-pop", detail=runner.settings.address)
    return runner


def _account_of(tx: Transaction, keys: list[MessageKey]) -> AccountKey:
    """Return the one local account of the messages.

    Raises UsageError: `no-message`, `mailbox-not-local`, `several-accounts`.
    """
    found = {local.account_of_message(tx, key) for key in keys}
    if len(found) != 1:
        raise UsageError("several-accounts" if found else "no-message")
    return found.pop()


def _keys(messages: list[int]) -> list[MessageKey]:
    return [MessageKey(one) for one in messages]
