"""Tokens at a real server: Dovecot asks the authorization server about each that it is shown."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.link import commands, events
from tests.net.conftest import server_context
from tests.support.authserver import AuthServer
from tests.support.bearerdovecot import bearer_dovecot
from tests.support.certificates import Authority, authority
from tests.support.enginerig import fields_of
from tests.support.mailserver import Dovecot, MailUser
from tests.support.oauthrig import OAuthRig, bearer_server, signing_in
from tests.support.submissionsink import Sink

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture(params=["xoauth2", "oauthbearer"])
def bearing(request: pytest.FixtureRequest) -> Iterator[tuple[Dovecot, int]]:
    """A Dovecot, and the port on which it asks about tokens."""
    with bearer_dovecot(request.param) as made:
        yield made


@pytest.mark.parametrize("protocol", ["imap", "pop"])
def test_from_the_browser_to_the_mail(
    bearing: tuple[Dovecot, int], profile: Profile, protocol: str
):
    dovecot, port = bearing
    user: MailUser = dovecot.add_user("ann", "no password is shown")
    user.fill("INBOX", 3)
    auth = AuthServer(port=port, rotate=True)

    async def scene(rig: OAuthRig) -> None:
        told = fields_of(
            user,
            protocol=protocol,
            port=dovecot.ports.imap if protocol == "imap" else dovecot.ports.pop3,
            secret_kind="oauth",
        )
        grant = await rig.grant()
        tried = await rig.rig.ask(commands.TestAccount, account=told, grant=grant)
        assert tried.trial is not None
        assert tried.trial.messages == 3
        done = await rig.rig.ask(commands.AddAccount, account=told, grant=grant)
        await rig.rig.sync()
        assert len(rig.rig.seen()) == 3
        # the provider has forgotten the token: one refresh, and nobody notices
        auth.access.clear()
        dovecot.restart()
        await rig.rig.sync()
        assert auth.refreshes() == 1
        # the user has withdrawn the agreement
        auth.access.clear()
        auth.refresh.clear()
        dovecot.restart()
        failed = await rig.rig.refused(commands.Sync, account=done.account, wait=True)
        assert (failed.family, failed.code) == ("login", "oauth-expired")
        assert not [one for one in rig.rig.events if isinstance(one, events.PasswordNeeded)]
        await rig.grant(account=done.account)
        await rig.rig.sync()
        assert len(rig.rig.seen()) == 3

    async def scenario() -> None:
        async with asyncio.timeout(50), auth, signing_in(profile, auth) as rig:
            await scene(rig)

    asyncio.run(scenario())


def test_sending_takes_the_same_token(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made: Authority = authority(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.ca_file))

    async def scenario() -> None:
        auth = AuthServer(tls=server_context(made.server))
        sink = Sink(tls=server_context(made.server), starttls=True, without=(), tokens=auth.access)
        async with (
            asyncio.timeout(30),
            auth,
            sink,
            bearer_server(auth) as server,
            signing_in(profile, auth) as rig,
        ):
            told = server.fields(
                secret_kind="oauth",
                submission_host="127.0.0.1",
                submission_port=sink.port,
                submission_security="starttls",
            )
            done = await rig.rig.ask(commands.TestAccount, account=told, grant=await rig.grant())
            assert done.trial is not None
            assert done.trial.unsent is None
            assert sink.handler.quits == 1
            assert sink.handler.mails == []

    asyncio.run(scenario())
