"""The odd server is sound until it is told otherwise: an independent client reads it."""

import asyncio

import imapclient

from tests.support.oddserver import Box, OddServer


def look(port: int) -> dict[int, tuple[bytes, ...]]:
    client = imapclient.IMAPClient("127.0.0.1", port, ssl=False)
    client.login("ann", "secret")
    client.select_folder("INBOX")
    client.add_flags([2], ["\\Flagged"])
    found = {uid: row[b"FLAGS"] for uid, row in client.fetch(client.search(), ["FLAGS"]).items()}
    client.logout()
    return found


def test_it_serves_a_client_that_is_not_ours():
    async def scenario() -> None:
        box = Box()
        box.fill(2)
        async with OddServer(boxes={"INBOX": box}, capabilities="IMAP4rev1") as server:
            found = await asyncio.to_thread(look, server.port)
            assert found == {1: (), 2: (b"\\Flagged",)}
            assert server.count("UID FETCH") == 1

    asyncio.run(scenario())
