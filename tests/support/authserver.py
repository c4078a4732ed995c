"""A small authorization server (RFC 6749 §5, RFC 7636 §4, RFC 7662 §2) on loopback, and the browser that visits it.

Sound until told otherwise. It checks what a client must do: PKCE, one use for a code, the redirect
it was begun with; what clients asked is kept.
"""

import asyncio
import base64
import contextlib
import hashlib
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlencode, urlsplit

from facteur.base.clock import Clock, SystemClock

Form = dict[str, str]
Said = tuple[int, object]
"""Status, and what is said: a dict as JSON, bytes as they are."""


@dataclass(slots=True)
class _Code:
    """A code that was handed out."""

    challenge: str
    redirect_uri: str
    scope: str
    used: bool = False


@dataclass(slots=True, kw_only=True)
class AuthServer:
    """answer: asked first at the token endpoint; None for the usual answer.

    rotate: each refresh gives another refresh token, and the old one is over. scope: what is said
    to be granted; None: what was asked. life_s: of access tokens. late_s: how far the clock of the
    Date header is ahead. hold: awaited before an answer of the token endpoint. deny: the user does
    not agree. forms: what came to the token endpoint.
    """

    tls: ssl.SSLContext | None = None
    client_id: str = "facteur-test"
    client_secret: str = ""
    user: str = "ann"
    answer: Callable[[Form], Said | None] = lambda _form: None
    rotate: bool = False
    scope: str | None = None
    life_s: int = 3600
    late_s: int = 0
    hold: asyncio.Event | None = None
    deny: bool = False
    issuer: str = ""
    clock: Clock = field(default_factory=SystemClock)
    forms: list[Form] = field(default_factory=list)
    asked: list[Form] = field(default_factory=list)
    access: dict[str, bool] = field(default_factory=dict)
    refresh: dict[str, bool] = field(default_factory=dict)
    port: int = 0
    _codes: dict[str, _Code] = field(default_factory=dict)
    _server: asyncio.Server | None = None
    _talks: set[asyncio.Task[None]] = field(default_factory=set)
    _count: int = 0

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def toml(self, *, scopes: str = '["mail"]', hosts: str = '["127.0.0.1", "localhost"]') -> str:
        """Return the entry `local` of a file of clients."""
        return f"""
[local]
title = "Local"
client_id = "{self.client_id}"
client_secret = "{self.client_secret}"
authorize_url = "{self.url}/authorize"
token_url = "{self.url}/token"
issuer = "{self.issuer}"
scopes = {scopes}
hosts = {hosts}
"""

    def write(self, path: Path, **fields: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.toml(**fields))
        return path

    def refreshes(self) -> int:
        return sum(form.get("grant_type") == "refresh_token" for form in self.forms)

    def tokens(self) -> tuple[str, str]:
        """Hand out a pair without any ceremony."""
        self._count += 1
        access, refresh = f"access-{self._count}-secret", f"refresh-{self._count}-secret"
        self.access[access] = self.refresh[refresh] = True
        return access, refresh

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            await self._talk(reader, writer)
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._talks.discard(task)
            with contextlib.suppress(Exception):
                writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target, _ = (await reader.readline()).decode().split()
        length = 0
        while line := (await reader.readline()).strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        body = (await reader.readexactly(length)).decode()
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        form = {name: values[0] for name, values in parse_qs(body).items()}
        location = ""
        if method == "GET" and parts.path == "/authorize":
            status, said, location = 302, b"", self._agree(query)
        elif method == "POST" and parts.path == "/token":
            self.forms.append(form)
            if self.hold is not None:
                await self.hold.wait()
            status, said = self.answer(form) or self._token(form)
        elif parts.path.startswith("/introspect"):
            token = form.get("token") or query.get("token", "")
            status, said = 200, {"active": self.access.get(token, False), "username": self.user}
        else:
            status, said = 404, b""
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        date = formatdate(self.clock.now_ms() / 1000 + self.late_s, usegmt=True)
        head = (
            f"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nDate: {date}\r\n"
            f"Content-Length: {len(content)}\r\nConnection: close\r\n"
            + (f"Location: {location}\r\n" if location else "")
            + "\r\n"
        )
        writer.write(head.encode() + content)
        await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    def _agree(self, query: Form) -> str:
        self.asked.append(query)
        assert query["response_type"] == "code"
        assert query["client_id"] == self.client_id
        assert query["code_challenge_method"] == "S256"
        back = {"state": query["state"]}
        if self.issuer:
            back["iss"] = self.issuer
        if self.deny:
            back["error"] = "access_denied"
        else:
            self._count += 1
            back["code"] = code = f"code-{self._count}"
            self._codes[code] = _Code(
                query["code_challenge"], query["redirect_uri"], query.get("scope", "")
            )
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def _token(self, form: Form) -> Said:
        if form.get("client_id") != self.client_id or (
            form.get("client_secret", "") != self.client_secret
        ):
            return 401, {"error": "invalid_client"}
        if form["grant_type"] == "authorization_code":
            return self._exchange(form)
        old = form.get("refresh_token", "")
        if not self.refresh.get(old):
            return 400, {"error": "invalid_grant", "error_description": "Token has been revoked."}
        access, refresh = self.tokens()
        told: dict[str, object] = {
            "access_token": access, "token_type": "Bearer", "expires_in": self.life_s,
        }  # fmt: skip
        if self.rotate:
            self.refresh[old] = False
            told["refresh_token"] = refresh
        return 200, told

    def _exchange(self, form: Form) -> Said:
        code = self._codes.get(form.get("code", ""))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            code is None
            or code.used
            or code.challenge != challenge
            or code.redirect_uri != form.get("redirect_uri")
        ):
            return 400, {"error": "invalid_grant"}
        code.used = True
        access, refresh = self.tokens()
        return 200, {
            "access_token": access, "token_type": "Bearer", "expires_in": self.life_s,
            "refresh_token": refresh,
            "scope": code.scope if self.scope is None else self.scope,
        }  # fmt: skip


async def visit(
    url: str, trust: ssl.SSLContext | None = None, *, language: str = "fr"
) -> tuple[int, str, str]:
    """Get a page as a browser does; return its status, where it leads, and its text."""
    parts = urlsplit(url)
    context = trust or ssl.create_default_context()
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port, ssl=context if parts.scheme == "https" else None
    )
    target = f"{parts.path or '/'}?{parts.query}"
    writer.write(
        f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Language: {language}\r\n\r\n".encode()
    )
    try:
        raw = await reader.read()
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    head, _, body = raw.decode().partition("\r\n\r\n")
    location = next(
        (line[10:] for line in head.split("\r\n") if line.lower().startswith("location: ")), ""
    )
    return int(head.split()[1]), location, body


async def browse(url: str, trust: ssl.SSLContext | None = None) -> str:
    """Open the page of a sign-in and go where it leads; return what is shown at the end."""
    status, location, text = await visit(url, trust)
    while location:
        status, location, text = await visit(location, trust)
    return f"{status} {text}"
