"""Series of faults while mail is collected and deleted from a real server: one at each step.

What the steps are is found by running, not chosen: an undisturbed life counts them, then every
number gets a life of its own on a fresh profile and maildrop.
"""

import itertools
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from facteur.base.override import override
from facteur.base.paths import Profile
from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.mail.keys import AccountKey
from facteur.store.database import open_writer
from facteur.store.rows import MaildropState
from facteur.store.write import accounts, local
from facteur.store.write import pop as write_pop
from tests.support import popjudge
from tests.support.builders import DATE, message
from tests.support.mailserver import Dovecot, MailUser
from tests.support.poplives import End, Life, Nursery
from tests.support.popsteps import Fault

DELETE = PopRules(after_download=AfterDownload.DELETE)
ALLOWED = MaildropState(permission="allowed")
BEYOND = 10  # two threads do not always write in the same order: some more steps may be there
TRIES = 3  # now and then two batches are written as one: that life has some steps less


@dataclass(slots=True)
class Tally:
    """What a series did."""

    lives: int = 0
    faults: int = 0
    steps: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.faults} faults in {self.steps} steps, {self.lives} lives, {self.seconds:.0f} s"
        )


def letters(count: int, date: str = DATE) -> list[bytes]:
    """Return so many messages, each another, one of them of more than a page."""
    return [
        message(
            subject=f"Letter {number}",
            date=date,
            message_id=f"<{number}@crash>",
            text=f"Good morning {number}.\n.\n..\n" + "line\n" * (number % 3 * 300),
        )
        for number in range(count)
    ]


def deliver(user: MailUser, raws: Iterable[bytes]) -> None:
    """Put messages into the maildrop."""
    for number, raw in enumerate(raws):
        path = user.maildir / "new" / f"{1_795_420_800 + number}.M{number}P1.crash"
        path.write_bytes(raw.replace(b"\r\n", b"\n"))
        shutil.chown(path, *user.server.owner)


def secret_of(user: MailUser) -> tuple[str, str]:
    """Return name and password as the keyring has them."""
    return (f"{user.name}@{user.server.host}:{user.server.ports.pop3}", user.password)


def settings_of(user: MailUser, rules: PopRules) -> AccountSettings:
    return AccountSettings(
        address=user.address,
        protocol=Protocol.POP,
        server=ServerAddress(
            host=user.server.host, port=user.server.ports.pop3, security=Security.NONE
        ),
        pop=rules,
        user=user.name,
        secret_kind=SecretKind.KEYRING,
    )


def prepared(profile: Profile, user: MailUser, *rules: PopRules) -> None:
    """Make a profile with an account for each of the rules, which may delete."""
    store = open_writer(profile)
    for one in rules:
        key = store.write_now(lambda tx, one=one: accounts.add(tx, settings_of(user, one), 1))
        store.write_now(lambda tx, key=key: local.ensure(tx, key))
        store.write_now(lambda tx, key=key: write_pop.set_maildrop(tx, key, ALLOWED))
    store.close()


class Series:
    """Faults at every step of collecting some messages with delete-after-download.

    server: one that keeps a log. nurseries: processes to fork lives from. count: of messages.
    run_messages, plant: see poplives.Life.
    """

    tolerant = False
    date = DATE

    def __init__(
        self,
        server: Dovecot,
        nurseries: list[Nursery],
        folder: Path,
        count: int,
        *,
        run_messages: int = 0,
        plant: str = "",
    ) -> None:
        self.server = server
        self._plant = plant
        self._run_messages = run_messages
        self.tally = Tally()
        self._nurseries = nurseries
        self._folder = folder
        self._raws = letters(count, self.date)
        self._expected = popjudge.messages_of(self._raws)
        self._template = folder / "template"
        template = server.add_user()
        prepared(Profile(home=self._template), template, *self.rules())
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)

    def rules(self) -> Sequence[PopRules]:
        """Return those of each account; they all have one maildrop."""
        return [DELETE]

    def every_step(self, fault: Fault, *, stride: int = 1) -> Tally:
        """Do it: count the steps of an undisturbed life, then fail each of them in turn."""
        began = time.monotonic()
        steps = count_of(fault, self.one("none", 0, self._nurseries[0]))
        self.tally.steps += steps
        waiting: Iterator[int] = iter(range(1, steps + BEYOND, stride))

        def work(nursery: Nursery) -> None:
            while True:
                with self._lock:
                    at = next(waiting, None)
                if at is None:
                    return
                for _ in range(TRIES):
                    end = self.one(fault, at, nursery)
                    if at > steps or end.killed or count_of(fault, end) >= at:
                        break

        with ThreadPoolExecutor(len(self._nurseries)) as pool:
            for done in [pool.submit(work, nursery) for nursery in self._nurseries]:
                done.result()
        self.tally.seconds += time.monotonic() - began
        return self.tally

    def one(self, fault: Fault, at: int, nursery: Nursery) -> End:
        """Fail one step, judge, go on to the end, judge again; returns how the first life ended."""
        with self._lock:
            number = next(self._numbers)
            user = self.server.add_user()
        deliver(user, self._raws)
        home = self._folder / f"life{number}"
        profile = Profile(home=home)
        self._copy_template(profile, user)
        secret = secret_of(user)
        try:
            first = nursery.live(
                Life(
                    home=str(home),
                    secret=secret,
                    fault=fault,
                    at=at,
                    tolerant=self.tolerant or fault != "none",
                    run_messages=self._run_messages,
                    plant=self._plant,
                )
            )
            struck = first.killed or (fault != "none" and count_of(fault, first) >= at)
            self._count(struck=struck)
            self._judge_at_once(profile, user)
            if struck:
                # Adopted ones are proven by the first pass and removed by the second; the third
                # sees that they are gone.
                last = nursery.live(
                    Life(home=str(home), secret=secret, passes=3, tolerant=self.tolerant)
                )
                assert not last.failed, "the life after it failed"
                self._count(struck=False)
            self._judge_at_the_end(profile, user)
        except AssertionError as error:
            error.add_note(f"fault {fault} at step {at}, profile {home}")
            raise
        shutil.rmtree(home)
        shutil.rmtree(user.maildir, ignore_errors=True)
        return first

    def _copy_template(self, profile: Profile, user: MailUser) -> None:
        """Make a fresh profile for a user: migrating each anew would take half of the time."""
        shutil.copytree(self._template, profile.home)
        with closing(sqlite3.connect(profile.mail)) as mail, mail:
            mail.execute("UPDATE account SET user = ?, address = ?", (user.name, user.address))

    def _count(self, *, struck: bool) -> None:
        with self._lock:
            self.tally.lives += 1
            self.tally.faults += struck

    def _judge_at_once(self, profile: Profile, user: MailUser) -> None:
        server = popjudge.on_server(user)
        held = popjudge.here(profile)
        popjudge.nothing_lost(self._expected, server, held)
        popjudge.twice_nowhere(held)
        popjudge.ledger_covers(popjudge.ledger(profile), popjudge.heard(user))

    def _judge_at_the_end(self, profile: Profile, user: MailUser) -> None:
        popjudge.all_here_once(self._expected, popjudge.here(profile))
        left = popjudge.on_server(user)
        assert not left, f"{len(left)} messages are still on the server"
        entries = popjudge.ledger(profile)
        popjudge.ledger_covers(entries, popjudge.heard(user))
        popjudge.settled(entries)
        assert popjudge.states(profile) == {"gone": len(self._expected)}
        popjudge.tidy(profile)


