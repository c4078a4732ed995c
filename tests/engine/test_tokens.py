"""The tokens of one account: renewed in time, by one request, and never lost on the way."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from facteur.base.clock import SystemClock
from facteur.base.errors import FacteurError, LoginError, NetworkError, ServerRefused, TrustError
from facteur.base.secret import Secret
from facteur.engine import tokens as module
from facteur.engine.effects import Effects
from facteur.engine.tokens import TokenKeeper, Tokens, read_tokens
from facteur.net.oauthclients import OAuthClients
from tests.support.authserver import AuthServer, Form, Said
from tests.support.fakes import FakeClock, FakeSecrets

NAME = "oauth:ann@127.0.0.1:993"


class Rig:
    """A keeper, and all it works with. `restarted` is the keeper of the next start."""

    def __init__(self, server: AuthServer, folder: Path, secrets: FakeSecrets) -> None:
        self.server = server
        self.secrets = secrets
        self.clock = server.clock = FakeClock()
        clients = OAuthClients(usual=server.write(folder / "clients.toml"))
        self.effects = Effects(
            clock=self.clock, secrets=secrets, oauth=clients, random=random.Random(1)
        )
        self.keeper = self.restarted()

    def restarted(self, host: str = "127.0.0.1") -> TokenKeeper:
        return TokenKeeper(NAME, host, self.effects)

    async def signed_in(self, **changed: object) -> Tokens:
        access, refresh = self.server.tokens()
        usual: dict[str, object] = {
            "provider": "local", "refresh_token": refresh, "access_token": access,
            "until_ms": self.clock.now_ms() + 3_600_000,
        }  # fmt: skip
        tokens = Tokens(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind
        await self.keeper.take(tokens, remember=True)
        return tokens

    def kept(self) -> Tokens | None:
        found = self.secrets.get(NAME)
        return None if found is None else read_tokens(found)


def play(
    tmp_path: Path,
    scene: Callable[[Rig], Awaitable[None]],
    server: AuthServer | None = None,
    secrets: FakeSecrets | None = None,
) -> None:
    async def scenario() -> None:
        async with asyncio.timeout(20), server or AuthServer() as running:
            rig = Rig(running, tmp_path, secrets or FakeSecrets())
            try:
                await scene(rig)
            finally:
                await rig.keeper.settle()

    asyncio.run(scenario())


async def code_of(work: Awaitable[object], kind: type[FacteurError] = LoginError) -> str:
    with pytest.raises(kind) as caught:
        await work
    return caught.value.code


def test_a_good_token_is_used_as_it_is(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        tokens = await rig.signed_in()
        assert await rig.keeper.access() == Secret(tokens.access_token)
        await rig.clock.advance(3000)
        assert await rig.keeper.access() == Secret(tokens.access_token)
        assert rig.server.forms == []

    play(tmp_path, scene)


@pytest.mark.parametrize("how", ["runs", "sleeps", "jumps"])
def test_it_is_renewed_five_minutes_before_its_end(tmp_path: Path, how: str):
    """By the clock that runs, and by the wall's, which goes on while the machine sleeps."""

    async def scene(rig: Rig) -> None:
        tokens = await rig.signed_in()
        match how:
            case "runs":
                await rig.clock.advance(3600 - 299)
            case "sleeps":
                rig.clock.jump((3600 - 299) * 1000)
            case _:
                await rig.clock.advance(3600 - 299)
                rig.clock.jump(-3_600_000)
        renewed = await rig.keeper.access()
        assert renewed != Secret(tokens.access_token)
        assert await rig.keeper.access() == renewed
        assert rig.server.refreshes() == 1

    play(tmp_path, scene)


