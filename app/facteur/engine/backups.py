"""Makes a backup by itself when the user wants one each month and the last one is older.

It cannot have a passphrase: nobody is there to type it. One that fails stands as a problem until
one succeeds, by hand or by itself; a disk that is not plugged in is tried again the next hour.
After one that succeeded the oldest of its kind go, see `archive.oldbackups`; never those made by
hand.
"""

import asyncio
from pathlib import Path

from facteur.archive.failures import ArchiveError
from facteur.base.errors import FacteurError
from facteur.base.log import logger
from facteur.base.settings import Settings
from facteur.engine.context import Context
from facteur.engine.problems import problem
from facteur.link import commands
from facteur.link.events import ProblemCleared, ProblemRaised
from facteur.store.read import problems as read_problems
from facteur.store.read import wholes
from facteur.store.write import backups as write_backups
from facteur.store.write import problems as write_problems

KEPT = 12  # of those that the schedule made
MONTH_MS = 30 * 24 * 3600 * 1000
FIRST_AFTER_S = 300.0  # a start belongs to the user
LOOK_EVERY_S = 3600.0
FAMILY = "archive"
CODE = "backup-failed"

_log = logger("store")


def is_due(settings: Settings, last_ms: int, now_ms: int) -> bool:
    """Whether a backup is to be made now. last_ms: when the last one was, 0 never.

    A last one in the future says that the clock was moved: then one is due as well.
    """
    if not settings.switch("backup_monthly") or not settings.text("backup_folder"):
        return False
    return not last_ms or now_ms - last_ms >= MONTH_MS or last_ms > now_ms + MONTH_MS


async def run(context: Context) -> None:
    """Look once an hour, for as long as the engine lives."""
    clock = context.effects.clock
    await clock.sleep(FIRST_AFTER_S)
    while True:
        await look(context)
        await clock.sleep(LOOK_EVERY_S)


async def look(context: Context) -> None:
    """Make a backup if one is due; tell when that is not possible, and when it is again."""
    last = wholes.last_backup(context.store.reader)
    last_ms = last.made_ms if last is not None else 0
    now_ms = context.effects.clock.now_ms()
    if not is_due(context.settings, last_ms, now_ms):
        await _clear(context)
        return
    from facteur.engine import archivecommands  # noqa: PLC0415 - it takes 20 MB of memory

    folder = context.settings.text("backup_folder")
    try:
        if not await asyncio.to_thread(Path(folder).is_dir):
            # Else it would be taken for the name of a file, where the disk is not plugged in.
            raise ArchiveError("missing", detail=folder)
        wanted = commands.MakeBackup(request=0, path=folder)
        await archivecommands.make_backup(context, wanted, scheduled=True)
    except FacteurError as error:
        _log.warning("the monthly backup could not be made: %s", error)
        await _raise(context, error, now_ms)
    else:
        await _clear(context)
        await _prune(context)


async def _prune(context: Context) -> None:
    """Delete what the schedule made beyond the newest `KEPT`; what cannot be deleted stays."""
    from facteur.archive import oldbackups  # noqa: PLC0415 - as archivecommands

    made = [
        oldbackups.Made(
            key=one.key,
            made_ms=one.made_ms,
            path=Path(one.path),
            file_octets=one.file_octets,
            messages=one.messages,
        )
        for one in wholes.scheduled_backups(context.store.reader)
    ]
    for one in await asyncio.to_thread(oldbackups.too_many, made, KEPT):
        try:
            await asyncio.to_thread(oldbackups.remove, one)
        except ArchiveError as error:
            _log.warning("an old monthly backup could not be deleted: %s", error)
            continue
        now = context.effects.clock.now_ms()
        key = one.key
        await context.store.write(
            lambda tx, key=key, now=now: write_backups.note_removed(tx, key, now)
        )
        _log.info("an old monthly backup was deleted")


async def _raise(context: Context, error: FacteurError, now_ms: int) -> None:
    detail = f"{error.code}: {error.detail}"
    await context.store.write(
        lambda tx: write_problems.raise_(
            tx, account=None, family=FAMILY, code=CODE, detail=detail, raised_ms=now_ms
        )
    )
    told = problem(ArchiveError(CODE, detail=detail))
    context.broadcast.now(ProblemRaised(problem=told))


async def _clear(context: Context) -> None:
    standing = read_problems.standing(context.store.reader)
    if not any((one.family, one.code) == (FAMILY, CODE) for one in standing):
        return
    await context.store.write(
        lambda tx: write_problems.clear(tx, account=None, family=FAMILY, code=CODE)
    )
    context.broadcast.now(ProblemCleared(account=0, family=FAMILY, code=CODE))
