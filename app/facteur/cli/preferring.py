"""`account prefer`: how often, how much, which colour, paused or not."""

import asyncio
from dataclasses import replace

from facteur.base.paths import Profile
from facteur.cli import reading
from facteur.cli.accounts import told
from facteur.cli.dialogue import Dialogue, Opener, converse
from facteur.cli.invocation import PreferAccount
from facteur.link import commands
from facteur.link.events import Reply
from facteur.mail.account import Preferences
from facteur.store.reader import open_reader


def run(command: PreferAccount, profile: Profile, opener: Opener) -> int:
    """Carry it out and return the exit code."""
    account = reading.account(open_reader(profile), command.address)
    wanted = _changed(account.preferences, command)

    async def work(talk: Dialogue) -> Reply:
        return await talk.ask(
            lambda request: commands.Prefer(
                request=request,
                account=account.key,
                colour=wanted.colour,
                paused=wanted.paused,
                interval_s=wanted.interval_s,
                texts=wanted.texts.value,
            )
        )

    reply = asyncio.run(converse(opener, profile, work))
    return told(reply, f"Account {command.address} was changed.")


def _changed(before: Preferences, command: PreferAccount) -> Preferences:
    after = before
    if command.colour is not None:
        after = replace(after, colour=command.colour)
    if command.paused is not None:
        after = replace(after, paused=command.paused)
    if command.interval_s is not None:
        after = replace(after, interval_s=command.interval_s)
    if command.texts is not None:
        after = replace(after, texts=command.texts)
    return after
