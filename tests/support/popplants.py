"""Mistakes that would lose mail, to be planted: the checks must see each of them.

Each takes what `setattr` is, so that a test may take it back and a process of its own need not.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from facteur.base.paths import Profile
from facteur.engine.pop import clockdoubt, fetching
from facteur.engine.pop.fetching import Fetching
from facteur.engine.pop.proof import Proof
from facteur.engine.pop.receive import Received
from facteur.net.popsession import PopSession
from facteur.pop.maildrop import Maildrop
from facteur.store.connection import connect_reader
from facteur.store.read import pop as read_pop
from facteur.store.rows import Collected, MaildropState, PopItem
from facteur.store.transaction import Transaction
from facteur.store.write import pop as write_pop

Setter = Callable[[Any, str, Any], None]


def dele_before_commit(put: Setter) -> None:
    """DELE goes out as soon as a message has come, and QUIT before it is on the disk."""
    usual = Fetching._commit

    async def early(self: Fetching, batch: list[Received]) -> None:
        if batch and self.remove:
            await self.session.dele([one.source.number for one in batch])
            await self.session.quit()
            self.remove = False
        await usual(self, batch)

    put(Fetching, "_commit", early)


def forgetting_what_is_not_listed(put: Setter) -> None:
    """A listing of nothing makes all that is known unknown."""
    usual = write_pop.note_listing

    def forget(tx: Transaction, account: Any, *, absent: Sequence[int], **more: Any) -> None:
        usual(tx, account, absent=absent, **more)
        for item in absent:
            tx.run("DELETE FROM pop_item WHERE id = ?", item)

    put(write_pop, "note_listing", forget)


def clock_from_the_date(put: Setter) -> None:
    """The days on the server count from what the sender wrote into Date."""
    usual = write_pop.store_batch

    def dated(tx: Transaction, account: Any, inbox: Any, batch: Any, **more: Any) -> None:
        for one in batch:
            dating: Collected = one
            usual(tx, account, inbox, [one], **{**more, "stored_ms": dating.header.sent_ms or 0})

    put(write_pop, "store_batch", dated)


def clock_always_believed(put: Setter) -> None:
    """The days count although the clock has jumped."""

    def believe(*_: object) -> int:
        return 0

    put(clockdoubt, "doubt", believe)


def doubt_not_kept(put: Setter) -> None:
    """That the clock is doubted is forgotten by the next session."""
    usual = read_pop.state

    def certain(source: Any, account: Any) -> MaildropState:
        return replace(usual(source, account), doubt_ms=0)

    put(read_pop, "state", certain)


def number_as_identity(put: Setter) -> None:
    """A message is known by its number in the maildrop.

    Not by the bare number: that is what some servers give for UIDLs, and the plan is on its guard.
    """
    usual = PopSession.maildrop

    async def numbered(self: PopSession) -> Maildrop:
        drop = await usual(self)
        items = tuple(replace(one, uidl=b"no.%d" % one.number, occurrence=0) for one in drop.items)
        return replace(drop, items=items)

    put(PopSession, "maildrop", numbered)


def size_only_proof(put: Setter) -> None:
    """A copy counts as proven when it is as long as what was received."""

    def measured(profile: Profile, items: Iterable[PopItem]) -> Proof:
        proof = Proof()
        with closing(connect_reader(profile.content)) as content:
            for item in items:
                sql = "SELECT size_octets FROM blob WHERE sha256 = ?"
                found = content.execute(sql, (item.sha256,)).fetchone()
                sound = found is not None and found[0] == item.size_octets
                (proof.sound if sound else proof.broken).append(item)
        return proof

    put(fetching, "prove", measured)


ALL = {
    plant.__name__: plant
    for plant in (
        dele_before_commit,
        forgetting_what_is_not_listed,
        clock_from_the_date,
        clock_always_believed,
        doubt_not_kept,
        number_as_identity,
        size_only_proof,
    )
}
