"""`export`, `import`, `backup`: by the engine; how many messages, and what was left out."""

import asyncio
from pathlib import Path

from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.accounts import secret_line
from facteur.cli.dialogue import Dialogue, Opener, converse
from facteur.cli.invocation import BackUp, ExportFolder, ImportFiles
from facteur.cli.plain import octets, safe_line
from facteur.cli.words import sentence
from facteur.link import commands
from facteur.link.events import Counts, Done, Failed, Problem, Reply
from facteur.store.reader import Reader, open_reader

_NONE = Counts(messages=0, octets=0)


def run(command: ExportFolder | ImportFiles | BackUp, profile: Profile, opener: Opener) -> int:
    """Carry it out; 1 when it failed or a message was left out."""
    reader = open_reader(profile)
    passphrase = ""
    if not isinstance(command, ExportFolder) and command.passphrase:
        passphrase = secret_line("Passphrase: ")
    progress = output.Progress()

    async def work(talk: Dialogue) -> Reply:
        talk.on_event = progress.on_event
        try:
            return await talk.ask(lambda request: _asked(reader, command, passphrase, request))
        finally:
            progress.end()

    reply = asyncio.run(converse(opener, profile, work))
    if isinstance(reply, Failed):
        output.say(sentence(reply.problem))
        return 1
    return _tell(reply, command)


def _asked(
    reader: Reader, command: ExportFolder | ImportFiles | BackUp, passphrase: str, request: int
) -> commands.Command:
    path = _absolute(command.path)
    match command:
        case ExportFolder():
            mailbox = reading.mailbox(reader, command.mailbox, command.account)
            return commands.ExportMailbox(
                request=request, mailbox=mailbox.key, path=path, form=command.form
            )
        case ImportFiles():
            account = reading.local_account(reader, command.account)
            mailbox = reading.mailbox(reader, command.mailbox, account.settings.address)
            return commands.ImportMail(
                request=request, path=path, mailbox=mailbox.key, passphrase=passphrase
            )
        case BackUp(check=True):
            return commands.CheckBackup(request=request, path=path, passphrase=passphrase)
        case BackUp():
            return commands.MakeBackup(request=request, path=path, passphrase=passphrase)


def _absolute(path: Path) -> str:
    """Return the path as the engine must have it, which may run in another folder."""
    return str(Path.cwd() / path)


def _tell(reply: Done, command: ExportFolder | ImportFiles | BackUp) -> int:
    counts = reply.counts or _NONE
    if command.json:
        output.json_line(
            {
                "messages": counts.messages,
                "octets": counts.octets,
                "skipped": counts.skipped,
                "left_out": counts.left_out,
                "problems": [{"place": place, "code": code} for place, code in counts.problems],
                "path": reply.path or None,
            }
        )
    else:
        output.lines([safe_line(_words(reply, command, counts))])
    for place, code in counts.problems:
        output.say(f"left out: {place}: {_reason(code)}")
    return 1 if counts.left_out else 0


def _words(reply: Done, command: ExportFolder | ImportFiles | BackUp, counts: Counts) -> str:
    size = f"{counts.messages} messages ({octets(counts.octets)})"
    match command:
        case ExportFolder():
            return f"{size} written to {reply.path}."
        case ImportFiles():
            return f"{size} taken in, {counts.skipped} were there already."
        case BackUp(check=True):
            return f"{size} read again, {counts.left_out} differences."
        case BackUp():
            return f"{size} written to {reply.path} and read back, no difference."


def _reason(code: str) -> str:
    if code == "not-here":
        return "not wholly on this computer"
    return sentence(Problem(family="archive", code=code)) if code == "damaged" else code
