"""Code and PKCE, exchange and refresh against a local authorization server with TLS."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from facteur.base.clock import SystemClock
from facteur.base.errors import FacteurError
from facteur.net import oauth
from facteur.net.oauthclients import OAuthClient
from tests.net.conftest import server_context
from tests.support.authserver import AuthServer, Said, visit
from tests.support.certificates import Authority

CLOCK = SystemClock()
Use = Callable[[AuthServer, OAuthClient], Awaitable[object]]


def client_of(server: AuthServer, **changed: object) -> OAuthClient:
    usual: dict[str, object] = {
        "name": "local", "title": "Local", "client_id": server.client_id,
        "client_secret": server.client_secret, "authorize_url": f"{server.url}/authorize",
        "token_url": f"{server.url}/token", "scopes": ("mail", "send"), "hosts": ("127.0.0.1",),
    }  # fmt: skip
    return OAuthClient(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind


def talk(trusted: Authority, server: AuthServer, use: Use) -> object:
    async def scenario() -> object:
        server.tls = server_context(trusted.server)
        async with asyncio.timeout(20), server:
            return await use(server, client_of(server))

    return asyncio.run(scenario())


def failure(trusted: Authority, server: AuthServer, use: Use) -> FacteurError:
    with pytest.raises(FacteurError) as caught:
        talk(trusted, server, use)
    return caught.value


def trust(trusted: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(trusted.ca_file))


async def code_of(trusted: Authority, request: oauth.Request) -> str:
    """Agree at the page, and return the code without visiting the redirect."""
    _, location, _ = await visit(request.url, trust(trusted))
    return parse_qs(urlsplit(location).query)["code"][0]


def begun(client: OAuthClient) -> oauth.Request:
    return oauth.begin(
        client, redirect_uri="http://127.0.0.1:9/", user="ann@example.test", protocol=None
    )


def test_what_the_browser_is_given():
    client = client_of(AuthServer(port=1), extra={"access_type": "offline"})
    one, other = begun(client), begun(client)
    query = {name: values[0] for name, values in parse_qs(urlsplit(one.url).query).items()}
    assert query["scope"] == "mail send"
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == "http://127.0.0.1:9/"
    assert query["state"] == one.state
    assert query["login_hint"] == "ann@example.test"
    assert query["access_type"] == "offline"
    assert one.verifier not in one.url
    assert one.state != other.state
    assert one.verifier != other.verifier
    assert len(one.verifier) >= 43
    assert one.verifier not in repr(one)
    assert one.state not in repr(one)


@pytest.mark.parametrize("secret", ["", "not so secret"])
def test_a_code_becomes_tokens_once(trusted: Authority, secret: str):
    async def use(server: AuthServer, client: OAuthClient) -> oauth.Granted:
        request = begun(client)
        code = await code_of(trusted, request)
        granted = await oauth.exchange(client, request, code, CLOCK)
        assert server.access[granted.access_token]
        assert server.refresh[granted.refresh_token]
        assert (granted.life_s, granted.scope) == (3600, "mail send")
        assert granted.access_token not in repr(granted)
        return await oauth.exchange(client, request, code, CLOCK)

    server = AuthServer(client_secret=secret)
    error = failure(trusted, server, use)
    assert error.code == "oauth-refused"
    assert {form.get("client_secret", "") for form in server.forms} == {secret}


def test_a_code_of_another_sign_in_is_of_no_use(trusted: Authority):
    async def use(server: AuthServer, client: OAuthClient) -> None:
        code = await code_of(trusted, begun(client))
        await oauth.exchange(client, begun(client), code, CLOCK)

    assert failure(trusted, AuthServer(), use).code == "oauth-refused"


@pytest.mark.parametrize("rotate", [True, False])
def test_a_refresh(trusted: Authority, rotate: bool):
    async def use(server: AuthServer, client: OAuthClient) -> None:
        _, refresh = server.tokens()
        granted = await oauth.refresh(client, refresh, CLOCK)
        assert server.access[granted.access_token]
        assert bool(granted.refresh_token) is rotate
        assert granted.refresh_token != refresh

    talk(trusted, AuthServer(rotate=rotate), use)


async def refreshing(server: AuthServer, client: OAuthClient) -> oauth.Granted:
    _, refresh = server.tokens()
    return await oauth.refresh(client, refresh, CLOCK)


def invalid(error: str) -> Said:
    return 400, {"error": error, "error_description": "the server's own words"}


@pytest.mark.parametrize(
    ("said", "family", "code"),
    [
        (invalid("invalid_grant"), "LoginError", "oauth-expired"),
        (invalid("interaction_required"), "LoginError", "oauth-expired"),
        (invalid("invalid_client"), "LoginError", "oauth-client"),
        (invalid("invalid_scope"), "LoginError", "oauth-refused"),
        (invalid("temporarily_unavailable"), "ServerRefused", "oauth-unavailable"),
        ((500, b"<html>sorry</html>"), "ServerRefused", "oauth-unavailable"),
        ((503, {"error": "invalid_grant"}), "ServerRefused", "oauth-unavailable"),
        ((429, {"error": "slow_down"}), "ServerRefused", "oauth-unavailable"),
        ((302, b""), "RemoteProtocolError", "oauth-answer"),
        ((200, b"<html>sign in to this network</html>"), "RemoteProtocolError", "oauth-answer"),
        ((200, b"x" * 300_000), "RemoteProtocolError", "oauth-answer"),
        ((200, []), "RemoteProtocolError", "oauth-answer"),
        ((200, {}), "RemoteProtocolError", "oauth-answer"),
        ((200, {"access_token": 3}), "RemoteProtocolError", "oauth-answer"),
        ((200, {"access_token": "a\r\nb"}), "RemoteProtocolError", "oauth-answer"),
        ((200, {"access_token": "a", "token_type": "mac"}), "RemoteProtocolError", "oauth-answer"),
        ((200, {"access_token": "a", "expires_in": "x"}), "RemoteProtocolError", "oauth-answer"),
    ],
)
def test_what_a_refresh_may_be_answered(trusted: Authority, said: Said, family: str, code: str):
    error = failure(trusted, AuthServer(answer=lambda _: said), refreshing)
    assert (type(error).__name__, error.code) == (family, code)
    if said[0] == 400:
        assert error.server_text == "the server's own words"


@pytest.mark.parametrize("late_s", [-900, 900])
def test_a_wrong_clock_is_named(trusted: Authority, late_s: int):
    server = AuthServer(answer=lambda _: invalid("invalid_grant"), late_s=late_s)
    error = failure(trusted, server, refreshing)
    assert error.code == "clock-wrong"
    assert abs(int(error.detail) - late_s) < 10


def test_a_wrong_clock_does_not_matter_where_all_works(trusted: Authority):
    talk(trusted, AuthServer(late_s=900), refreshing)
    server = AuthServer(answer=lambda _: invalid("invalid_grant"), late_s=200)
    assert failure(trusted, server, refreshing).code == "oauth-expired"


def test_a_server_that_hangs_is_the_networks_fault(
    trusted: Authority, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(oauth, "TIMEOUT_S", 0.2)

    async def use(server: AuthServer, client: OAuthClient) -> None:
        server.hold = asyncio.Event()
        await refreshing(server, client)

    error = failure(trusted, AuthServer(), use)
    assert (type(error).__name__, error.code) == ("NetworkError", "oauth-unreachable")


def test_nobody_there(trusted: Authority):
    async def use(server: AuthServer, client: OAuthClient) -> None:
        await oauth.refresh(client_of(AuthServer(tls=server.tls, port=1)), "r", CLOCK)

    assert type(failure(trusted, AuthServer(), use)).__name__ == "NetworkError"


def test_nothing_is_told_to_a_server_without_a_good_certificate(
    trusted: Authority, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    server = AuthServer()
    error = failure(trusted, server, refreshing)
    assert (type(error).__name__, error.code) == ("TrustError", "oauth-certificate")
    assert server.forms == []
    assert "certificate-unknown" in error.detail
    assert not getattr(error, "certificate", b"")  # it is not that of the mail server


def test_no_token_is_logged(trusted: Authority, caplog: pytest.LogCaptureFixture):
    caplog.set_level(1)
    for name in ("httpx", "httpcore", "authlib"):
        caplog.set_level(1, logger=name)

    async def use(server: AuthServer, client: OAuthClient) -> None:
        request = begun(client)
        code = await code_of(trusted, request)
        granted = await oauth.exchange(client, request, code, CLOCK)
        renewed = await oauth.refresh(client, granted.refresh_token, CLOCK)
        server.refresh.clear()
        with pytest.raises(FacteurError) as caught:
            await oauth.refresh(client, granted.refresh_token, CLOCK)
        logging.getLogger("test").info("%s", caught.value, exc_info=caught.value)
        said = caplog.text
        for secret in (
            code, request.verifier, request.state, granted.access_token, granted.refresh_token,
            renewed.access_token,
        ):  # fmt: skip
            assert secret not in said

    talk(trusted, AuthServer(), use)
    assert caplog.text
