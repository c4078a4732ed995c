"""Adding, changing, removing and trying accounts."""

import asyncio

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.store.read import accounts as read_accounts
from facteur.store.write import accounts as write_accounts
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.oddrig import filled
from tests.support.oddserver import SILENCE, OddServer


def play(profile: Profile, scene, secrets: FakeSecrets | None = None, count: int = 1) -> None:
    async def scenario() -> None:
        effects = Effects(secrets=secrets or FakeSecrets())
        async with asyncio.timeout(30), filled(count) as server, running(profile, effects) as rig:
            await scene(rig, server)

    asyncio.run(scenario())


def kept(rig: Rig) -> list[str]:
    return [one.settings.address for one in read_accounts.accounts(rig.store.reader)]


def name(server: OddServer, user: str = "ann") -> str:
    return f"{user}@127.0.0.1:{server.port}"


def test_without_a_keyring_nothing_is_kept(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        problem = await rig.refused(commands.AddAccount, account=server.fields(), password="secret")
        assert (problem.family, problem.code) == ("login", "no-keyring")
        assert kept(rig) == []
        assert server.connections == 0
        # a test says it before, and a command or asking works
        done = await rig.ask(commands.TestAccount, account=server.fields(), password="secret")
        assert not done.keyring
        await rig.add(server.fields(secret_kind="command", password_command="echo secret"))
        await rig.sync()

    play(profile, scene, FakeSecrets(missing=True))


def test_a_keyring_that_closes_meanwhile(profile: Profile):
    class Closing(FakeSecrets):
        def set(self, name: str, secret: Secret) -> bool:
            return False

    async def scene(rig: Rig, server: OddServer) -> None:
        problem = await rig.refused(commands.AddAccount, account=server.fields(), password="secret")
        assert problem.code == "no-keyring"
        assert (problem.host, problem.port) == ("127.0.0.1", server.port)
        assert kept(rig) == []

    play(profile, scene, Closing())


@pytest.mark.parametrize("shared", [False, True])
def test_an_account_that_could_not_be_written_leaves_no_password(
    profile: Profile, secrets: FakeSecrets, shared: bool, monkeypatch: pytest.MonkeyPatch
):
    """Unless another account has it, too."""

    def full(*_: object) -> None:
        raise StoreUnavailable("disk-full")

    async def scene(rig: Rig, server: OddServer) -> None:
        if shared:
            await rig.add(server.fields(address="alias@example.test"), "secret")
        monkeypatch.setattr(write_accounts, "add", full)
        problem = await rig.refused(commands.AddAccount, account=server.fields(), password="secret")
        assert problem.code == "disk-full"
        assert (secrets.get(name(server)) is not None) is shared

    play(profile, scene, secrets)


def test_the_password_is_there_before_the_first_try(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.add(server.fields(), "secret")
        await rig.sync()
        assert secrets.get(name(server)) == Secret("secret")
        done = await rig.ask(commands.TestAccount, account=server.fields(), password="secret")
        assert done.keyring
        assert not [one for one in rig.events if isinstance(one, events.PasswordNeeded)]
        assert len(rig.seen()) == 1

    play(profile, scene, secrets)


def test_the_same_account_twice(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.add(server.fields(), "secret")
        twin = server.fields(address="ANN@example.test")
        problem = await rig.refused(commands.AddAccount, account=twin, password="secret")
        assert problem.code == "account-exists"
        other = await rig.add(server.fields(address="bob@example.test", user="bob"), "secret")
        problem = await rig.refused(commands.ChangeAccount, account=other, fields=server.fields())
        assert problem.code == "account-exists"
        await rig.ask(
            commands.ChangeAccount,
            account=other,
            fields=server.fields(address="bob@example.test", user="rob"),
        )
        assert kept(rig) == ["ann@example.test", "bob@example.test"]

    play(profile, scene)


def test_changing_keeps_the_password_under_its_new_name(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: Rig, server: OddServer) -> None:
        account = await rig.add(server.fields(), "secret")
        await rig.sync()
        await rig.ask(commands.ChangeAccount, account=account, fields=server.fields(user="anna"))
        await rig.sync()
        assert secrets.get(name(server, "anna")) == Secret("secret")
        assert secrets.get(name(server)) is None
        assert any('LOGIN "anna"' in text or "LOGIN anna" in text for text in server.heard)

    play(profile, scene, secrets)


def test_a_known_password_is_not_taken_to_another_domain(profile: Profile, secrets: FakeSecrets):
    """Neither by a test nor by a change; 127.0.0.1 and localhost stand for two domains."""

    async def scene(rig: Rig, server: OddServer) -> None:
        account = await rig.add(server.fields(), "secret")
        await rig.sync()
        logins = server.count("LOGIN")
        elsewhere = server.fields(host="localhost")
        problem = await rig.refused(commands.TestAccount, account=elsewhere, known_account=account)
        assert (problem.code, problem.step) == ("password-needed", "login")
        sending = server.fields(submission_host="localhost", submission_security="none")
        problem = await rig.refused(commands.TestAccount, account=sending, known_account=account)
        assert problem.code == "password-needed"
        await rig.ask(commands.ChangeAccount, account=account, fields=elsewhere)
        await rig.event(events.PasswordNeeded)
        assert server.count("LOGIN") == logins
        assert secrets.get(f"ann@localhost:{server.port}") is None
        await rig.ask(commands.SetPassword, account=account, password="secret")
        await rig.until(lambda: server.count("LOGIN") > logins)
        assert secrets.get(f"ann@localhost:{server.port}") == Secret("secret")

    play(profile, scene, secrets)


def test_removing_forgets_rows_and_password(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: Rig, server: OddServer) -> None:
        account = await rig.add(server.fields(), "secret")
        await rig.sync()
        await rig.ask(commands.RemoveAccount, account=account)
        assert kept(rig) == []
        assert secrets.get(name(server)) is None
        for table in ("mailbox", "message", "header", "operation", "problem"):
            (count,) = next(rig.store.reader.mail.execute(f"SELECT count(*) FROM {table}"))
            assert count == 0, table
        problem = await rig.refused(commands.RemoveAccount, account=account)
        assert problem.code == "no-account"

    play(profile, scene, secrets)


def test_a_password_that_another_account_has_too_is_kept(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: Rig, server: OddServer) -> None:
        first = await rig.add(server.fields(), "secret")
        await rig.add(server.fields(address="alias@example.test"), "secret")
        await rig.ask(commands.RemoveAccount, account=first)
        assert secrets.get(name(server)) == Secret("secret")

    play(profile, scene, secrets)


@pytest.mark.parametrize("code", ["host-empty", "address-invalid"])
def test_nonsense_is_refused(profile: Profile, code: str):
    async def scene(rig: Rig, server: OddServer) -> None:
        wrong = {"host-empty": {"host": ""}, "address-invalid": {"address": "x"}}[code]
        for kind in (commands.AddAccount, commands.TestAccount):
            assert (await rig.refused(kind, account=server.fields(**wrong))).code == code

    play(profile, scene)


def test_trying_settings(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.TestAccount, account=server.fields(), password="secret")
        assert kept(rig) == []
        assert secrets.get(name(server)) is None
        problem = await rig.refused(commands.TestAccount, account=server.fields(), password="no")
        assert (problem.family, problem.code, problem.step) == ("login", "refused", "login")
        assert (problem.host, problem.port) == ("127.0.0.1", server.port)
        by_command = server.fields(secret_kind="command", password_command="echo secret")
        await rig.ask(commands.TestAccount, account=by_command)
        problem = await rig.refused(commands.TestAccount, account=server.fields())
        assert problem.code == "password-needed"
        account = await rig.add(server.fields(), "secret")
        await rig.ask(commands.TestAccount, account=server.fields(), known_account=account)
        assert [
            one.kind for one in rig.events if isinstance(one, events.ProgressChanged) and one.over
        ][:1] == ["test"]

    play(profile, scene, secrets)


def test_a_wrong_password_stops_until_the_right_one_comes(profile: Profile, secrets: FakeSecrets):
    async def scene(rig: Rig, server: OddServer) -> None:
        account = await rig.add(server.fields(), "wrong")
        needed = await rig.event(events.PasswordNeeded)
        assert (needed.account, needed.reason, needed.keyring) == (account, "refused", True)
        raised = await rig.event(events.ProblemRaised)
        assert (raised.problem.family, raised.problem.code) == ("login", "refused")
        assert raised.problem.host == "127.0.0.1"
        tries = server.count("LOGIN")
        await asyncio.sleep(0.1)
        assert server.count("LOGIN") == tries  # never again by itself: accounts get locked
        await rig.ask(commands.SetPassword, account=account, password="secret")
        await rig.sync()
        assert len(rig.seen()) == 1
        await rig.event(events.ProblemCleared, lambda one: one.code == "refused")
        assert secrets.get(name(server)) == Secret("secret")

    play(profile, scene, secrets)


def test_looking_for_news_of_nobody(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        assert (await rig.refused(commands.Sync, account=9)).code == "no-account"
        await rig.ask(commands.Sync, wait=True)

    play(profile, scene)


def test_a_trial_can_be_stopped(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: SILENCE if text.startswith("LOGIN") else None
        trial = rig.send(commands.TestAccount, account=server.fields(), password="secret")
        step = await rig.event(
            events.ProgressChanged, lambda one: one.kind == "test" and one.done == 1
        )
        assert step.stoppable
        await rig.ask(commands.StopTask, task=step.task)
        reply = await asyncio.wait_for(trial, 5)
        assert isinstance(reply, events.Failed)
        assert reply.problem.code == "stopped"
        assert not rig.context.tasks.current()

    play(profile, scene)
