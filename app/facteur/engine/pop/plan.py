"""What to do about a listing: pure comparison with what is known. Acting is `collect`'s.

States of an item: stub (only the header is here) → stored → dele_sent → quit_ok → gone; refused
(the server would not give it), skipped (the user wanted new ones only).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from facteur.mail.account import AfterDownload, PopRules
from facteur.pop.maildrop import Item
from facteur.store.rows import PopItem
from facteur.store.write.pop import BROKEN

DAY_MS = 24 * 3600 * 1000
SIZE_TOLERANCE = 0.02  # servers count line ends in more than one way
REFUSED_TRIES = 3
STAYED_TRIES = 3  # removals that the server refused, or did not carry out
_SAID_REMOVED = frozenset({"quit_ok", "gone"})
# After a listing that lacked all, each session looks at so many; the others wait untouched.
RECHECKED_AT_ONCE = 500
# So many known ones missing, and as many unknown there: the server has renamed everything.
BRAKE_ABSENT = 20
BRAKE_SHARE = 0.8
# What a listing should have; that what was deleted is missing says nothing.
EXPECTED = frozenset({"stub", "stored", "dele_sent", "refused", "skipped"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the decision depends on besides the lists.

    session: the number of this session. clock_believed: whether N days may be counted.
    confirmed: items that a look at their header has shown to be what their UIDL says.
    """

    now_ms: int
    session: int
    clock_believed: bool = True
    confirmed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A message to fetch. key: its item when it is known, else 0. whole: not the header alone.

    deferred: it failed before, so the others come first.
    """

    listed: Item
    key: int = 0
    whole: bool = True
    deferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A message to take from the server. reason: delete, days, deleted-here."""

    number: int
    item: PopItem
    reason: str


@dataclass(slots=True, kw_only=True)
class Plan:
    """What is to be done.

    fetch: oldest first, what failed before last. recheck: items whose size moved, or whose UIDL
    alone is no reason to remove what it names now; to be compared before anything else.
    gone, stayed, undone, absent, returned: keys, see store.write.pop.note_listing.
    kept_deleted: how many messages the server was asked often enough to remove.
    renamed: every UIDL is new; match by header before anything is fetched.
    grouped: UIDLs listed more than once, of which none may go before all are stored.
    missing: the items that are not listed, and missing_content the same by their SHA-256, for
    matching.
    """

    fetch: list[Fetch] = field(default_factory=list[Fetch])
    remove: list[Removal] = field(default_factory=list[Removal])
    recheck: list[tuple[Item, PopItem]] = field(default_factory=list[tuple[Item, PopItem]])
    gone: list[int] = field(default_factory=list[int])
    stayed: list[int] = field(default_factory=list[int])
    undone: list[int] = field(default_factory=list[int])
    kept_deleted: int = 0
    absent: list[int] = field(default_factory=list[int])
    returned: list[int] = field(default_factory=list[int])
    renamed: bool = False
    grouped: frozenset[bytes] = frozenset()
    missing: list[PopItem] = field(default_factory=list[PopItem])
    missing_content: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def leave_named(self) -> list[Item]:
        """Fetch nothing that has a name by which it is known again, and return all of that."""
        named = [one.listed for one in self.fetch if one.listed.uidl]
        self.fetch = [one for one in self.fetch if not one.listed.uidl]
        return named


def plan(
    listing: Sequence[Item], known: Sequence[PopItem], rules: PopRules, situation: Situation
) -> Plan:
    """Return what is to be done about a complete listing."""
    made = Plan(grouped=_grouped(listing))
    items = {(one.uidl, one.occurrence): one for one in known}
    shared = frozenset(one.uidl for one in known if one.occurrence > 0) - made.grouped
    positional = any(one.uidl == b"%d" % one.number for one in listing)
    for listed in listing:
        item = items.get((listed.uidl, listed.occurrence))
        if item is None:
            made.fetch.append(_fetch(listed, 0, rules))
        else:
            _known(made, listed, item, rules, situation)
            if item.state in _SAID_REMOVED or listed.uidl in shared or positional:
                _confirm(made, listed, item, situation)
    present = {(one.uidl, one.occurrence) for one in listing}
    for item in known:
        if (item.uidl, item.occurrence) not in present:
            _unlisted(made, item)
    made.fetch = _deferred_last(made.fetch, situation.session)
    made.remove = _without_unfinished_groups(made, items, listing)
    made.renamed = _all_renamed(made, known)
    return made


def due(item: PopItem, rules: PopRules, situation: Situation) -> str | None:
    """Return why a message may leave the server now, None when it may not.

    Only one whose copy was proven. After a long pause or a jump of the clock nothing of before
    goes at once: it may be a profile of before, copied back, and what it says was deleted here
    may have been taken out of the trash since.
    """
    if item.kept or item.proven_ms <= 0 or item.state not in {"stored", "dele_sent"}:
        return None
    if rules.follow_deletion and (item.in_trash or item.deleted_ms):
        return "deleted-here" if situation.clock_believed else None
    fresh = item.stored_session == situation.session
    if rules.after_download is AfterDownload.DELETE:
        return "delete" if fresh or situation.clock_believed else None
    if rules.after_download is AfterDownload.LEAVE:
        old = situation.now_ms - item.stored_ms >= rules.leave_days * DAY_MS
        if old and not fresh and situation.clock_believed:
            return "days"
    return None


def same_size(one: int, other: int) -> bool:
    """Whether two sizes can be those of the same message, counted differently."""
    return abs(one - other) <= max(one, other) * SIZE_TOLERANCE + 2


