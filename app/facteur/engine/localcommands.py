"""Commands about local mailboxes, and about what collecting accounts do with their server."""

from facteur.base.errors import UsageError
from facteur.engine.context import Context
from facteur.engine.pop.account import PopRunner
from facteur.engine.pop.adoption import release_erased
from facteur.engine.pop.removal import answered
from facteur.link import commands, events
from facteur.mail.account import Protocol, local_settings
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.read import accounts as read_accounts
from facteur.store.read import pop as read_pop
from facteur.store.transaction import Transaction
from facteur.store.write import accounts as write_accounts
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
    else:
        runner.spare_marked()
    return events.Done(request=command.request)


async def keep_on_server(context: Context, command: commands.KeepOnServer) -> events.Reply:
    """Pin messages or let them go."""
    keys = _keys(command.messages)
    count = await context.store.write(
        lambda tx: write_pop.set_kept(tx, keys, kept=command.kept), urgent=True
    )
    for runner in context.runners():
        if isinstance(runner, PopRunner):
            runner.spare_marked()
    return _done(command, count)


async def skip_refused(context: Context, command: commands.SkipRefused) -> events.Reply:
    """Give up for good what a server refused, or ask for it again."""
    count = await _pop_runner(context, command.account).settle_refused(retry=command.retry)
    return _done(command, count)


async def create(context: Context, command: commands.CreateMailbox) -> events.Reply:
    """Make a local mailbox. Raises UsageError, see store.write.local.create."""
    runner = context.runner(command.account)
    if not runner.settings.protocol.keeps_here:
        raise UsageError("account-not-pop", detail=runner.settings.address)
    account = runner.key
    key = await context.store.write(lambda tx: local.create(tx, account, command.path), urgent=True)
    return events.Done(request=command.request, mailbox=key)


async def add_account(context: Context, command: commands.AddLocalAccount) -> events.Reply:
    """Have the account without a server."""
    account, inbox = await local_account(context)
    return events.Done(request=command.request, account=account, mailbox=inbox)


async def local_account(context: Context) -> tuple[AccountKey, MailboxKey]:
    """Return the account without a server and its inbox, made where there is none yet."""
    async with context.changing_accounts:
        accounts = read_accounts.accounts(context.store.reader)
        there = [one.key for one in accounts if one.settings.protocol is Protocol.LOCAL]
        now = context.effects.clock.now_ms()

        def work(tx: Transaction) -> tuple[AccountKey, MailboxKey]:
            key = there[0] if there else write_accounts.add(tx, local_settings(), now)
            return key, local.ensure(tx, key)

        key, inbox = await context.store.write(work, urgent=True)
        if not there:
            context.begin(read_accounts.account(context.store.reader, key))
        return key, inbox


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
    """Move messages within their account; mailbox 0 means its trash.

    Raises UsageError: `no-message`, `mailbox-not-local`, `several-accounts`.
    """
    keys = _keys(command.messages)

    def work(tx: Transaction) -> int:
        account = local.account_of(tx, keys)
        target = MailboxKey(command.mailbox) or local.trash_of(tx, account)
        if local.account_of_mailbox(tx, target) != account:
            raise UsageError("several-accounts")
        return local.move(tx, keys, target)

    return _done(command, await context.store.write(work, urgent=True))


async def copy(context: Context, command: commands.CopyMessages) -> events.Reply:
    """Copy messages into a mailbox of their account. Raises UsageError, see local.copy."""
    keys = _keys(command.messages)
    target = MailboxKey(command.mailbox)

    def work(tx: Transaction) -> int:
        made = local.copy(tx, keys, target)
        if not made:
            raise UsageError("no-message")
        return len(made)

    return _done(command, await context.store.write(work, urgent=True))


async def restore(context: Context, command: commands.RestoreMessages) -> events.Reply:
    """Put messages of the trash back. Raises UsageError(`not-in-trash`) when none lies there."""
    keys = _keys(command.messages)

    def work(tx: Transaction) -> int:
        _need_trashed(tx, keys)
        return local.restore(tx, keys)

    return _done(command, await context.store.write(work, urgent=True))


async def erase(context: Context, command: commands.EraseMessages) -> events.Reply:
    """Delete messages of the trash for good; their bytes are let go after their rows.

    Raises UsageError: `no-message`, `mailbox-not-local`, `several-accounts`, `not-in-trash`.
    """
    keys = _keys(command.messages)
    now = context.effects.clock.now_ms()

    def work(tx: Transaction) -> tuple[AccountKey, int]:
        account = local.account_of(tx, keys)
        count = _need_trashed(tx, keys)
        local.erase(tx, keys, now)
        return account, count

    account, count = await context.store.write(work, urgent=True)
    await release_erased(context.store, account)
    return _done(command, count)


def _need_trashed(tx: Transaction, keys: list[MessageKey]) -> int:
    """Return how many of the messages lie in the trash. Raises UsageError when none does."""
    count = local.in_trash(tx, keys)
    if not count:
        local.account_of(tx, keys)  # says it when there are no such messages at all
        raise UsageError("not-in-trash")
    return count


def _done(command: commands.Command, count: int) -> events.Done:
    """Return the reply that says with how many messages something was done."""
    return events.Done(request=command.request, counts=events.Counts(messages=count, octets=0))


def _pop_runner(context: Context, account: int) -> PopRunner:
    runner = context.runner(account)
    if runner.settings.protocol is Protocol.LOCAL:
        raise UsageError("account-local")
    if not isinstance(runner, PopRunner):
        raise UsageError("account-not-pop", detail=runner.settings.address)
    return runner


def _keys(messages: list[int]) -> list[MessageKey]:
    return [MessageKey(one) for one in messages]
