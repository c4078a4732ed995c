"""Every error that settings can meet is made for real, and named by the engine as it is."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import profile
from tests.support.certificates import authority
from tests.support.mailserver import Dovecot, Knobs
from tests.support.realerrors import ERRORS, RealError, Stage


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with Dovecot(Knobs(max_connections=1)) as made:
        yield made


@pytest.fixture
def stage(tmp_path: Path, server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    made = authority(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.ca_file))
    place = profile(tmp_path / "home")
    place.create()
    return Stage(profile=place, authority=made, user=server.add_user())


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.name)
def test_it_is_named(stage: Stage, error: RealError):
    async def scenario() -> None:
        async with asyncio.timeout(40):
            found = await error.scene(stage)
        assert (found.family, found.code) == error.said
        assert found.step == error.step
        assert "secret" not in repr(found)

    asyncio.run(scenario())