def match_renamed(missing: Iterable[PopItem], found: Sequence[tuple[Item, str]]) -> dict[int, Item]:
    """Return item key → what it is listed as now, by Message-ID and size.

    found: the unknown ones with the Message-ID of their header. Ambiguous ones are left out: they
    are fetched, and known by their content then.
    """
    by_id: dict[str, list[PopItem]] = {}
    for item in missing:
        if item.header_message_id:
            by_id.setdefault(item.header_message_id, []).append(item)
    told = Counter(message_id for _listed, message_id in found)
    matched: dict[int, Item] = {}
    for listed, message_id in found:
        candidates = by_id.get(message_id, [])
        if len(candidates) != 1 or told[message_id] != 1:
            continue
        if same_size(candidates[0].listed_octets, listed.size):
            matched[candidates[0].key] = listed
    return matched


def _known(made: Plan, listed: Item, item: PopItem, rules: PopRules, situation: Situation) -> None:
    if item.sha256 is not None:
        if not same_size(item.listed_octets, listed.size):
            made.recheck.append((listed, item))  # a UIDL alone removes nothing when the size moved
            return
        if item.absent and item.key not in situation.confirmed:
            if len(made.recheck) < RECHECKED_AT_ONCE:
                made.recheck.append((listed, item))
            return
    if item.absent:
        made.returned.append(item.key)
    _by_state(made, listed, item, rules, situation)


def _by_state(
    made: Plan, listed: Item, item: PopItem, rules: PopRules, situation: Situation
) -> None:
    match item.state:
        case "refused":
            if item.tries < REFUSED_TRIES:
                made.fetch.append(replace(_fetch(listed, item.key, rules), deferred=True))
        case "stored" | "dele_sent":
            if item.state == "dele_sent":
                made.undone.append(item.key)
            if item.proven_ms == BROKEN and not item.deleted_ms:
                made.fetch.append(Fetch(listed=listed, key=item.key))
            elif (reason := due(item, rules, situation)) is not None:
                if item.tries >= STAYED_TRIES:
                    made.kept_deleted += 1
                else:
                    made.remove.append(Removal(number=listed.number, item=item, reason=reason))
        case "quit_ok" | "gone":
            _stayed(made, listed, item, rules, situation)
        case _:
            pass


def _stayed(made: Plan, listed: Item, item: PopItem, rules: PopRules, situation: Situation) -> None:
    """Ask again, a few times, for the removal of what the server said it had removed."""
    made.stayed.append(item.key)
    made.kept_deleted += item.tries + 1 >= STAYED_TRIES
    if item.tries >= STAYED_TRIES - 1:
        return
    reason = due(item._replace(state="stored"), rules, situation)
    if reason is not None:
        made.remove.append(Removal(number=listed.number, item=item, reason=reason))


def _confirm(made: Plan, listed: Item, item: PopItem, situation: Situation) -> None:
    """Take back a removal that rests on a UIDL which may name another message by now.

    That is so where the server said that it had removed the message, where several once had that
    UIDL, and where the server gives places in the list for UIDLs, which move up. One that a
    listing lacked is looked at as soon as it is back.
    """
    if item.key in situation.confirmed:
        return
    if made.remove and made.remove[-1].item.key == item.key:
        made.remove.pop()
        made.recheck.append((listed, item))


def _deferred_last(fetch: list[Fetch], session: int) -> list[Fetch]:
    """Put what failed before behind the rest, each time another of them first."""
    deferred = [one for one in fetch if one.deferred]
    if not deferred:
        return fetch
    turn = session % len(deferred)
    return [one for one in fetch if not one.deferred] + deferred[turn:] + deferred[:turn]


def _unlisted(made: Plan, item: PopItem) -> None:
    retired = item.occurrence < 0  # it made room for what has its UIDL now
    if item.sha256 is not None and (item.state == "stored" or retired):
        made.missing_content[item.sha256] = item.key
    if item.occurrence < 0:
        return
    if item.state in {"dele_sent", "quit_ok"}:
        made.gone.append(item.key)
    made.absent.append(item.key)
    made.missing.append(item)


def _fetch(listed: Item, key: int, rules: PopRules) -> Fetch:
    limit = rules.headers_over_octets
    return Fetch(listed=listed, key=key, whole=not limit or listed.size <= limit)


def _grouped(listing: Sequence[Item]) -> frozenset[bytes]:
    """Return the UIDLs that several messages have."""
    return frozenset(one.uidl for one in listing if one.occurrence > 0)


def _without_unfinished_groups(
    made: Plan, items: dict[tuple[bytes, int], PopItem], listing: Sequence[Item]
) -> list[Removal]:
    if not made.grouped:
        return made.remove
    lacking = Counter(
        listed.uidl
        for listed in listing
        if listed.uidl in made.grouped
        and ((item := items.get((listed.uidl, listed.occurrence))) is None or item.proven_ms <= 0)
    )
    return [one for one in made.remove if not lacking[one.item.uidl]]


def _all_renamed(made: Plan, known: Sequence[PopItem]) -> bool:
    """Whether nearly all known ones are missing for the first time, with as many new ones there."""
    there = [one for one in known if one.state in EXPECTED and not one.absent]
    missing = sum(1 for one in made.missing if one.state in EXPECTED and not one.absent)
    unknown = sum(1 for one in made.fetch if not one.key)
    if missing <= BRAKE_ABSENT or missing < BRAKE_SHARE * len(there):
        return False
    return unknown >= BRAKE_SHARE * missing