def test_not_all_accounts_ask_at_once(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in()
        await rig.clock.advance(3600 - 301)
        for _ in range(100):  # somewhere within the minute before
            await rig.keeper.access()
        assert rig.server.refreshes() == 1

    play(tmp_path, scene)


def test_a_short_life_is_no_reason_to_ask_each_time(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in(access_token="")
        for _ in range(5):
            await rig.keeper.access()
        assert rig.server.refreshes() == 1

    play(tmp_path, scene, AuthServer(life_s=120))


def test_five_who_need_one_ask_once(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        rig.server.hold = asyncio.Event()
        await rig.signed_in(access_token="")
        asking = [asyncio.create_task(rig.keeper.access()) for _ in range(5)]
        await asyncio.sleep(0.05)
        rig.server.hold.set()
        assert len(set(await asyncio.gather(*asking))) == 1
        assert rig.server.refreshes() == 1

    play(tmp_path, scene)


def test_a_refused_one_is_renewed_once_for_all_who_heard_it(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        refused = Secret((await rig.signed_in()).access_token)
        first, second = await asyncio.gather(
            rig.keeper.after_refusal(refused), rig.keeper.after_refusal(refused)
        )
        assert first == second != refused
        assert await rig.keeper.after_refusal(refused) == first  # late to hear
        assert rig.server.refreshes() == 1

    play(tmp_path, scene)


def test_only_what_lasts_lies_in_the_keyring(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        tokens = await rig.signed_in(client_id="mine", client_secret="hush")
        kept = rig.kept()
        assert kept is not None
        assert kept.refresh_token == tokens.refresh_token
        assert (kept.access_token, kept.until_ms) == ("", 0)
        assert (kept.client_id, kept.client_secret, kept.provider) == ("mine", "hush", "local")
        assert tokens.access_token not in repr(tokens)
        assert tokens.refresh_token not in repr(tokens)

    play(tmp_path, scene)


def test_the_next_start_asks_for_a_token(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in()
        again = rig.restarted()
        assert rig.server.access[(await again.access()).reveal()]
        assert rig.server.refreshes() == 1

    play(tmp_path, scene)


def test_a_new_refresh_token_is_kept_before_anything_else(tmp_path: Path):
    """Whatever ends the program then, the next start has one that is good."""

    class Watching(FakeSecrets):
        kept = 0

        def set(self, name: str, secret: Secret) -> bool:
            self.kept += 1
            return super().set(name, secret)

    async def scene(rig: Rig) -> None:
        old = await rig.signed_in(access_token="")
        assert isinstance(rig.secrets, Watching)
        before = rig.secrets.kept
        await rig.keeper.access()
        assert rig.secrets.kept == before + 1
        kept = rig.kept()
        assert kept is not None
        assert kept.refresh_token != old.refresh_token
        assert rig.server.refresh[kept.refresh_token]
        assert rig.server.access[(await rig.restarted().access()).reveal()]

    play(tmp_path, scene, AuthServer(rotate=True), Watching())


def test_who_gives_up_does_not_lose_the_new_one(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in(access_token="")
        rig.server.hold = asyncio.Event()
        asking = asyncio.create_task(rig.keeper.access())
        await asyncio.sleep(0.05)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        rig.server.hold.set()
        await rig.keeper.settle()
        for _ in range(100):  # until the server has done what it was asked
            if len(rig.server.refresh) > 1:
                break
            await asyncio.sleep(0.01)
        kept = rig.kept()
        assert kept is not None
        assert rig.server.refresh[kept.refresh_token]
        assert rig.server.refreshes() == 1

    play(tmp_path, scene, AuthServer(rotate=True))


def test_an_end_before_the_new_one_is_kept_leaves_the_old_one(tmp_path: Path):
    class Dying(FakeSecrets):
        def set(self, name: str, secret: Secret) -> bool:
            if self.get(name) is not None:
                raise MemoryError("the program ends here")
            return super().set(name, secret)

    async def scene(rig: Rig) -> None:
        old = await rig.signed_in(access_token="")
        with pytest.raises(MemoryError):
            await rig.keeper.access()
        kept = rig.kept()
        assert kept is not None
        assert kept.refresh_token == old.refresh_token

    play(tmp_path, scene, AuthServer(rotate=True), Dying())


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.tokens import TokenKeeper
from facteur.net.oauthclients import OAuthClients

folder, before = Path(sys.argv[1]), sys.argv[2] == "before"

class Keyring:
    def available(self): return True
    def get(self, name): return Secret((folder / "keyring").read_text())
    def set(self, name, secret):
        if not before:
            (folder / "new").write_text(secret.reveal())
            os.replace(folder / "new", folder / "keyring")
        os.kill(os.getpid(), signal.SIGKILL)
    def delete(self, name): raise AssertionError

effects = Effects(secrets=Keyring(), oauth=OAuthClients(usual=folder / "clients.toml"))
asyncio.run(TokenKeeper("ann", "127.0.0.1", effects).access())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_between_the_refresh_and_its_keeping(tmp_path: Path, when: str):
    """The keyring then has the old token or the new one, whole; the new one is not used before."""

    async def scene(rig: Rig) -> None:
        old = await rig.signed_in(access_token="")
        (tmp_path / "keyring").write_text(old.lasting().reveal())
        rig.server.clock = SystemClock()
        killed = await asyncio.create_subprocess_exec(
            sys.executable, "-c", KILLED, str(tmp_path), when,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert await killed.wait() == -signal.SIGKILL
        kept = read_tokens(Secret((tmp_path / "keyring").read_text()))
        assert kept is not None
        assert (kept.refresh_token == old.refresh_token) is (when == "before")
        assert rig.server.refreshes() == 1
        if when == "after":
            assert rig.server.refresh[kept.refresh_token]

    play(tmp_path, scene, AuthServer(rotate=True))


def test_without_a_keyring_they_live_in_memory_only(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        access, refresh = rig.server.tokens()
        tokens = Tokens(provider="local", refresh_token=refresh, access_token=access)
        assert not await rig.keeper.take(tokens, remember=True)
        assert rig.server.access[(await rig.keeper.access()).reveal()]
        assert rig.server.access[(await rig.keeper.access()).reveal()]
        assert await code_of(rig.restarted().access()) == "oauth-needed"

    play(tmp_path, scene, AuthServer(rotate=True), FakeSecrets(missing=True))


def test_a_withdrawn_agreement_is_asked_about_once(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in(access_token="")
        rig.server.refresh.clear()
        for _ in range(3):
            assert await code_of(rig.keeper.access()) == "oauth-expired"
        assert rig.server.refreshes() == 1
        fresh = await rig.signed_in()
        assert await rig.keeper.access() == Secret(fresh.access_token)

    play(tmp_path, scene)


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ((500, b""), ServerRefused, "oauth-unavailable"),
        ((400, {"error": "temporarily_unavailable"}), ServerRefused, "oauth-unavailable"),
    ],
)
def test_a_server_in_trouble_is_asked_again(
    tmp_path: Path, said: Said, kind: type[FacteurError], code: str
):
    trouble = True

    def answer(_form: Form) -> Said | None:
        return said if trouble else None

    async def scene(rig: Rig) -> None:
        nonlocal trouble
        await rig.signed_in(access_token="")
        assert await code_of(rig.keeper.access(), kind) == code
        trouble = False
        assert rig.server.access[(await rig.keeper.access()).reveal()]

    play(tmp_path, scene, AuthServer(answer=answer))


def test_a_network_that_is_away_is_no_wrong_password(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in(access_token="")
        await rig.server.__aexit__()
        for _ in range(2):
            await code_of(rig.keeper.access(), NetworkError)
        await rig.server.__aenter__()
        assert rig.server.access[(await rig.keeper.access()).reveal()]

    play(tmp_path, scene)


def test_nothing_is_shown_to_a_server_of_somebody_else(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in()
        elsewhere = rig.restarted("mail.example.test")
        assert await code_of(elsewhere.access(), TrustError) == "token-elsewhere"
        assert rig.server.forms == []

    play(tmp_path, scene)


def test_a_new_sign_in_goes_before_a_refresh_that_still_runs(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in(access_token="")
        rig.server.hold = asyncio.Event()
        asking = asyncio.create_task(rig.keeper.access())
        await asyncio.sleep(0.05)
        fresh = await rig.signed_in()
        rig.server.hold.set()
        assert await asking == Secret(fresh.access_token)
        kept = rig.kept()
        assert kept is not None
        assert kept.refresh_token == fresh.refresh_token

    play(tmp_path, scene)


def test_a_trial_leaves_no_trace(tmp_path: Path):
    """Not even where the provider hands out a new refresh token meanwhile."""

    async def scene(rig: Rig) -> None:
        _access, refresh = rig.server.tokens()
        tokens = Tokens(provider="local", refresh_token=refresh)
        assert not await rig.keeper.take(tokens, remember=False)
        await rig.keeper.access()
        assert rig.keeper.tokens is not None
        assert rig.keeper.tokens.refresh_token != refresh
        assert rig.kept() is None

    play(tmp_path, scene, AuthServer(rotate=True))


def test_forgetting(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in()
        await rig.keeper.forget()
        assert rig.kept() is None
        assert await rig.keeper.known() is None
        assert await code_of(rig.keeper.access()) == "oauth-needed"

    play(tmp_path, scene)


def test_without_a_refresh_token_an_hour_is_all(tmp_path: Path):
    async def scene(rig: Rig) -> None:
        await rig.signed_in(refresh_token="")
        await rig.keeper.access()
        await rig.clock.advance(3600)
        assert await code_of(rig.keeper.access()) == "oauth-expired"
        assert rig.server.forms == []

    play(tmp_path, scene)


def test_settling_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "SETTLE_S", 0.05)

    async def scene(rig: Rig) -> None:
        await rig.signed_in(access_token="")
        rig.server.hold = asyncio.Event()
        asking = asyncio.create_task(rig.keeper.access())
        await asyncio.sleep(0.05)
        asking.cancel()
        await rig.keeper.settle()
        await asyncio.gather(asking, return_exceptions=True)

    play(tmp_path, scene)


@pytest.mark.parametrize("text", ["", "hunter2", "[]", '{"provider": 3}', "{}"])
def test_a_secret_that_holds_no_tokens(text: str):
    assert read_tokens(Secret(text)) is None
