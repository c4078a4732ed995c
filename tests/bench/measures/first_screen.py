"""The newest screen of a folder never seen before: round trips and octets, counted, and its time."""

import time

from tests.bench.conversation import after_login, connections, first_screen, price
from tests.bench.facteur import Profile, profile
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND, MILLION, mailbox
from tests.bench.rawreader import FIRST_SCREEN, RawReader
from tests.bench.rawreader import first_screen as raw_first_screen
from tests.support.faultproxy import FaultProxy, in_thread

KEPT = 4_000_000
PATIENCE_S = 120.0


@measure
def first_screen_hundred_thousand() -> list[Row]:
    return _rows(HUNDRED_THOUSAND)


@measure
def first_screen_million() -> list[Row]:
    return _rows(MILLION)


def _rows(messages: int) -> list[Row]:
    with (
        mailbox(messages) as user,
        in_thread(user.server.host, user.server.ports.imap, keep_octets=KEPT) as proxy,
        profile() as home,
    ):
        with RawReader(user, host="127.0.0.1", port=proxy.port) as reader:
            raw_s = reader.connect_s + raw_first_screen(reader, messages).seconds
        home.add_account(user, port=proxy.port)
        before = len(proxy.counts)
        process = home.start("sync", "--mailbox", "INBOX", "--headers-only")
        try:
            committed_at = _committed(home)
        finally:
            process.kill()
            process.wait()
        return _judge(messages, proxy, before, committed_at, raw_s)


def _committed(home: Profile) -> float:
    """Return when the newest rows were there for another process to read."""
    deadline = time.perf_counter() + PATIENCE_S
    while home.rows() < FIRST_SCREEN:
        if time.perf_counter() > deadline:
            raise TimeoutError("the first screen did not come")
        time.sleep(0.001)
    return time.perf_counter()


def _judge(
    messages: int, proxy: FaultProxy, before: int, committed_at: float, raw_s: float
) -> list[Row]:
    talks = [talk for talk in connections(list(proxy.passages)) if talk[0].connection >= before]
    screens = [found for talk in talks if (found := first_screen(after_login(talk), FIRST_SCREEN))]
    assert screens, "no connection fetched a screen of headers"
    paid = price(screens[0])
    began = next(talk[0].at_s for talk in talks if talk[0].connection == screens[0][0].connection)
    name = f"first screen of {messages:,}"
    return [
        Row(title=f"{name}: round trips", result=paid.round_trips, unit="", limit=3),
        Row(title=f"{name}: octets", result=paid.octets / 1024, unit="KB", limit=64),
        Row(
            title=f"newest {FIRST_SCREEN} of {messages:,} committed, from connect",
            result=(committed_at - began) * 1000,
            yardstick=raw_s * 1000,
            unit="ms",
            limit=3,
            note="yardstick: a raw socket through the same proxy, connect to last octet",
        ),
    ]
