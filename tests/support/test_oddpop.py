"""The odd POP server is sound until it is told otherwise: an independent client reads it."""

import asyncio
import poplib

from tests.support.oddpop import OddPop


def look(port: int) -> tuple[list[bytes], list[bytes]]:
    client = poplib.POP3("127.0.0.1", port)
    client.user("ann")
    client.pass_("secret")
    listed = client.uidl()[1]
    lines = client.retr(1)[1]
    client.dele(1)
    client.quit()
    return listed, lines


def test_it_serves_a_client_that_is_not_ours_and_keeps_its_maildrop():
    async def scenario() -> None:
        async with OddPop() as server:
            server.add(b"Subject: dots\r\n\r\n.one\r\n..two\r\n.\r\nend\r\n", b"first")
            server.fill(1)
            listed, lines = await asyncio.to_thread(look, server.port)
            assert listed == [b"1 first", b"2 U00002"]
            assert lines == [b"Subject: dots", b"", b".one", b"..two", b".", b"end"]
            assert server.removed == [b"first"]
            listed, _ = await asyncio.to_thread(look, server.port)
            assert listed == [b"1 U00002"]
            assert (server.sessions, server.count("RETR")) == (2, 2)

    asyncio.run(scenario())
