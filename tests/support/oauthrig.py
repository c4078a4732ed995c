"""An engine whose accounts sign in with tokens of a local authorization server."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.link.commands import AccountFields
from tests.support.authserver import AuthServer, browse
from tests.support.enginerig import PATIENCE_S, Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.oddserver import OddServer

BEARER = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+ SASL-IR AUTH=XOAUTH2"


class OAuthRig:
    """A running engine, its authorization server, and a user who agrees."""

    def __init__(self, rig: Rig, server: AuthServer) -> None:
        self.rig = rig
        self.server = server

    async def sign_in(self, **fields: object) -> events.Done | events.Failed:
        """Sign in as a user does: open what is wanted in a browser, and agree (or not)."""
        usual: dict[str, object] = {"oauth": "local", "user": "ann"}
        seen = sum(isinstance(one, events.BrowserWanted) for one in self.rig.events)
        reply = self.rig.send(commands.SignIn, **{**usual, **fields})

        def wanted() -> list[events.BrowserWanted]:
            return [one for one in self.rig.events if isinstance(one, events.BrowserWanted)][seen:]

        await self.rig.until(lambda: wanted() or reply.done())
        for one in wanted():
            await browse(one.url)
        return await asyncio.wait_for(reply, PATIENCE_S)

    async def grant(self, **fields: object) -> int:
        done = await self.sign_in(**fields)
        assert isinstance(done, events.Done), done
        assert done.grant
        return done.grant

    async def refused(self, **fields: object) -> str:
        failed = await self.sign_in(**fields)
        assert isinstance(failed, events.Failed), failed
        return failed.problem.code

    async def add(self, fields: AccountFields) -> int:
        done = await self.rig.ask(commands.AddAccount, account=fields, grant=await self.grant())
        return done.account


def takes_tokens(auth: AuthServer) -> Callable[[str], str | None]:
    """Return the answer of an OddServer that asks an authorization server about tokens."""

    def answer(text: str) -> str | None:
        if not text.startswith("AUTHENTICATE XOAUTH2 "):
            return None
        told = base64.b64decode(text.split()[2]).decode()
        token = told.split("auth=Bearer ")[1].split("\x01")[0]
        return "OK in" if auth.access.get(token) else "NO [AUTHENTICATIONFAILED] Invalid token"

    return answer


def bearer_server(auth: AuthServer, count: int = 1) -> OddServer:
    """Return a server that takes tokens only, with so many messages."""
    server = OddServer(capabilities=BEARER, answer=takes_tokens(auth))
    server.inbox.fill(count)
    return server


@contextlib.asynccontextmanager
async def signing_in(
    profile: Profile, auth: AuthServer, effects: Effects | None = None
) -> AsyncIterator[OAuthRig]:
    """Run an engine that knows the authorization server, which has to run already."""
    profile.create()
    auth.write(profile.oauth_clients)
    async with running(profile, effects or Effects(secrets=FakeSecrets())) as rig:
        yield OAuthRig(rig, auth)


def play(
    profile: Profile,
    scene: Callable[[OAuthRig, OddServer], Awaitable[None]],
    auth: AuthServer | None = None,
    effects: Effects | None = None,
) -> None:
    """Play a scene with all three: authorization server, mail server, engine."""

    async def scenario() -> None:
        async with (
            asyncio.timeout(30),
            auth or AuthServer() as asked,
            bearer_server(asked) as server,
            signing_in(profile, asked, effects) as rig,
        ):
            await scene(rig, server)

    asyncio.run(scenario())
