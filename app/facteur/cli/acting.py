"""`move`, `copy`, `delete`, `restore`, `erase`, `keep`, `release`, `folder`: by the engine."""

import asyncio
from collections.abc import Callable
from typing import assert_never

from facteur.base.paths import Profile
from facteur.cli import reading
from facteur.cli.accounts import told
from facteur.cli.dialogue import Dialogue, Opener, converse
from facteur.cli.invocation import ActOnFolder, ActOnMessages, Deed, FolderDeed
from facteur.link import commands
from facteur.link.events import Done, Reply
from facteur.store.reader import Reader, open_reader

Make = Callable[[int], commands.Command]
Words = Callable[[str], str]
"""Makes the sentence of success; gets how many messages it was done with, in words."""


def run(command: ActOnMessages | ActOnFolder, profile: Profile, opener: Opener) -> int:
    """Carry it out and return the exit code. Raises UsageError for what is not there."""
    reader = open_reader(profile)
    if isinstance(command, ActOnMessages):
        make, words = _on_messages(reader, command)
    else:
        make, words = _on_folder(reader, command)

    async def work(talk: Dialogue) -> Reply:
        return await talk.ask(make)

    reply = asyncio.run(converse(opener, profile, work))
    return told(reply, words(_counted(reply)))


def _counted(reply: Reply) -> str:
    """Return with how many messages it was done, as the engine says."""
    count = reply.counts.messages if isinstance(reply, Done) and reply.counts else 0
    return "1 message" if count == 1 else f"{count or 'No'} messages"


def _on_messages(reader: Reader, command: ActOnMessages) -> tuple[Make, Words]:
    for key in command.messages:
        reading.message(reader, key)
    keys = list(command.messages)
    match command.deed:
        case Deed.MOVE | Deed.COPY:
            target = reading.mailbox(reader, command.mailbox, command.account)
            kind = commands.MoveMessages if command.deed is Deed.MOVE else commands.CopyMessages
            done = "moved" if command.deed is Deed.MOVE else "copied"
            return (
                lambda request: kind(request=request, messages=keys, mailbox=target.key),
                lambda count: f"{count} {done} to {target.path}.",
            )
        case Deed.DELETE:
            return (
                lambda request: commands.MoveMessages(request=request, messages=keys, mailbox=0),
                lambda count: f"{count} put into the trash.",
            )
        case Deed.RESTORE:
            return (
                lambda request: commands.RestoreMessages(request=request, messages=keys),
                lambda count: f"{count} put back.",
            )
        case Deed.ERASE:
            return (
                lambda request: commands.EraseMessages(request=request, messages=keys),
                lambda count: f"{count} deleted for good.",
            )
        case Deed.KEEP | Deed.RELEASE:
            kept = command.deed is Deed.KEEP
            return (
                lambda request: commands.KeepOnServer(request=request, messages=keys, kept=kept),
                lambda count: f"{count} {'kept on the server' if kept else 'left to the rule'}.",
            )
        case _:
            assert_never(command.deed)


def _on_folder(reader: Reader, command: ActOnFolder) -> tuple[Make, Words]:
    if command.deed is FolderDeed.CREATE:
        account = reading.local_account(reader, command.account)
        return (
            lambda request: commands.CreateMailbox(
                request=request, account=account.key, path=command.path
            ),
            lambda _count: f"Folder {command.path} was made.",
        )
    mailbox = reading.mailbox(reader, command.path, command.account)
    if command.deed is FolderDeed.RENAME:
        return (
            lambda request: commands.RenameMailbox(
                request=request, mailbox=mailbox.key, path=command.new_path
            ),
            lambda _count: f"Folder {command.path} is now {command.new_path}.",
        )
    return (
        lambda request: commands.DeleteMailbox(request=request, mailbox=mailbox.key),
        lambda _count: f"Folder {command.path} was deleted; its messages are in the trash.",
    )
