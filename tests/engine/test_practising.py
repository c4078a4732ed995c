"""The engine of the practice: its clock can be turned; that of every day cannot."""

import asyncio

import pytest

from facteur.base.clock import SystemClock
from facteur.base.errors import NetworkError, UsageError
from facteur.engine.practising import effects, turn
from facteur.link import commands
from facteur.mail.account import Security, ServerAddress

DAY_MS = 86_400_000


def test_the_clock_is_turned_ahead_in_both_of_its_times():
    clock = effects().clock
    wall, monotonic = clock.now_ms(), clock.monotonic_s()
    turn(clock, commands.TurnClock(request=1, days=3))
    assert 3 * DAY_MS <= clock.now_ms() - wall < 3 * DAY_MS + 10_000
    assert 3 * 86_400 <= clock.monotonic_s() - monotonic < 3 * 86_400 + 10


@pytest.mark.parametrize("days", [0, -1, 100_000])
def test_senseless_turns_are_refused(days: int):
    clock = effects().clock
    with pytest.raises(UsageError, match="days-invalid"):
        turn(clock, commands.TurnClock(request=1, days=days))
    assert abs(clock.now_ms() - SystemClock().now_ms()) < 10_000


def test_an_engine_of_every_day_refuses():
    with pytest.raises(UsageError, match="no-practice"):
        turn(SystemClock(), commands.TurnClock(request=1, days=1))


def test_nobody_outside_is_reached():
    server = ServerAddress(host="imap.example.org", port=993, security=Security.TLS)
    with pytest.raises(NetworkError, match="unreachable"):
        asyncio.run(effects().network.connect(server))


def test_this_computer_is():
    async def reach() -> bytes:
        async def greet(_reader: object, writer: asyncio.StreamWriter) -> None:
            writer.write(b"hello")
            writer.close()

        listening = await asyncio.start_server(greet, "127.0.0.1", 0)
        async with listening:
            port = listening.sockets[0].getsockname()[1]
            server = ServerAddress(host="127.0.0.1", port=port, security=Security.NONE)
            stream = await effects().network.connect(server)
            found = await stream.read(5)
            stream.close()
            return found

    assert asyncio.run(reach()) == b"hello"


@pytest.mark.parametrize("ask", ["services", "mail_hosts", "addresses"])
def test_no_name_is_looked_up(ask: str):
    with pytest.raises(NetworkError, match="unreachable"):
        asyncio.run(getattr(effects().lookup, ask)("example.org"))


def test_no_page_is_fetched():
    with pytest.raises(NetworkError, match="unreachable"):
        asyncio.run(effects().web.get("https://autoconfig.example.org/mail/config-v1.1.xml"))
