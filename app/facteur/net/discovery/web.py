"""Fetches a small public file over https; what a server answers is hostile until read.

Sent: the name of the host and the path, nothing about the user. Followed: at most three redirects,
https to https. Read: at most 256 KiB, not compressed.
"""

import contextlib
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from facteur.base.errors import NetworkError
from facteur.net import tls
from facteur.net.discovery.lookup import Lookup, SystemLookup
from facteur.net.discovery.names import clean_host

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

MOST_OCTETS = 256 << 10
MOST_REDIRECTS = 3
TIMEOUT_S = 5.0
CONNECT_TIMEOUT_S = 2.0  # so that a second address gets its turn
HTTPS_PORT = 443
_MOST_ADDRESSES = 2
_OK = 200
_MOST_URL = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came in the end, and from which host."""

    host: str
    data: bytes


class Web(Protocol):
    """Fetches files."""

    async def get(self, url: str) -> Page | None:
        """Return what is there, None when somebody answered that nothing is, or nothing we take.

        Raises NetworkError when nobody could be asked at all.
        """
        ...


class SystemWeb:
    """The Web, over httpx. port: where https is taken to be, for tests."""

    def __init__(self, lookup: Lookup | None = None, port: int = HTTPS_PORT) -> None:
        self._lookup = lookup or SystemLookup()
        self._port = port
        self._context: ssl.SSLContext | None = None

    async def get(self, url: str) -> Page | None:
        """See Web."""
        for _ in range(MOST_REDIRECTS + 1):
            host = _host(url)
            if not host:
                return None
            found = await self._ask(host, url)
            if not isinstance(found, str):
                return found
            try:
                url = urljoin(url, found)
            except ValueError:
                return None
        return None

    async def _ask(self, host: str, url: str) -> Page | str | None:
        """Return the page, or where it is said to be."""
        from urllib.request import getproxies  # noqa: PLC0415 - half of the Web, for one question

        if "https" in getproxies():  # behind a proxy, that alone may know the names outside
            return await self._fetch(host, url, "")
        addresses = await self._lookup.addresses(host)
        error: NetworkError | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return await self._fetch(host, url, address)
            except NetworkError as found:
                error = found
        if error is not None:
            raise error
        return None

    async def _fetch(self, host: str, url: str, address: str) -> Page | str | None:
        # The names are asked of the DNS by us: the system's own way blocks a thread, in silence for
        # half a minute, and the end of the engine would wait for it.
        from httpx import ConnectError, ConnectTimeout, HTTPError, InvalidURL  # noqa: PLC0415 - 20 MB, see above

        parts = urlsplit(url)
        target, extensions = url, {}
        if address:
            where = f"[{address}]" if ":" in address else address
            target = parts._replace(netloc=f"{where}:{self._port}", fragment="").geturl()
            extensions = {"sni_hostname": host}
        try:
            async with (
                self._client(direct=bool(address)) as client,
                client.stream(
                    "GET", target, headers={"Host": host}, extensions=extensions
                ) as response,
            ):
                return await _taken(response, host)
        except (ConnectError, ConnectTimeout) as error:
            if _is_about_trust(error):
                return None
            raise NetworkError("unreachable", detail=f"{host}: {error}") from error
        except (HTTPError, InvalidURL):
            return None  # it was there, and did not make sense

    def _client(self, *, direct: bool) -> "AsyncClient":
        from httpx import AsyncClient, Timeout  # noqa: PLC0415 - see _fetch

        if self._context is None:
            self._context = tls.context("")
        return AsyncClient(
            verify=self._context,
            trust_env=not direct,
            timeout=Timeout(TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            headers={"User-Agent": "Facteur", "Accept-Encoding": "identity"},
        )


def _host(url: str) -> str:
    """Return the host of an address that we would go to, "" for any other."""
    if len(url) > _MOST_URL:
        return ""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        plain = parts.scheme == "https" and "@" not in parts.netloc
        if plain and parts.port in {None, HTTPS_PORT} and parts.hostname:
            return clean_host(parts.hostname)
    return ""


async def _taken(response: "Response", host: str) -> Page | str | None:
    """Return what was said, read no further than we care."""
    if response.has_redirect_location:
        return response.headers["Location"]
    if response.status_code != _OK or response.headers.get("Content-Encoding", "identity") not in {
        "identity",
        "",
    }:
        return None
    data = b""
    async for piece in response.aiter_raw():
        data += piece
        if len(data) > MOST_OCTETS:
            return None
    return Page(host=host, data=data)


def _is_about_trust(error: Exception) -> bool:
    """Whether the host answered and its certificate would not do: httpx keeps that as a cause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
