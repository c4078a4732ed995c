"""Looking into a maildrop of 100,000 messages that are all known: nothing new, and little said."""

import asyncio

from facteur.base.paths import Profile as Paths
from facteur.engine.effects import Effects
from tests.bench import maildrop
from tests.bench.facteur import MEGABYTE, Profile, profile
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND
from tests.support import maildir
from tests.support.enginerig import running as engine
from tests.support.fakes import FakeSecrets
from tests.support.mailserver import running

RUNS = 3
LISTING = ("STAT", "LIST", "UIDL")
ABOUT_MESSAGES = ("RETR", "TOP", "DELE", "RSET", "NOOP")


@measure
def pop_quiet() -> list[Row]:
    with running() as server, profile() as home:
        user = maildrop.agreed(server, home, after_download="keep")
        maildrop.fill(user, HUNDRED_THOUSAND, maildir.Profile.TINY)
        home.run("sync", "--headers-only")
        assert home.rows() == HUNDRED_THOUSAND, "not every message came"
        raw = min(maildrop.listed(user, LISTING) for _ in range(RUNS))
        ours = min(home.run("sync", "--headers-only").wall_s for _ in range(RUNS))
        seconds, octets, others = asyncio.run(_session(home))
    title = f"nothing new in a maildrop of {HUNDRED_THOUSAND:,}"
    return [
        Row(
            title=f"{title}: from the start of the program",
            result=ours,
            unit="s",
            limit=10,
            note="best of 3",
        ),
        Row(
            title=f"{title}: one pass",
            result=seconds,
            yardstick=raw,
            unit="s",
            limit=5,
            note="best of 3; yardstick: STAT, LIST and UIDL only counted",
        ),
        Row(title=f"{title}: octets", result=octets / MEGABYTE, unit="MB", limit=6),
        Row(
            title=f"{title}: commands about messages beside STAT, LIST, UIDL",
            result=others,
            unit="",
            limit=0,
        ),
    ]


async def _session(home: Profile) -> tuple[float, float, int]:
    """Return seconds, octets and commands about messages of a pass of an engine that runs already."""
    network = maildrop.CountedNetwork()
    effects = Effects(secrets=FakeSecrets(), network=network)
    loop = asyncio.get_running_loop()
    async with engine(Paths(home=home.home), effects) as rig:
        await rig.sync()  # the pass that every start begins with
        taken: list[float] = []
        for _ in range(RUNS):
            network.streams.clear()
            network.asked.clear()
            began = loop.time()
            await rig.sync()
            taken.append(loop.time() - began)
    (stream,) = network.streams  # of the last
    words = [line.split(" ")[0].upper() for line in network.asked]
    assert all(words.count(word) == 1 for word in LISTING), words
    others = sum(words.count(word) for word in ABOUT_MESSAGES)
    return min(taken), stream.octets_in + stream.octets_out, others
