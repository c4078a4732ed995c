"""What a mailbox that is tried holds: its own numbers, for the choice of where mail is to be kept.

A few round trips at most; what a server does not tell, tells too slowly or tells as nonsense is
unknown (-1) and nobody's fault: the trial has succeeded by then.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from facteur.base.errors import FacteurError
from facteur.base.log import logger
from facteur.engine.quota import space_of, tightest
from facteur.imap import commands
from facteur.imap.dates import write_date
from facteur.imap.numset import NumSet
from facteur.imap.responses import (
    ESearchResult,
    Event,
    FetchBatch,
    Fetched,
    OtherData,
    SearchResult,
    StatusRow,
)
from facteur.link.events import Trial
from facteur.mail.space import Space
from facteur.message.dates import sent_ms
from facteur.message.headers import split_header
from facteur.message.received import received_ms
from facteur.net.imapsession import ImapSession
from facteur.net.popsession import PopSession
from facteur.pop import commands as pop_commands
from facteur.pop.replies import SizeRows, Totals

RECENT_DAYS = 30
DAY_MS = 86_400_000
PATIENCE_S = 12.0  # for all of it
MOST_SIZES = 1000  # asked for one by one; the rest is taken to be like them
SAMPLE = 24  # headers looked at in one go
HEADER_OCTETS = 65_536  # of one; longer is not read to its end
UNKNOWN = -1
MOST = 1 << 53  # a number beyond this is no mailbox's, and too large for who computes with it

_log = logger("sync")


@dataclass(slots=True)
class _Numbers:
    """What has been found so far."""

    messages: int = UNKNOWN
    octets: int = UNKNOWN
    recent_messages: int = UNKNOWN
    recent_octets: int = UNKNOWN
    quota_octets: int = UNKNOWN
    used_octets: int = UNKNOWN

    def trial(self) -> Trial:
        return Trial(
            messages=_sane(self.messages),
            octets=_sane(self.octets),
            recent_messages=_sane(self.recent_messages),
            recent_octets=_sane(self.recent_octets),
            quota_octets=_sane(self.quota_octets),
            used_octets=_sane(self.used_octets),
        )


def _sane(value: int) -> int:
    return value if value <= MOST else UNKNOWN


async def measure_imap(session: ImapSession, now_ms: int) -> Trial:
    """Return the numbers of the INBOX that is selected, and the quota of the account."""
    found = _Numbers()
    selected = session.connection.selected
    if selected is not None:
        found.messages = selected.exists
    try:
        async with asyncio.timeout(PATIENCE_S):
            await _ask_totals(session, found)
            await _ask_recent(session, found, now_ms)
    except (FacteurError, TimeoutError) as error:
        _log.info("the mailbox is not measured: %s", error)
    return found.trial()


async def _ask_totals(session: ImapSession, found: _Numbers) -> None:
    """Ask the size of INBOX and the quota, in one flight."""
    capabilities = session.connection.capabilities
    asked: list[commands.Command] = []
    if "STATUS=SIZE" in capabilities:
        asked.append(commands.StatusCommand(mailbox=b"INBOX", items=("MESSAGES", "SIZE")))
    if "QUOTA" in capabilities:
        asked.append(commands.QuotaRoot(mailbox=b"INBOX"))

    spaces: list[Space] = []

    def note(event: Event) -> None:
        match event:
            case StatusRow(size_octets=int() as octets):
                found.octets = octets
            case OtherData(name="QUOTA", values=(_, list() as limits)):
                spaces.extend(filter(None, (space_of(limits),)))
            case _:
                pass

    if asked:
        await session.flight(asked, note)
    space = tightest(spaces)
    if space is not None:
        found.quota_octets, found.used_octets = space.limit_octets, space.used_octets


async def _ask_recent(session: ImapSession, found: _Numbers, now_ms: int) -> None:
    """Search for what came lately, and ask the sizes of some of it."""
    if not found.messages:
        found.octets = found.recent_messages = found.recent_octets = 0
        return
    since = write_date(now_ms - RECENT_DAYS * DAY_MS)[1:12].strip()
    hits: list[NumSet] = []
    told = False

    def note_hits(event: Event) -> None:
        nonlocal told
        if isinstance(event, SearchResult | ESearchResult):
            told = True
            if event.numbers is not None:
                hits.append(event.numbers)

    returns = ("ALL",) if "ESEARCH" in session.connection.capabilities else ()
    (done,) = await session.flight(
        [commands.Search(criteria=(b"SINCE " + since,), returns=returns)], note_hits
    )
    count = sum(len(numbers) for numbers in hits)
    if not done.ok or not told or not 0 <= count <= found.messages:
        return
    found.recent_messages = count
    if not hits:
        found.recent_octets = 0
        return
    sizes = await _sizes(session, NumSet.of(_newest(hits)))
    if sizes:
        found.recent_octets = round(sum(sizes) * count / len(sizes))
    if found.octets == UNKNOWN and len(sizes) == count == found.messages:
        found.octets = found.recent_octets


def _newest(hits: Sequence[NumSet]) -> list[int]:
    """Return the highest of the numbers, at most MOST_SIZES: `1:4294967295` is never unfolded."""
    found: list[int] = []
    for low, high in sorted((pair for one in hits for pair in one.ranges()), reverse=True):
        found += range(high, max(low - 1, high - MOST_SIZES + len(found)), -1)
        if len(found) >= MOST_SIZES:
            break
    return found


async def _sizes(session: ImapSession, uids: NumSet) -> list[int]:
    sizes: list[int] = []

    def note(event: Event) -> None:
        match event:
            case Fetched(size_octets=int() as octets):
                sizes.append(octets)
            case FetchBatch(sizes_octets=octets) if octets:
                sizes.extend(octets)
            case _:
                pass

    await session.flight([commands.Fetch(messages=uids, items=("UID", "RFC822.SIZE"))], note)
    return sizes[:MOST_SIZES]


async def measure_pop(session: PopSession, now_ms: int) -> tuple[Trial, Totals | None]:
    """Return the numbers of a maildrop, and what STAT said. Raises ServerRefused where it refuses.

    What came lately is told from the dates of a sample of headers: nothing is fetched whole.
    """
    totals = await session.stat()
    found = _Numbers()
    if totals is not None:
        found.messages, found.octets = totals.count, totals.octets
    try:
        async with asyncio.timeout(PATIENCE_S):
            await _ask_lately(session, found, now_ms)
    except (FacteurError, TimeoutError) as error:
        _log.info("the maildrop is not measured: %s", error)
    return found.trial(), totals


async def _ask_lately(session: PopSession, found: _Numbers, now_ms: int) -> None:
    if found.messages == 0:
        found.recent_messages = found.recent_octets = 0
        return
    (done,) = await session.flight([pop_commands.ListAll()])
    if not isinstance(done.result, SizeRows) or not done.result.rows:
        return
    rows = done.result.rows
    border = now_ms - RECENT_DAYS * DAY_MS
    seen: dict[int, bool] = {}
    await _look(session, rows, range(len(rows)), border, seen)
    recent = [at for at, is_recent in seen.items() if is_recent]
    old = [at for at, is_recent in seen.items() if not is_recent]
    if not seen:
        return
    if not old or not recent:
        share = 1.0 if recent else 0.0
    elif max(old) < min(recent):  # the usual order: the newest come last
        await _look(session, rows, range(max(old) + 1, min(recent)), border, seen)
        first = _first_recent(seen)
        chosen = rows[first:]
        found.recent_messages = len(chosen)
        found.recent_octets = sum(octets for _, octets in chosen)
        return
    else:
        share = len(recent) / len(seen)
    found.recent_messages = round(share * len(rows))
    found.recent_octets = round(share * sum(octets for _, octets in rows))


def _first_recent(seen: dict[int, bool]) -> int:
    """Return the place from which on all are recent, between the two that are known best."""
    oldest = max(at for at, is_recent in seen.items() if not is_recent)
    later = [at for at, is_recent in seen.items() if is_recent and at > oldest]
    return (oldest + 1 + min(later, default=oldest + 1)) // 2


async def _look(
    session: PopSession,
    rows: Sequence[tuple[int, int]],
    places: range,
    border_ms: int,
    seen: dict[int, bool],
) -> None:
    """Note of SAMPLE places, evenly spread, whether what lies there came after the border."""
    steps = max(1, min(SAMPLE, len(places)) - 1)
    spread = {places[round(n * (len(places) - 1) / steps)] for n in range(steps + 1) if places}
    ordered = [at for at in sorted(spread) if at not in seen]
    headers = session.tops((rows[at][0] for at in ordered), 0)
    places_left = iter(ordered)
    async for one in headers:
        at = next(places_left)
        if not one.reply.ok:
            return
        header = bytearray()
        async for chunk in one.chunks:
            header += chunk
            if len(header) > HEADER_OCTETS:
                return
        moment = _came_ms(bytes(header))
        if moment is not None:
            seen[at] = moment > border_ms


def _came_ms(header: bytes) -> int | None:
    return received_ms(header) or sent_ms(split_header(header)[0].text("date"))
