"""`sync`: one pass over accounts, an account or a folder, by the engine; then the end."""

import asyncio

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import output, reading, status
from facteur.cli.dialogue import AWAY_S, Dialogue, EngineUnwilling, Opener, converse
from facteur.cli.invocation import SyncOnce
from facteur.cli.words import sentence
from facteur.link import commands
from facteur.link.events import Failed, Problem
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.read import accounts
from facteur.store.reader import Reader, open_reader
from facteur.store.recovery import saved_accounts

# A folder that is not known yet is listed within the first moments of a connection.
LISTING_S = 60.0


def run(
    command: SyncOnce, profile: Profile, opener: Opener, *, listing_s: float = LISTING_S
) -> int:
    """Bring what is new; 1 when something failed or still waits."""
    reader = open_reader(profile)
    if not accounts.accounts(reader) and not saved_accounts(profile):
        raise UsageError("no-account")

    async def work(talk: Dialogue) -> int:
        # Only now: the engine may have had to begin the store anew, with the saved accounts.
        account = reading.account_key(reader, command.account)
        return await _sync(talk, reader, command, account, listing_s)

    return asyncio.run(converse(opener, profile, work))


async def _sync(
    talk: Dialogue,
    reader: Reader,
    command: SyncOnce,
    account: AccountKey | None,
    listing_s: float,
) -> int:
    progress = output.Progress()
    talk.on_event = progress.on_event
    try:
        mailbox = await _mailbox(talk, reader, command, listing_s)
        reply = await talk.ask(
            lambda request: commands.Sync(
                request=request,
                account=account or 0,
                mailbox=mailbox or 0,
                depth=command.depth.value,
                wait=True,
            )
        )
    finally:
        progress.end()
    told = status.still_open(reader, account)
    if isinstance(reply, Failed):
        told.insert(0, sentence(reply.problem))
    for text in dict.fromkeys([*told, *status.removal_words(reader, account)]):
        output.say(text)
    return 1 if told else 0


async def _mailbox(
    talk: Dialogue, reader: Reader, command: SyncOnce, listing_s: float
) -> MailboxKey | None:
    """Return the folder that is meant, None for all; one never heard of is waited for."""
    if not command.mailbox:
        return None
    loop = asyncio.get_running_loop()
    deadline = loop.time() + listing_s
    while True:
        found = reading.find_mailbox(reader, command.mailbox, command.account)
        if found is not None:
            return found.key
        left = deadline - loop.time()
        if await talk.wait(min(AWAY_S, left) if talk.all_settled else left):
            continue
        if talk.all_away:
            raise EngineUnwilling(Problem(family="network", code="offline"))
        raise UsageError("mailbox-unknown", detail=command.mailbox)
