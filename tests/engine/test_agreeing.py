"""Signing in at a provider's page: from the browser to an account that has its mail."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.engine import agreeing
from facteur.engine.effects import Effects
from facteur.engine.tokens import read_tokens
from facteur.link import commands, events
from facteur.store.read import operations as read_operations
from tests.support.authserver import AuthServer, Form, Said, browse, visit
from tests.support.enginerig import PATIENCE_S
from tests.support.fakes import FakeSecrets
from tests.support.oauthrig import OAuthRig, play
from tests.support.oddserver import OddServer


def keyring_name(server: OddServer) -> str:
    return f"oauth:ann@127.0.0.1:{server.port}"


def oauth_fields(server: OddServer, **changed: object) -> commands.AccountFields:
    return server.fields(secret_kind="oauth", **changed)


def problems(rig: OAuthRig) -> list[tuple[str, str]]:
    return [
        (one.problem.family, one.problem.code)
        for one in rig.rig.events
        if isinstance(one, events.ProblemRaised)
    ]


def test_from_the_browser_to_the_mail(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        grant = await rig.grant()
        tried = await rig.rig.ask(commands.TestAccount, account=oauth_fields(server), grant=grant)
        assert tried.trial is not None
        assert tried.trial.messages == 1
        assert secrets.get(keyring_name(server)) is None  # a trial keeps nothing
        await rig.rig.ask(commands.AddAccount, account=oauth_fields(server), grant=grant)
        await rig.rig.sync()
        assert len(rig.rig.seen()) == 1
        kept = secrets.get(keyring_name(server))
        assert kept is not None
        tokens = read_tokens(kept)
        assert tokens is not None
        assert rig.server.refresh[tokens.refresh_token]
        assert rig.server.refreshes() == 0  # the first token is good
        assert not [one for one in rig.rig.events if isinstance(one, events.PasswordNeeded)]

    play(profile, scene, effects=Effects(secrets=secrets))


def test_what_the_browser_is_sent_to(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        await rig.grant()
        (asked,) = rig.server.asked
        assert asked["login_hint"] == "ann"
        assert asked["redirect_uri"].startswith("http://127.0.0.1:")
        (wanted,) = [one for one in rig.rig.events if isinstance(one, events.BrowserWanted)]
        assert wanted.task
        ended = [one for one in rig.rig.events if isinstance(one, events.ProgressChanged)]
        assert ended[-1].over

    play(profile, scene)


@pytest.mark.parametrize(
    ("server", "fields", "code"),
    [
        ({"deny": True}, {}, "oauth-denied"),
        ({"scope": "calendar"}, {}, "oauth-scopes"),
        ({"client_id": ""}, {}, "oauth-unregistered"),
        ({}, {"oauth": "google"}, "oauth-unregistered"),
        ({}, {"oauth": "nobody"}, "oauth-unknown"),
        ({"answer": lambda _: (400, {"error": "invalid_grant"})}, {}, "oauth-refused"),
        ({"answer": lambda _: (503, b"")}, {}, "oauth-unavailable"),
    ],
)
def test_what_may_come_between(
    profile: Profile, server: dict[str, object], fields: dict[str, object], code: str
):
    async def scene(rig: OAuthRig, _server: OddServer) -> None:
        assert await rig.refused(**fields) == code
        assert rig.rig.context.grants == {}
        assert not rig.rig.context.tasks.current()

    play(profile, scene, AuthServer(**server))  # pyright: ignore[reportArgumentType] -- fields of that kind


def test_somebody_else_at_the_door(profile: Profile):
    """Another program that brings a code of its own is sent away; the user's sign-in goes on."""

    async def scene(rig: OAuthRig, _server: OddServer) -> None:
        reply = rig.rig.send(commands.SignIn, oauth="local", user="ann")
        wanted = await rig.rig.event(events.BrowserWanted)
        _, location, _ = await visit(wanted.url)
        door, _, _ = location.partition("?")
        for forged in ("?state=forged&code=evil", "?code=evil", "?error=access_denied"):
            status, _, _ = await visit(door + forged)
            assert status == 400
        assert not reply.done()
        assert rig.server.forms == []
        await visit(location)
        done = await asyncio.wait_for(reply, PATIENCE_S)
        assert isinstance(done, events.Done)

    play(profile, scene)


