"""Sessions with the odd POP server, for the tests of fetching and of sessions."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from facteur.base.secret import Secret
from facteur.mail.account import AccountSettings, Security, ServerAddress
from facteur.net.popsession import PopSession
from facteur.net.stream import SystemNetwork
from tests.support.oddpop import OddPop

SECRET = Secret("secret")
Use = Callable[[PopSession, OddPop], Awaitable[None]]


def settings(
    port: int, security: Security = Security.NONE, *, host: str = "127.0.0.1", user: str = "ann"
) -> AccountSettings:
    server = ServerAddress(host=host, port=port, security=security)
    return AccountSettings(address="ann@example.test", server=server, user=user)


async def connected(port: int, security: Security = Security.NONE) -> PopSession:
    return await PopSession.connect(SystemNetwork(), settings(port, security).server)


async def signed_in(server: OddPop) -> PopSession:
    session = await connected(server.port)
    await session.login(settings(server.port), SECRET)
    return session


def talk(server: OddPop, use: Use) -> None:
    """Run the server, sign in, use the session, close it; raises what that raises."""

    async def scenario() -> None:
        async with server, asyncio.timeout(20):
            session = await signed_in(server)
            try:
                await use(session, server)
            finally:
                session.close()

    asyncio.run(scenario())


async def fetched(session: PopSession, numbers: Iterable[int]) -> list[tuple[int, bytes | str]]:
    """Return each message, or the server's words of refusal."""
    found: list[tuple[int, bytes | str]] = []
    async for one in session.retrieve(numbers):
        raw = b"".join([chunk async for chunk in one.chunks])
        found.append((one.number, raw if one.reply.ok else one.reply.text))
    return found
