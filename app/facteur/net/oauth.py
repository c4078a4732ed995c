"""OAuth 2.0 for programs on a computer (RFC 8252): code and PKCE, exchange, refresh.

Authlib makes and reads what is said, httpx carries it. A failure of the network is one of the
network, never a wrong password. Imported only when a token is wanted: it comes with httpx.
"""

import asyncio
import secrets
import ssl
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Final, cast
from urllib.parse import urlsplit

import httpx

from facteur.base.clock import Clock
from facteur.base.errors import (
    FacteurError,
    LoginError,
    NetworkError,
    RemoteProtocolError,
    ServerRefused,
    TrustError,
)
from facteur.mail.account import Protocol
from facteur.net import tls
from facteur.net.oauthclients import OAuthClient

with warnings.catch_warnings():
    # Authlib 1.9 would have httpx2 instead of httpx, says so to everybody, and works with both.
    from authlib.deprecate import AuthlibDeprecationWarning

    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import AsyncOAuth2Client

TIMEOUT_S = 30.0  # for a whole request
MOST_SKEW_MS = 5 * 60 * 1000
_MOST_OCTETS: Final = 256 * 1024
_TOO_OFTEN: Final = 429  # RFC 6585 §4
_USUAL_LIFE_S: Final = 3600
_LONGEST_LIFE_S: Final = 30 * 86_400
_PASSING: Final = ("temporarily_unavailable", "server_error", "slow_down")
# No faults of TLS, but how a line that waits or ends looks from inside.
_WAITING: Final = (
    ssl.SSLWantReadError,
    ssl.SSLWantWriteError,
    ssl.SSLZeroReturnError,
    ssl.SSLEOFError,
    ssl.SSLSyscallError,
)
# The user's agreement is over (RFC 6749 §5.2), or the provider wants to see the user again.
_OVER: Final = ("invalid_grant", "interaction_required", "login_required", "consent_required")


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What a token endpoint gave. refresh_token: "" when it gave none, so the old one stays.

    life_s: how long the access token is good, from now. scope: "" when it was not told.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    life_s: int = _USUAL_LIFE_S
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A sign-in that has begun. url: to be opened in the user's browser."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect_uri: str


def begin(
    client: OAuthClient, *, redirect_uri: str, user: str, protocol: Protocol | None
) -> Request:
    """Return where the user is to agree; state and verifier are new and never told to anyone."""
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    maker: Any = AsyncOAuth2Client(
        client_id=client.client_id,
        redirect_uri=redirect_uri,
        scope=" ".join(client.wanted(protocol)),
        code_challenge_method="S256",
    )
    hint = {"login_hint": user} if user else {}
    url, _ = maker.create_authorization_url(
        client.authorize_url, state=state, code_verifier=verifier, **{**hint, **client.extra}
    )
    return Request(url=str(url), state=state, verifier=verifier, redirect_uri=redirect_uri)


async def exchange(client: OAuthClient, request: Request, code: str, clock: Clock) -> Granted:
    """Return the tokens for a code.

    Raises LoginError (`oauth-refused`, `oauth-client`, `clock-wrong`), NetworkError, TrustError,
    ServerRefused(`oauth-unavailable`).
    """

    async def ask(maker: Any) -> object:
        return await maker.fetch_token(
            client.token_url,
            grant_type="authorization_code",
            code=code,
            code_verifier=request.verifier,
            redirect_uri=request.redirect_uri,
        )

    return await _asked(client, clock, ask, over="oauth-refused")


async def refresh(client: OAuthClient, refresh_token: str, clock: Clock) -> Granted:
    """Return a new access token.

    Raises LoginError(`oauth-expired`) when the user has to agree again; else as `exchange`.
    """

    async def ask(maker: Any) -> object:
        return await maker.refresh_token(client.token_url, refresh_token=refresh_token)

    granted = await _asked(client, clock, ask, over="oauth-expired")
    # Authlib fills in the old one where none was given.
    kept = "" if granted.refresh_token == refresh_token else granted.refresh_token
    return Granted(
        access_token=granted.access_token,
        refresh_token=kept,
        life_s=granted.life_s,
        scope=granted.scope,
    )


