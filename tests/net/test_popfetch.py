"""Fetching: order, asking ahead, being sure of the end, and giving up in the middle."""

import time
from collections.abc import Iterator

import pytest

from facteur.base.errors import LocalProtocolError, NetworkError, RemoteProtocolError
from facteur.net.popsession import PopSession
from tests.net.poptalk import fetched, talk
from tests.support.oddpop import CAPABILITIES, CUT, OddPop

ONE_BY_ONE = tuple(name for name in CAPABILITIES if name != "PIPELINING")


def filled(count: int, capabilities: tuple[str, ...] = CAPABILITIES) -> OddPop:
    server = OddPop(capabilities=capabilities)
    for number in range(1, count + 1):
        server.add(b"Subject: %d\r\n\r\n" % number + b".%d\r\n" % number * number)
    return server


@pytest.mark.parametrize("capabilities", [CAPABILITIES, ONE_BY_ONE])
def test_many_in_order(capabilities: tuple[str, ...]):
    async def use(session: PopSession, server: OddPop) -> None:
        server.refused[7] = "broken"
        wanted = [*range(1, 121, 2), 120, 2]
        found = await fetched(session, wanted)
        assert [number for number, _ in found] == wanted
        assert all(
            raw == ("broken" if number == 7 else server.letters[number - 1].raw)
            for number, raw in found
        )
        assert server.count("NOOP") == 1
        assert await session.stat() is not None

    talk(filled(120, capabilities), use)


def test_asking_ahead_saves_round_trips():
    async def use(session: PopSession, server: OddPop) -> None:
        before = session.stream.round_trips
        await fetched(session, range(1, 101))
        assert session.stream.round_trips - before <= 12

    talk(filled(100), use)


def test_no_more_than_fifty_are_outstanding():
    async def use(session: PopSession, server: OddPop) -> None:
        before = len(server.heard)
        most = 0
        async for one in session.retrieve(range(1, 121)):
            most = max(most, len(server.heard) - before - one.number + 1)
            async for _ in one.chunks:
                pass
        assert 25 <= most <= 80  # what the server has answered and we have not read comes on top

    talk(filled(120), use)


def test_nothing_to_fetch_is_not_asked():
    async def use(session: PopSession, server: OddPop) -> None:
        assert await fetched(session, []) == []
        assert server.count("NOOP") == 0

    talk(filled(1), use)


@pytest.mark.parametrize("capabilities", [CAPABILITIES, ONE_BY_ONE])
def test_numbers_are_drawn_as_they_are_needed(capabilities: tuple[str, ...]):
    async def use(session: PopSession, server: OddPop) -> None:
        seen: list[int] = []

        def until_enough() -> Iterator[int]:
            for number in range(1, 201):
                if len(seen) >= 3:
                    return
                yield number

        async for one in session.retrieve(until_enough()):
            seen.append(one.number)  # noqa: PERF401 -- the generator looks at it
        assert len(seen) < 60
        assert seen == sorted(seen)

    talk(filled(200, capabilities), use)


def test_what_is_left_unread_is_dropped():
    async def use(session: PopSession, server: OddPop) -> None:
        numbers: list[int] = []
        async for one in session.retrieve([1, 2, 3]):
            numbers.append(one.number)
            if one.number == 2:
                async for chunk in one.chunks:
                    assert chunk
                    break
        assert numbers == [1, 2, 3]

    server = OddPop()
    for _ in range(3):
        server.add(b"x" * 2_000_000 + b"\r\n")
    talk(server, use)


def test_an_abandoned_fetch_does_not_disturb_the_next():
    async def use(session: PopSession, server: OddPop) -> None:
        fetch = session.retrieve(range(1, 101))
        one = await anext(fetch)
        assert await fetched(session, [5]) == [(5, server.letters[4].raw)]
        with pytest.raises(LocalProtocolError):
            await anext(one.chunks)
        with pytest.raises(LocalProtocolError):
            await anext(fetch)

    talk(filled(100), use)


# The end of a message


@pytest.mark.parametrize("capabilities", [CAPABILITIES, ONE_BY_ONE])
@pytest.mark.parametrize("odd", [1, 2, 3])
def test_dots_that_are_not_stuffed_spoil_their_message_only(
    capabilities: tuple[str, ...], odd: int
):
    complete: list[int] = []

    async def use(session: PopSession, server: OddPop) -> None:
        server.letters[odd - 1].raw = b"Subject: x\r\n\r\na\r\n.\r\nb\r\n"
        server.unstuffed.add(odd)
        async for one in session.retrieve([1, 2, 3]):
            async for _ in one.chunks:
                pass
            complete.append(one.number)

    with pytest.raises(RemoteProtocolError) as caught:
        talk(filled(3, capabilities), use)
    assert caught.value.code == "framing-lost"
    assert complete == list(range(1, odd))


def test_a_body_without_its_end_is_never_complete():
    complete: list[int] = []

    async def use(session: PopSession, server: OddPop) -> None:
        server.unterminated.add(2)
        session._patience_s = 0.1
        async for one in session.retrieve([1, 2]):
            async for _ in one.chunks:
                pass
            complete.append(one.number)

    with pytest.raises(NetworkError) as caught:
        talk(filled(2), use)
    assert caught.value.code == "timeout"
    assert complete == [1]


def test_a_cut_after_every_octet():
    """What was complete before the cut is what the server has, and nothing else is complete."""
    said = 0

    async def count(session: PopSession, server: OddPop) -> None:
        nonlocal said
        await fetched(session, [1, 2, 3])
        said = server.octets_out

    talk(filled(3), count)

    async def use(session: PopSession, server: OddPop) -> None:
        async for one in session.retrieve([1, 2, 3]):
            raw = b"".join([chunk async for chunk in one.chunks])
            assert raw == server.letters[one.number - 1].raw

    for octets in range(1, said, 3):
        server = filled(3)
        server.cut_next = [octets]
        with pytest.raises(NetworkError) as caught:
            talk(server, use)
        assert caught.value.code == "closed", octets


def test_a_cut_between_two_messages_leaves_the_last_in_doubt():
    complete: list[int] = []

    async def use(session: PopSession, server: OddPop) -> None:
        async for one in session.retrieve([1, 2, 3]):
            async for _ in one.chunks:
                pass
            complete.append(one.number)

    server = filled(3, ONE_BY_ONE)
    server.answer = lambda text: CUT if text == "RETR 3" else None
    with pytest.raises(NetworkError):
        talk(server, use)
    assert complete == [1]


# Time


@pytest.mark.no_cover  # it takes the time
@pytest.mark.slow
def test_ten_thousand_messages_take_their_octets_only():
    async def use(session: PopSession, server: OddPop) -> None:
        began = time.perf_counter()
        size = 0
        async for one in session.retrieve(range(1, 10_001)):
            async for chunk in one.chunks:
                size += len(chunk)
        assert size == 10_000 * len(raw)
        assert time.perf_counter() - began < 8  # server and client share the core; 1.5 s usual
        assert session.stream.octets_in > size

    raw = (
        b"Subject: x\r\n\r\n"
        + b"a line of sixty octets, such as people write in their mail\r\n" * 150
    )
    server = OddPop()
    letter = server.add(raw)
    server.letters += [letter] * 9_999
    talk(server, use)
