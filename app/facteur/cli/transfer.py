"""`export`, `import`, `backup`: by the engine; how many messages, and what was left out."""

import asyncio
from pathlib import Path

from facteur.archive.detect import Kind, detect
from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.accounts import secret_line
from facteur.cli.dialogue import Dialogue, Opener, converse
from facteur.cli.invocation import BackUp, ExportFolder, ImportFiles
from facteur.cli.output import Json
from facteur.cli.plain import octets, safe_line
from facteur.cli.words import sentence
from facteur.link import commands
from facteur.link.events import BackupFolder, Counts, Done, Failed, Problem, Reply
from facteur.mail.account import Protocol
from facteur.store.read import accounts
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
        wanted: list[list[str]] = []
        try:
            if isinstance(command, ImportFiles) and command.folders:
                listed = await talk.ask(
                    lambda request: commands.ListBackup(
                        request=request, path=_absolute(command.path), passphrase=passphrase
                    )
                )
                if isinstance(listed, Failed):
                    return listed
                wanted = _wanted(listed.folders or [], command.folders)
            return await talk.ask(
                lambda request: _asked(reader, command, passphrase, wanted, request)
            )
        finally:
            progress.end()

    reply = asyncio.run(converse(opener, profile, work))
    if isinstance(reply, Failed):
        output.say(sentence(reply.problem))
        return 1
    if reply.folders is not None:
        _show(reply.folders, json=command.json)
        return 0
    return _tell(reply, command)


def _wanted(held: list[BackupFolder], paths: tuple[str, ...]) -> list[list[str]]:
    """Return the levels of the folders of those paths. Raises UsageError(`mailbox-unknown`)."""
    found: list[list[str]] = []
    for path in paths:
        fitting = [one.levels for one in held if path in {_path(one.levels), _path(one.levels[1:])}]
        if not fitting:
            raise UsageError("not-in-backup", detail=path)
        found += fitting
    return found


def _path(levels: list[str]) -> str:
    return "/".join(levels)


def _asked(
    reader: Reader,
    command: ExportFolder | ImportFiles | BackUp,
    passphrase: str,
    wanted: list[list[str]],
    request: int,
) -> commands.Command:
    path = _absolute(command.path)
    match command:
        case ExportFolder():
            mailbox = reading.mailbox(reader, command.mailbox, command.account)
            return commands.ExportMailbox(
                request=request, mailbox=mailbox.key, path=path, form=command.form
            )
        case ImportFiles():
            return commands.ImportMail(
                request=request,
                path=path,
                mailbox=_place(reader, command),
                passphrase=passphrase,
                folders=wanted,
            )
        case BackUp(contents=True):
            return commands.ListBackup(request=request, path=path, passphrase=passphrase)
        case BackUp(check=True):
            return commands.CheckBackup(request=request, path=path, passphrase=passphrase)
        case BackUp():
            return commands.MakeBackup(request=request, path=path, passphrase=passphrase)


def _place(reader: Reader, command: ImportFiles) -> int:
    """Return where mail without a place of its own goes, 0 for the account without a server.

    Where nothing was named that is so for a backup, whose folders go back to their accounts, and
    for all mail when no account collects; the second time as the first, or nothing would be known
    again. Raises UsageError.
    """
    if not command.account and not command.mailbox:
        protocols = {one.settings.protocol for one in accounts.accounts(reader)}
        backups = {Kind.BACKUP, Kind.SEALED_BACKUP}
        if Protocol.POP not in protocols or detect(command.path) in backups:
            return 0
    account = reading.local_account(reader, command.account)
    address = account.settings.address
    return reading.mailbox(reader, command.mailbox or "Inbox", address).key


def _show(folders: list[BackupFolder], *, json: bool) -> None:
    if json:
        output.json_array(_folder_json(one) for one in folders)
        return
    cells = [
        (
            safe_line(_path(one.levels[:1])),
            safe_line(_path(one.levels[1:])),
            str(one.messages),
            octets(one.octets),
            "yes" if one.account else "",
        )
        for one in folders
    ]
    titles = ("ACCOUNT", "FOLDER", "MESSAGES", "SIZE", "ACCOUNT IS HERE")
    output.rows(titles, cells, right=frozenset({2, 3}))


def _folder_json(one: BackupFolder) -> Json:
    return {
        "account": _path(one.levels[:1]),
        "folder": _path(one.levels[1:]),
        "use": one.use or None,
        "messages": one.messages,
        "octets": one.octets,
        "here": bool(one.account),
    }


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
        case BackUp(contents=True):
            return ""  # shown otherwise
        case BackUp(check=True):
            return f"{size} read again, {counts.left_out} differences."
        case BackUp():
            return f"{size} written to {reply.path} and read back, no difference."


def _reason(code: str) -> str:
    if code == "not-here":
        return "not wholly on this computer"
    return sentence(Problem(family="archive", code=code)) if code == "damaged" else code
