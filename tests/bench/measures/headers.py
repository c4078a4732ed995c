"""All headers of a large folder: fetched, parsed, stored and indexed, against only counting octets.

The raw reader sends exactly the commands that Facteur sent in a run before, all in one go.
"""

import shutil

from tests.bench.facteur import MEGABYTE, profile
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND, MILLION, mailbox
from tests.bench.rawreader import RawReader
from tests.support.mailserver import Knobs, MailUser

NOT_REPLAYED = ("LOGOUT", "IDLE", "DONE", "NOOP", "ID", "CAPABILITY")


@measure
def headers_hundred_thousand() -> list[Row]:
    return _rows(HUNDRED_THOUSAND, runs=3, memory_limit=120)


@measure
def headers_million() -> list[Row]:
    return _rows(MILLION, runs=1, memory_limit=250)


def _rows(messages: int, *, runs: int, memory_limit: float) -> list[Row]:
    with mailbox(messages, Knobs(rawlog=True)) as user:
        commands = _commands_of_a_sync(user, messages)
        # A missing folder switches the log off, which would slow the server.
        shutil.rmtree(user.server.root / "rawlog" / user.name)
        raw: list[float] = []
        ours: list[float] = []
        memory = 0
        for _ in range(runs):  # in turn, so that a slow moment of the machine meets both
            with RawReader(user) as reader:
                raw.append(reader.read(*commands).seconds)
            with profile() as home:
                home.add_account(user)
                run = home.sync()
                ours.append(run.wall_s)
                memory = max(memory, run.peak_octets)
                assert home.rows() == messages
    name = f"{messages:,} headers"
    return [
        Row(
            title=f"{name}: fetch, parse, store, index",
            result=min(ours),
            yardstick=min(raw),
            unit="s",
            limit=4,
            note=f"best of {runs}; with the start of the program; yardstick: the same"
            f" {len(commands)} commands from a raw socket",
        ),
        Row(
            title=f"{name}: memory of the engine",
            result=memory / MEGABYTE,
            unit="MB",
            limit=memory_limit,
        ),
    ]


def _commands_of_a_sync(user: MailUser, messages: int) -> list[str]:
    with profile() as home:
        home.add_account(user)
        home.sync()
        assert home.rows() == messages, "not every header came"
    log = user.server.rawlog(user)
    return [line for line in log.commands() if line.split()[0].upper() not in NOT_REPLAYED]
