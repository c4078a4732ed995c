"""Kills the engine again and again while it fills a profile, and judges what is left each time.

Between two lives somebody else changes flags and removes messages, and the user stars some: in the
end both sides must be the same, and nothing may have been fetched that was here already.
"""

import dataclasses
import random
import time
from pathlib import Path

from facteur.base import paths
from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.store.query import number
from facteur.store.reader import open_reader
from tests.bench.facteur import Profile
from tests.support.comparing import (
    headers_asked,
    key_of,
    served,
    sound,
    stored,
    with_headers,
)
from tests.support.engineprocess import EngineProcess, engine
from tests.support.mailserver import MailUser
from tests.support.rawlog import RawLog
from tests.support.secondclient import SecondClient

MESSAGES = 5_000
CHANGED_AT_ONCE = 5
LIFE_S = 20.0
STAR_CHANCE = 0.2
EARLY_CHANCE = 0.25  # while it signs in, lists, or makes its skeleton
_HERE = "SELECT count(*) FROM header"


@dataclasses.dataclass(slots=True, kw_only=True)
class Tally:
    """What the series saw.

    again: headers asked for though they were here. points: how many were here at each kill.
    octets: what the server said in all lives together.
    """

    kills: int = 0
    points: list[int] = dataclasses.field(default_factory=list[int])
    again: int = 0
    headers_asked: int = 0
    octets: int = 0
    starred: set[int] = dataclasses.field(default_factory=set[int])
    removed: set[int] = dataclasses.field(default_factory=set[int])


class KillSeries:
    """One account, filled by engines that do not live long."""

    def __init__(self, user: MailUser, home: Path, chance: random.Random) -> None:
        self.tally = Tally()
        self._user = user
        self._home = home
        self._chance = chance
        self._log: RawLog = user.server.rawlog(user)
        Profile(home).add_account(user)

    def run(self, kills: int) -> Tally:
        """Kill that often, then let one engine finish, and compare."""
        for life in range(kills):
            before = self._begin()
            wanted = int(MESSAGES * (life + self._chance.random()) / kills)
            if self._chance.random() < EARLY_CHANCE:
                wanted = 0
            with engine(self._home) as running:
                self._live(running, wanted)
                self.tally.kills += 1
            self._judge(before)
            self._somebody_else()
        before = self._begin()
        with engine(self._home) as running:
            running.event(events.Ready)
            running.ask(commands.Sync, depth="headers", wait=True)
            running.leave()
        self._judge(before)
        self._compare()
        return self.tally

    def _begin(self) -> set[int]:
        self._log.clear()
        return with_headers(self._home)

    def _live(self, running: EngineProcess, wanted: int) -> None:
        """Let it work until so many headers are here, and a moment more; a user stars a few."""
        running.event(events.Ready)
        reader = open_reader(paths.Profile(home=self._home))
        deadline = time.monotonic() + LIFE_S
        starred = False
        try:
            while (here := number(reader.mail, _HERE)) < wanted and time.monotonic() < deadline:
                if here and not starred and self._chance.random() < STAR_CHANCE:
                    starred = True
                    self._star(running)
                time.sleep(0.001)
        finally:
            reader.close()
        self.tally.points.append(here)
        time.sleep(self._chance.random() * (0.01 if wanted else 0.3))

    def _star(self, running: EngineProcess) -> None:
        uid = self._chance.choice(sorted(with_headers(self._home)))
        key = key_of(self._home, uid)
        reply = running.answer(
            running.send(commands.SetFlags, messages=[key], add=int(Flags.FLAGGED))
        )
        if isinstance(reply, events.Done):  # promised, so it must come true
            self.tally.starred.add(uid)

    def _judge(self, before: set[int]) -> None:
        """What one life leaves: a sound store, and a log that asks for nothing twice."""
        sound(self._home)
        asked = set(headers_asked(self._log.commands()))
        self.tally.headers_asked += len(asked)
        self.tally.octets += len(self._log.server())
        self.tally.again += len(asked & before)

    def _somebody_else(self) -> None:
        """Another client marks and removes messages while no engine runs."""
        with SecondClient(self._user) as client:
            uids = client.uids()
            client.add_flags(self._some(uids), "\\Answered")
            client.remove_flags(self._some(uids), "\\Seen")
            removed = [uid for uid in self._some(uids) if uid not in self.tally.starred]
            client.expunge(removed)
            self.tally.removed.update(removed)

    def _some(self, uids: list[int]) -> list[int]:
        return self._chance.sample(uids, min(CHANGED_AT_ONCE, len(uids)))

    def _compare(self) -> None:
        sound(self._home)
        ours, theirs = stored(self._home), served(self._user)
        different = {
            uid: (ours.get(uid), theirs.get(uid))
            for uid in ours.keys() | theirs.keys()
            if ours.get(uid) != theirs.get(uid)
        }
        assert not different, dict(list(different.items())[:5])
        unstarred = [uid for uid in self.tally.starred if "\\Flagged" not in theirs[uid][0]]
        assert not unstarred, unstarred
        assert not self.tally.removed & ours.keys()
