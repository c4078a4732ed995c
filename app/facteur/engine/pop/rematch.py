"""Who is who when UIDLs do not say it: by the headers that TOP shows, compared with what is here.

For servers without UIDL, for one that has renamed everything, and for one that uses a UIDL anew.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from facteur.engine.pop.plan import Plan, match_renamed, same_size
from facteur.message.rowheader import parse_row_header
from facteur.net.popsession import PopSession
from facteur.pop.maildrop import Item
from facteur.store.rows import PopItem
from facteur.store.transaction import Transaction
from facteur.store.write import pop as write_pop

HEADER_LIMIT = 1 << 20
_BY_HEADER = b"\0top:"


@dataclass(slots=True, kw_only=True)
class Findings:
    """What became clear. remapped: item → its new name. same: it is the message that it was.

    other: the UIDL names another message now.
    """

    remapped: dict[int, Item] = field(default_factory=dict[int, Item])
    same: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    other: list[int] = field(default_factory=list[int])


async def identify(session: PopSession, items: Sequence[Item]) -> tuple[Item, ...]:
    """Name the messages of a server without UIDL by their headers.

    Without TOP too, all keep the name b"": they are known by their content once it is here.
    """
    if not can_show_headers(session):
        return tuple(replace(one, occurrence=n) for n, one in enumerate(items))
    headers = await _headers(session, items)
    seen: dict[bytes, int] = {}
    named: list[Item] = []
    for one in items:
        header = headers.get(one.number)
        if header is None:
            continue
        name = _BY_HEADER + hashlib.sha256(header).hexdigest().encode()
        named.append(replace(one, uidl=name, occurrence=seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return tuple(named)


async def settle(session: PopSession, made: Plan) -> Findings:
    """Ask for the headers that tell, and say what they tell. Nothing without TOP."""
    found = Findings()
    if not can_show_headers(session):
        # Of equal size it may be the old one: it is neither removed nor fetched for ever.
        found.other = [
            item.key
            for listed, item in made.recheck
            if not same_size(item.listed_octets, listed.size)
        ]
        return found
    if made.renamed:
        unknown = [one.listed for one in made.fetch if not one.key]
        headers = await _headers(session, unknown)
        told = [(one, _message_id(headers[one.number])) for one in unknown if one.number in headers]
        found.remapped = match_renamed(made.missing, told)
    headers = await _headers(session, [listed for listed, _item in made.recheck])
    for listed, item in made.recheck:
        header = headers.get(listed.number)
        if header is None:
            continue
        if _is_same(header, item):
            found.same.append((item.key, listed.size))
        else:
            found.other.append(item.key)
    return found


def apply(tx: Transaction, found: Findings) -> None:
    """Keep what was found."""
    for key, listed in found.remapped.items():
        write_pop.remap(tx, key, listed.uidl, listed.occurrence, listed.size)
    for key, octets in found.same:
        write_pop.confirm_size(tx, key, octets)
    for key in found.other:
        write_pop.retire(tx, key)


def can_show_headers(session: PopSession) -> bool:
    """Whether TOP may be asked; a server that tells nothing of itself is given the benefit."""
    connection = session.connection
    return "TOP" in connection.capabilities or not connection.capabilities_told


async def _headers(session: PopSession, items: Iterable[Item]) -> dict[int, bytes]:
    headers: dict[int, bytes] = {}
    async for one in session.tops([item.number for item in items], 0):
        held: list[bytes] = []
        octets = 0
        async for chunk in one.chunks:
            if octets < HEADER_LIMIT:
                held.append(chunk)
            octets += len(chunk)
        if one.reply.ok:
            headers[one.number] = b"".join(held)
    return headers


def _message_id(header: bytes) -> str:
    return parse_row_header(header).message_id


def _is_same(header: bytes, item: PopItem) -> bool:
    return bool(item.header_message_id) and _message_id(header) == item.header_message_id