class TwoAccounts(Series):
    """The same with a second account on the maildrop that keeps what the first removes.

    tolerant: a pass of one may fail where the other has just taken a message away.
    """

    tolerant = True

    @override
    def rules(self) -> Sequence[PopRules]:
        return [DELETE, PopRules(after_download=AfterDownload.KEEP)]

    @override
    def _judge_at_once(self, profile: Profile, user: MailUser) -> None:
        server = popjudge.on_server(user)
        popjudge.nothing_lost(self._expected, server, popjudge.here(profile))
        for account in (1, 2):
            popjudge.twice_nowhere(popjudge.here(profile, account))
        popjudge.ledger_covers(popjudge.ledger(profile), popjudge.heard(user))

    @override
    def _judge_at_the_end(self, profile: Profile, user: MailUser) -> None:
        popjudge.all_here_once(self._expected, popjudge.here(profile, 1))
        popjudge.twice_nowhere(popjudge.here(profile, 2))
        assert not popjudge.on_server(user)
        popjudge.ledger_covers(popjudge.ledger(profile), popjudge.heard(user))
        popjudge.settled(popjudge.ledger(profile))
        popjudge.tidy(profile)


class LostMail(Series):
    """Faults at every step of a start without mail.sqlite, the messages being here alone."""

    def __init__(self, server: Dovecot, nurseries: list[Nursery], folder: Path, count: int) -> None:
        super().__init__(server, nurseries, folder, count)
        user = server.add_user()
        deliver(user, self._raws)
        self._lost = Profile(home=folder / "lost")
        self._copy_template(self._lost, user)
        self._secret = secret_of(user)
        # The accounts are saved beside mail.sqlite when one is changed; the copy has another user.
        store = open_writer(self._lost)
        store.write_now(lambda tx: accounts.change(tx, AccountKey(1), settings_of(user, DELETE)))
        store.close()
        ended = nurseries[0].live(Life(home=str(self._lost.home), secret=self._secret))
        assert not ended.failed
        assert not popjudge.on_server(user)
        for path in self._lost.home.glob("mail.sqlite*"):
            path.unlink()

    @override
    def one(self, fault: Fault, at: int, nursery: Nursery) -> End:
        with self._lock:
            home = self._folder / f"life{next(self._numbers)}"
        shutil.copytree(self._lost.home, home)
        profile = Profile(home=home)
        life = Life(home=str(home), secret=self._secret, passes=1)
        try:
            first = nursery.live(replace(life, fault=fault, at=at, tolerant=fault != "none"))
            struck = first.killed or (fault != "none" and count_of(fault, first) >= at)
            self._count(struck=struck)
            held = popjudge.here(profile)
            popjudge.nothing_lost(self._expected, [], held)
            popjudge.twice_nowhere(held)
            if struck:
                assert not nursery.live(life).failed, "the life after it failed"
                self._count(struck=False)
            popjudge.all_here_once(self._expected, popjudge.here(profile))
            assert popjudge.states(profile) == {"stored": len(self._expected)}
            popjudge.tidy(profile)
        except AssertionError as error:
            error.add_note(f"fault {fault} at step {at}, profile {home}")
            raise
        shutil.rmtree(home)
        return first


def count_of(fault: Fault, end: End) -> int:
    """Return how many steps there were of the kind that the fault counts."""
    match fault:
        case "full":
            return end.writes
        case "cut":
            return end.talk
        case _:
            return end.steps