async def _asked(
    client: OAuthClient, clock: Clock, ask: Callable[[Any], Awaitable[object]], *, over: str
) -> Granted:
    """Ask the token endpoint. over: the code of an agreement that is not, or no longer, there."""
    skew_ms = 0

    def look(response: httpx.Response) -> httpx.Response:
        nonlocal skew_ms
        skew_ms = _skew_ms(response, clock.now_ms())
        _check(response)
        return response

    maker: Any = AsyncOAuth2Client(
        client_id=client.client_id,
        client_secret=client.client_secret or None,
        token_endpoint_auth_method="client_secret_post" if client.client_secret else "none",
        verify=tls.context(""),
        timeout=TIMEOUT_S,
        follow_redirects=False,
    )
    for name in ("access_token_response", "refresh_token_response"):
        maker.register_compliance_hook(name, look)
    try:
        async with asyncio.timeout(TIMEOUT_S), maker:
            return _granted(await ask(maker))
    except OAuthError as error:
        raise _refusal(error, over, skew_ms) from None  # its chain holds what was sent
    except (httpx.HTTPError, OSError, TimeoutError, ssl.SSLError) as error:
        raise _unreached(error, client) from None
    except (ValueError, TypeError, KeyError) as error:
        raise RemoteProtocolError("oauth-answer", detail=type(error).__name__) from None


def _check(response: httpx.Response) -> None:
    """Refuse an answer that is none, before anybody reads it."""
    if len(response.content) > _MOST_OCTETS:
        raise RemoteProtocolError("oauth-answer", detail="too long")
    if response.status_code == _TOO_OFTEN or response.is_server_error:
        raise ServerRefused(
            "oauth-unavailable", detail=f"HTTP {response.status_code}", temporary=True
        )
    if response.is_redirect:
        raise RemoteProtocolError("oauth-answer", detail=f"HTTP {response.status_code}")


def _granted(told: object) -> Granted:
    """Read a token response (RFC 6749 §5.1). Raises ValueError, TypeError, KeyError."""
    token = dict(cast("dict[str, object]", told))
    access, refreshed = token["access_token"], token.get("refresh_token") or ""
    if not isinstance(access, str) or not isinstance(refreshed, str) or not access:
        raise TypeError
    if str(token.get("token_type", "bearer")).lower() != "bearer":
        raise TypeError
    if not (access + refreshed).isascii() or not (access + refreshed).isprintable():
        raise ValueError
    life = int(str(token.get("expires_in") or _USUAL_LIFE_S))
    return Granted(
        access_token=access,
        refresh_token=refreshed,
        life_s=max(1, min(life, _LONGEST_LIFE_S)),
        scope=str(token.get("scope") or ""),
    )


def _refusal(error: object, over: str, skew_ms: int) -> FacteurError:
    """Return what an error response means (RFC 6749 §5.2); a wrong clock explains many."""
    code = str(getattr(error, "error", "") or "")
    said = str(getattr(error, "description", "") or code)
    if code in _PASSING:
        return ServerRefused("oauth-unavailable", detail=code, server_text=said, temporary=True)
    if abs(skew_ms) > MOST_SKEW_MS:
        return LoginError("clock-wrong", detail=str(round(skew_ms / 1000)), server_text=said)
    if code in {"invalid_client", "unauthorized_client"}:
        return LoginError("oauth-client", detail=code, server_text=said)
    if code in _OVER:
        return LoginError(over, detail=code, server_text=said)
    return LoginError("oauth-refused", detail=code, server_text=said)


def _unreached(error: Exception, client: OAuthClient) -> FacteurError:
    """Return why the endpoint could not be asked."""
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return NetworkError("oauth-unreachable", detail=f"{_host(client)}: no answer")
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLError) and not isinstance(cause, _WAITING):
        # Not the mail server's: nobody is to be offered to trust it for that.
        return TrustError("oauth-certificate", detail=f"{_host(client)}: {tls.explain(cause)}")
    return NetworkError("oauth-unreachable", detail=f"{_host(client)}: {type(error).__name__}")


def _host(client: OAuthClient) -> str:
    return urlsplit(client.token_url).netloc


def _skew_ms(response: httpx.Response, now_ms: int) -> int:
    """Return how far this computer's clock is behind the server's, 0 when that is not told."""
    try:
        told = parsedate_to_datetime(response.headers.get("date", ""))
        return round(told.timestamp() * 1000) - now_ms
    except (ValueError, TypeError, OverflowError):
        return 0
