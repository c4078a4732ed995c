"""What is said once after login."""

import asyncio

import pytest

from facteur.base.errors import FacteurError
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.fields import settings_of
from facteur.engine.signin import after_login, sign_in
from facteur.imap import commands
from facteur.net.imapsession import ImapSession
from tests.support.fakes import FakeSecrets
from tests.support.oddserver import CUT, OddServer

RICH = "IMAP4rev1 ID ENABLE CONDSTORE QRESYNC"


async def signed_in(server: OddServer) -> ImapSession:
    effects = Effects(secrets=FakeSecrets())
    return await sign_in(settings_of(server.fields()), Secret("secret"), effects)


@pytest.mark.parametrize(
    ("capabilities", "said"),
    [("IMAP4rev1", []), ("IMAP4rev1 ID", ["ID"]), (RICH, ["ID", "ENABLE QRESYNC"])],
)
def test_what_is_offered_is_switched_on(capabilities: str, said: list[str]):
    async def scenario() -> None:
        async with OddServer(capabilities=capabilities) as server:
            session = await signed_in(server)
            await session.logout()
            found = [text for text in server.heard if text.startswith(("ID", "ENABLE"))]
            assert [text.partition(" (")[0] for text in found] == said

    asyncio.run(scenario())


def test_a_server_whose_qresync_is_known_bad():
    async def scenario() -> None:
        async with OddServer(capabilities=RICH) as server:
            session = await signed_in(server)
            kinds = [type(one) for one in after_login(session, "p01-imap.mail.me.com")]
            assert kinds == [commands.Id]
            await session.logout()

    asyncio.run(scenario())


@pytest.mark.parametrize("verb", ["CAPABILITY", "LOGIN", "ID", "ENABLE"])
def test_a_failure_leaves_no_line_open(verb: str):
    async def scenario() -> None:
        server = OddServer(
            capabilities=RICH, answer=lambda text: CUT if text.startswith(verb) else None
        )
        async with server:
            with pytest.raises(FacteurError):
                await signed_in(server)

    asyncio.run(scenario())