def test_it_can_be_stopped_and_begun_again(profile: Profile):
    async def scene(rig: OAuthRig, _server: OddServer) -> None:
        reply = rig.rig.send(commands.SignIn, oauth="local", user="ann")
        wanted = await rig.rig.event(events.BrowserWanted)
        await rig.rig.ask(commands.StopTask, task=wanted.task)
        failed = await asyncio.wait_for(reply, PATIENCE_S)
        assert isinstance(failed, events.Failed)
        assert failed.problem.code == "stopped"
        with pytest.raises(OSError):  # nobody listens any more
            await browse(wanted.url)
        assert await rig.grant() == 1

    play(profile, scene)


def test_nobody_waits_for_ever(profile: Profile, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(agreeing, "PATIENCE_S", 0.05)

    async def scene(rig: OAuthRig, _server: OddServer) -> None:
        problem = await rig.rig.refused(commands.SignIn, oauth="local", user="ann")
        assert (problem.family, problem.code) == ("login", "oauth-timeout")

    play(profile, scene)


def test_the_users_own_client(profile: Profile, secrets: FakeSecrets):
    auth = AuthServer(client_id="mine", client_secret="hush")

    async def scene(rig: OAuthRig, server: OddServer) -> None:
        auth.client_id, auth.client_secret = "", ""
        auth.write(profile.oauth_clients)
        auth.client_id, auth.client_secret = "mine", "hush"
        grant = await rig.grant(client="mine", client_secret="hush")
        fields = oauth_fields(server, oauth_client="mine")
        done = await rig.rig.ask(commands.AddAccount, account=fields, grant=grant)
        await rig.rig.sync()
        auth.access.clear()  # the next sign-in needs a refresh, with the same client
        server.hang_up()
        await rig.rig.sync()
        assert auth.refreshes() == 1
        await rig.grant(account=done.account, client="mine")  # the secret is not told again
        assert {form["client_secret"] for form in auth.forms} == {"hush"}

    play(profile, scene, auth, Effects(secrets=secrets))


def test_a_token_that_should_be_good_and_is_refused(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        await rig.add(oauth_fields(server))
        await rig.rig.sync()
        rig.server.access.clear()
        server.hang_up()
        await rig.rig.sync()
        assert rig.server.refreshes() == 1
        assert problems(rig) == []

    play(profile, scene)


def test_a_token_that_was_renewed_in_a_trial_is_the_one_that_is_kept(
    profile: Profile, secrets: FakeSecrets
):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        grant = await rig.grant()
        rig.server.access.clear()
        fields = oauth_fields(server)
        tried = await rig.rig.ask(commands.TestAccount, account=fields, grant=grant)
        assert tried.trial is not None
        assert rig.server.refreshes() == 1
        await rig.rig.ask(commands.AddAccount, account=fields, grant=grant)
        await rig.rig.sync()
        kept = secrets.get(keyring_name(server))
        assert kept is not None
        tokens = read_tokens(kept)
        assert tokens is not None
        assert rig.server.refresh[tokens.refresh_token]
        assert rig.server.refreshes() == 1

    play(profile, scene, AuthServer(rotate=True), Effects(secrets=secrets))


def test_an_agreement_withdrawn_while_changes_wait_loses_nothing(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.add(oauth_fields(server))
        await rig.rig.sync()
        rig.server.access.clear()
        rig.server.refresh.clear()
        server.hang_up()
        key = rig.rig.key(1)
        await rig.rig.ask(commands.SetFlags, messages=[key], add=1)
        await rig.rig.until(lambda: ("login", "oauth-expired") in problems(rig))
        await rig.rig.until(lambda: rig.rig.context.runner(account).state == "stopped")
        assert set(problems(rig)) == {("login", "oauth-expired")}
        assert read_operations.waiting_count(rig.rig.store.reader, account) == 1
        asked = len(rig.server.forms)
        assert not [one for one in rig.rig.events if isinstance(one, events.PasswordNeeded)]
        # one click: the user agrees again, and all goes on
        await rig.grant(account=account)
        await rig.rig.until(lambda: "\\Seen" in server.inbox.held[1].flags)
        await rig.rig.until(lambda: rig.rig.context.runner(account).state == "online")
        assert len(rig.server.forms) == asked + 1
        cleared = [one for one in rig.rig.events if isinstance(one, events.ProblemCleared)]
        assert {one.code for one in cleared} == {"oauth-expired"}

    play(profile, scene)


def test_signing_in_again_needs_no_name_of_the_provider(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.add(oauth_fields(server))
        await rig.grant(account=account, oauth="")
        other = await rig.rig.add(
            server.fields(address="bob@example.test", host="127.0.0.2", secret_kind="ask")
        )
        assert await rig.refused(account=other, oauth="") == "oauth-unknown"

    play(profile, scene)


def test_a_network_that_is_away_is_not_the_users_fault(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.add(oauth_fields(server))
        await rig.rig.sync()
        rig.server.answer = lambda _form: (500, b"")
        rig.server.access.clear()
        server.hang_up()
        runner = rig.rig.context.runner(account)
        await rig.rig.until(rig.server.refreshes)
        await rig.rig.until(lambda: runner.state == "offline")
        assert not [one for one in problems(rig) if one[0] == "login"]
        rig.server.answer = lambda _form: None
        await rig.rig.sync()
        assert runner.state == "online"

    play(profile, scene)


def test_without_a_keyring_it_is_asked_again_at_the_next_start(profile: Profile):
    secrets = FakeSecrets(missing=True)

    async def first(rig: OAuthRig, server: OddServer) -> None:
        done = await rig.sign_in()
        assert isinstance(done, events.Done)
        assert not done.keyring
        await rig.rig.ask(commands.AddAccount, account=oauth_fields(server), grant=done.grant)
        await rig.rig.sync()

    async def second(rig: OAuthRig, server: OddServer) -> None:
        await rig.rig.until(lambda: ("login", "oauth-needed") in problems(rig))
        assert server.connections == 0
        assert not [one for one in rig.rig.events if isinstance(one, events.PasswordNeeded)]

    play(profile, first, effects=Effects(secrets=secrets))
    play(profile, second, effects=Effects(secrets=secrets))


def test_removing_forgets_the_tokens(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.add(oauth_fields(server))
        assert secrets.get(keyring_name(server)) is not None
        await rig.rig.ask(commands.RemoveAccount, account=account)
        assert secrets.get(keyring_name(server)) is None

    play(profile, scene, effects=Effects(secrets=secrets))


def test_changed_settings_keep_the_tokens(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.add(oauth_fields(server))
        await rig.rig.sync()
        await rig.rig.ask(
            commands.ChangeAccount, account=account, fields=oauth_fields(server, user="anna")
        )
        await rig.rig.sync()
        assert secrets.get(keyring_name(server)) is None
        assert secrets.get(f"oauth:anna@127.0.0.1:{server.port}") is not None

    play(profile, scene, effects=Effects(secrets=secrets))


def test_from_a_password_to_tokens_and_back(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.rig.add(server.fields(), "secret")
        await rig.rig.sync()
        change = {"account": account, "fields": oauth_fields(server)}
        assert (await rig.rig.refused(commands.ChangeAccount, **change)).code == "oauth-needed"
        await rig.rig.ask(commands.ChangeAccount, **change, grant=await rig.grant())
        await rig.rig.sync()
        assert secrets.get(f"ann@127.0.0.1:{server.port}") is None
        await rig.rig.ask(
            commands.ChangeAccount, account=account, fields=server.fields(), password="secret"
        )
        await rig.rig.sync()
        assert secrets.get(keyring_name(server)) is None

    play(profile, scene, effects=Effects(secrets=secrets))


@pytest.mark.parametrize(
    ("answer", "family", "code"),
    [
        (lambda _: (400, {"error": "invalid_grant"}), "login", "oauth-expired"),
        (lambda _: (500, b""), "refused", "oauth-unavailable"),
    ],
)
def test_a_trial_without_a_token_says_so_where_it_signs_in(
    profile: Profile, answer: Callable[[Form], Said | None], family: str, code: str
):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        grant = await rig.grant()
        rig.server.answer = answer
        rig.server.access.clear()  # so that it is refused, and a refresh is tried
        problem = await rig.rig.refused(
            commands.TestAccount, account=oauth_fields(server), grant=grant
        )
        assert (problem.family, problem.code, problem.step) == (family, code, "login")

    play(profile, scene)


def test_grants_that_are_none(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        for kind in (commands.AddAccount, commands.TestAccount):
            fields = oauth_fields(server)
            assert (await rig.rig.refused(kind, account=fields, grant=7)).code == "grant-unknown"
            assert (await rig.rig.refused(kind, account=fields)).code == "oauth-needed"

    play(profile, scene)


def test_a_server_of_somebody_else_sees_no_token(profile: Profile):
    async def scene(rig: OAuthRig, server: OddServer) -> None:
        grant = await rig.grant()
        problem = await rig.rig.refused(
            commands.TestAccount, account=oauth_fields(server, host="127.0.0.2"), grant=grant
        )
        assert (problem.family, problem.code) == ("trust", "token-elsewhere")
        tried = await rig.rig.ask(
            commands.TestAccount,
            account=oauth_fields(server, submission_host="127.0.0.2", submission_port=465),
            grant=grant,
        )
        assert tried.trial is not None
        assert tried.trial.unsent is not None
        assert tried.trial.unsent.code == "token-elsewhere"
        # nor by the settings page of an account that is there
        await rig.rig.ask(commands.AddAccount, account=oauth_fields(server), grant=grant)
        (runner,) = rig.rig.context.runners()
        await rig.rig.sync()
        problem = await rig.rig.refused(
            commands.TestAccount,
            account=oauth_fields(server, host="127.0.0.2"),
            known_account=runner.key,
        )
        assert problem.code == "token-elsewhere"

    play(profile, scene)


def test_no_token_is_in_log_or_store(
    profile: Profile, secrets: FakeSecrets, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(1)
    for name in ("imap", "net", "link", "sync", "httpx", "httpcore"):
        caplog.set_level(1, logger=name)
    known: set[str] = set()

    async def scene(rig: OAuthRig, server: OddServer) -> None:
        account = await rig.add(oauth_fields(server))
        await rig.rig.sync()
        rig.server.access.clear()
        server.hang_up()
        await rig.rig.sync()
        rig.server.refresh.clear()
        rig.server.access.clear()
        server.hang_up()
        await rig.rig.until(lambda: ("login", "oauth-expired") in problems(rig))
        known.update(f"{word}-{n}-secret" for word in ("access", "refresh") for n in range(1, 9))
        known.update(
            form[name]
            for form in rig.server.forms
            for name in ("code", "code_verifier")
            if name in form
        )
        await rig.rig.ask(commands.RemoveAccount, account=account)

    play(profile, scene, effects=Effects(secrets=secrets))
    said = caplog.text + "".join(str(record.args) for record in caplog.records)
    files = b"".join(path.read_bytes() for path in Path(profile.home).rglob("*") if path.is_file())
    assert len(known) > 16
    for secret in known:
        assert secret not in said
        assert secret.encode() not in files
