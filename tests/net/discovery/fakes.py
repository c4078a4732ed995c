"""A DNS, a Web and a network in memory, all of which note what they are asked."""

import asyncio
from collections.abc import Mapping

from facteur.base.errors import NetworkError, TrustError
from facteur.mail.account import ServerAddress
from facteur.net.discovery.lookup import Service
from facteur.net.discovery.web import Page
from facteur.net.stream import Stream
from tests.net.discovery.autoconfigs import config


class FakeLookup:
    """away: no answer at all. silent: never any. broken: names about which nobody can say."""

    def __init__(self, *, away: bool = False, silent: bool = False) -> None:
        self.service: dict[str, tuple[Service, ...]] = {}
        self.mail: dict[str, tuple[str, ...]] = {}
        self.host: set[str] = set()
        self.asked: list[str] = []
        self.away = away
        self.silent = silent
        self.broken: set[str] = set()

    async def services(self, name: str) -> tuple[Service, ...]:
        await self._ask(name)
        return self.service.get(name, ())

    async def mail_hosts(self, domain: str) -> tuple[str, ...]:
        await self._ask(domain)
        return self.mail.get(domain, ())

    async def addresses(self, host: str) -> tuple[str, ...]:
        await self._ask(host)
        return ("192.0.2.1",) if host in self.host else ()

    async def _ask(self, name: str) -> None:
        self.asked.append(name)
        if self.silent:
            await asyncio.Event().wait()
        if self.away or name in self.broken:
            raise NetworkError("dns", detail=name)


class FakeWeb:
    """pages: by address. from_host: where each really came from, when not from there."""

    def __init__(self, pages: Mapping[str, bytes] | None = None, *, away: bool = False) -> None:
        self.pages = dict(pages or {})
        self.from_host: dict[str, str] = {}
        self.silent: set[str] = set()
        self.asked: list[str] = []
        self.away = away

    async def get(self, url: str) -> Page | None:
        self.asked.append(url)
        if self.away:
            raise NetworkError("unreachable", detail=url)
        if any(url.startswith(start) for start in self.silent):
            await asyncio.Event().wait()
        if url not in self.pages:
            return None
        host = self.from_host.get(url, url.split("/")[2])
        return Page(host=host, data=self.pages[url])

    def publish(self, url: str, *servers: str) -> None:
        self.pages[url] = config(*servers)


class FakeStream:
    """Says its greeting in pieces, then nothing."""

    octets_in = 0
    octets_out = 0
    round_trips = 0
    encrypted = True

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)
        self.written = b""
        self.closed = False

    async def read(self, timeout_s: float) -> bytes:
        if not self._pieces:
            raise NetworkError("timeout")
        return self._pieces.pop(0)

    def write(self, data: bytes) -> None:
        self.written += data

    async def drain(self) -> None:
        """Nothing waits."""

    async def start_tls(self, server: ServerAddress, certificate_sha256: str) -> None:
        raise AssertionError("guesses are encrypted from the first byte")

    async def shown_certificate(self, server: ServerAddress) -> bytes:
        return b""

    def close(self) -> None:
        self.closed = True


class FakeNetwork:
    """streams: by "host:port". untrusted: hosts whose certificate nobody vouches for."""

    def __init__(self, streams: Mapping[str, FakeStream] | None = None) -> None:
        self.streams = dict(streams or {})
        self.untrusted: set[str] = set()
        self.asked: list[str] = []

    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        assert certificate_sha256 == ""
        where = f"{server.host}:{server.port}"
        self.asked.append(where)
        if server.host in self.untrusted:
            raise TrustError("certificate-unknown")
        if where not in self.streams:
            raise NetworkError("refused")
        return self.streams[where]
