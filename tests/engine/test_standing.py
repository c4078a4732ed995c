"""How an account stands: told when it changes, kept in the store, over when it works again."""

import asyncio

import pytest

from facteur.base.errors import LoginError, NetworkError, ServerRefused, StoreUnavailable
from facteur.base.paths import Profile
from facteur.base.secret import Secret
from facteur.engine.broadcast import Broadcast
from facteur.engine.credentials import Credentials
from facteur.engine.effects import Effects
from facteur.engine.standing import Standing
from facteur.link import events
from facteur.store.database import Store, open_writer
from facteur.store.read import accounts as read_accounts
from facteur.store.read import problems as read_problems
from facteur.store.write import accounts as write_accounts
from tests.store.popbuilders import pop_settings
from tests.support.fakes import FakeSecrets


class Place:
    """One account, and what was said of it."""

    def __init__(self, profile: Profile) -> None:
        self.said: list[events.Event] = []
        self.store: Store = open_writer(profile)
        settings = pop_settings()
        key = self.store.write_now(lambda tx: write_accounts.add(tx, settings, 1))
        effects = Effects(secrets=FakeSecrets())
        self.standing = Standing(
            key,
            settings,
            credentials=Credentials(settings, effects),
            store=self.store,
            effects=effects,
            broadcast=Broadcast(self.said.append),
        )


def test_a_change_is_told_once(profile: Profile) -> None:
    async def scene() -> None:
        place = Place(profile)
        place.standing.set_state("online")
        place.standing.set_state("online")
        place.standing.note_checked()
        told = [one for one in place.said if isinstance(one, events.AccountStateChanged)]
        assert [one.state for one in told] == ["online", "online"]
        assert told[0].checked_ms == 0 < told[1].checked_ms
        place.store.close()

    asyncio.run(scene())


def test_a_problem_stands_until_it_works(profile: Profile) -> None:
    async def scene() -> None:
        place = Place(profile)
        await place.standing.raise_problem(NetworkError("refused"), retry_at_ms=7)
        (kept,) = read_problems.standing(place.store.reader)
        assert (kept.family, kept.code, kept.retry_at_ms) == ("network", "refused", 7)
        await place.standing.signed_in({"UIDL", "TOP"})
        assert read_problems.standing(place.store.reader) == []
        account = read_accounts.account(place.store.reader, place.standing.key)
        assert account.capabilities == ("TOP", "UIDL")
        cleared = [one for one in place.said if isinstance(one, events.ProblemCleared)]
        assert [(one.family, one.code) for one in cleared] == [("network", "refused")]
        place.store.close()

    asyncio.run(scene())


def test_a_password_is_asked_for(profile: Profile) -> None:
    async def scene() -> None:
        place = Place(profile)
        with pytest.raises(LoginError):
            await place.standing.secret()
        assert place.standing.password_wanted is not None
        assert place.standing.password_wanted.reason == "missing"
        await place.standing.credentials.give(Secret("s3cret"), remember=False)
        assert (await place.standing.secret()).reveal() == "s3cret"
        await place.standing.password_refused()
        assert place.standing.password_wanted.reason == "refused"
        with pytest.raises(LoginError):
            await place.standing.secret()
        place.store.close()

    asyncio.run(scene())


def test_a_problem_that_cannot_be_kept_is_told_all_the_same(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk-full")

    async def scene() -> None:
        place = Place(profile)
        monkeypatch.setattr(place.store, "write", full)
        await place.standing.raise_problem(StoreUnavailable("disk-full"))
        assert any(isinstance(one, events.ProblemRaised) for one in place.said)
        place.store.close()

    asyncio.run(scene())


def test_one_problem_can_be_over_while_others_stand(profile: Profile) -> None:
    async def scene() -> None:
        place = Place(profile)
        for code in ("messages-refused", "keeps-deleted"):
            await place.standing.raise_problem(ServerRefused(code))
        await place.standing.clear_problem("refused", "messages-refused")
        assert [one.code for one in read_problems.standing(place.store.reader)] == ["keeps-deleted"]
        cleared = [one for one in place.said if isinstance(one, events.ProblemCleared)]
        assert [(one.family, one.code) for one in cleared] == [("refused", "messages-refused")]
        place.store.close()

    asyncio.run(scene())


def test_signing_in_ends_what_stood_before_this_start_but_not_what_lasts(profile: Profile) -> None:
    async def scene() -> None:
        place = Place(profile)
        await place.standing.raise_problem(LoginError("refused"))
        await place.standing.raise_problem(ServerRefused("messages-refused"))
        place.standing._raised.clear()  # as after another start
        place.said.clear()
        await place.standing.signed_in({"UIDL"})
        cleared = [one for one in place.said if isinstance(one, events.ProblemCleared)]
        assert [(one.family, one.code) for one in cleared] == [("login", "refused")]
        standing = read_problems.standing(place.store.reader)
        assert [one.code for one in standing] == ["messages-refused"]
        place.store.close()

    asyncio.run(scene())


def test_a_pass_settles_what_lasts(profile: Profile) -> None:
    async def scene() -> None:
        place = Place(profile)
        await place.standing.raise_problem(ServerRefused("messages-refused"))
        await place.standing.raise_problem(ServerRefused("in-use"))
        await place.standing.settle_lasting([ServerRefused("expires", detail="3")])
        standing = read_problems.standing(place.store.reader)
        assert [one.code for one in standing] == ["in-use", "expires"]
        place.store.close()

    asyncio.run(scene())
