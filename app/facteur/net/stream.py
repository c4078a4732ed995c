"""A stream of bytes to a server: connect, read with a limit of patience, write, upgrade to TLS.

Every failure is one of ours: NetworkError for the line, TrustError for the certificate. Bytes are
handed on as they come; what they mean is not known here.
"""

import asyncio
import contextlib
import ipaddress
import socket
import ssl
from collections import deque
from collections.abc import Callable
from typing import Protocol, TypeVar

from facteur.base.errors import NetworkError, TrustError
from facteur.base.override import override
from facteur.mail.account import Security, ServerAddress
from facteur.net import tls

CONNECT_TIMEOUT_S = 15.0
HIGH_WATER_OCTETS = 4 << 20  # beyond it the socket is not read until the reader has caught up
LOW_WATER_OCTETS = 1 << 20
HAPPY_EYEBALLS_S = 0.25

_P = TypeVar("_P", bound=asyncio.BaseProtocol)


class Stream(Protocol):
    """One connection. octets_in, octets_out and round_trips count from its beginning.

    A round trip is a write that follows something read: what the server has to be asked anew.
    """

    octets_out: int
    round_trips: int
    encrypted: bool

    @property
    def octets_in(self) -> int:
        """Octets received so far, after decryption."""
        ...

    async def read(self, timeout_s: float) -> bytes:
        """Return what has come, at least one byte; b"" at the end of the stream.

        Raises NetworkError (`timeout`, `closed`).
        """
        ...

    def write(self, data: bytes) -> None:
        """Queue bytes to be sent."""
        ...

    async def drain(self) -> None:
        """Wait until what was queued is mostly gone; for large uploads."""
        ...

    async def start_tls(self, server: ServerAddress, certificate_sha256: str) -> None:
        """Encrypt from here on.

        Raises TrustError; `starttls-injected` when bytes wait that came before the encryption.
        """
        ...

    async def shown_certificate(self, server: ServerAddress) -> bytes:
        """Encrypt without judging and return the certificate, DER, b"" when none is had.

        The line is of no further use: close it.
        """
        ...

    def close(self) -> None:
        """Cut the line. Reading then gives the end."""
        ...


class Network(Protocol):
    """Opens streams."""

    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        """Reach the server, encrypted at once for Security.TLS.

        Raises NetworkError (`dns`, `refused`, `timeout`, `unreachable`) or TrustError.
        """
        ...


class _Receiver(asyncio.Protocol):
    """Keeps what comes until it is read, and slows the sender down when that is too much."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.pieces: deque[bytes] = deque()
        self.waiting_octets = 0
        self.total_octets = 0
        self.ended = False
        self.error: Exception | None = None
        self.woken = asyncio.Event()
        self.writable = asyncio.Event()
        self.writable.set()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        self.pieces.append(data)
        self.waiting_octets += len(data)
        self.total_octets += len(data)
        if self.waiting_octets > HIGH_WATER_OCTETS and self.transport is not None:
            with contextlib.suppress(RuntimeError):  # paused already, or closing
                self.transport.pause_reading()
        self.woken.set()

    @override
    def eof_received(self) -> None:
        self.ended = True
        self.woken.set()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.error = exc
        self.woken.set()
        self.writable.set()

    @override
    def pause_writing(self) -> None:
        self.writable.clear()

    @override
    def resume_writing(self) -> None:
        self.writable.set()

    def take(self) -> bytes:
        """Return the oldest piece as asyncio gave it (at most 256 KiB), without a copy."""
        data = self.pieces.popleft()
        self.waiting_octets -= len(data)
        low = self.waiting_octets < LOW_WATER_OCTETS
        if low and self.transport is not None and not self.transport.is_closing():
            with contextlib.suppress(RuntimeError):  # was not paused
                self.transport.resume_reading()
        return data


class SocketStream:
    """A stream over a real socket of asyncio."""

    def __init__(self, receiver: _Receiver, *, encrypted: bool) -> None:
        self._receiver = receiver
        self.encrypted = encrypted
        self.octets_out = 0
        self.round_trips = 0
        self._read_since_write = True

    @property
    def octets_in(self) -> int:
        """Octets received so far, after decryption."""
        return self._receiver.total_octets

    async def read(self, timeout_s: float) -> bytes:
        """See Stream."""
        receiver = self._receiver
        if not receiver.pieces and not receiver.ended:
            receiver.woken.clear()
            try:
                async with asyncio.timeout(timeout_s):
                    await receiver.woken.wait()
            except TimeoutError as error:
                raise NetworkError("timeout", detail=f"silent for {timeout_s:.0f} s") from error
        else:
            await asyncio.sleep(0)  # a fast sender must not keep the loop to itself
        if receiver.pieces:
            self._read_since_write = True
            return receiver.take()
        if receiver.error is not None:
            raise NetworkError("closed", detail=str(receiver.error)) from receiver.error
        return b""

    def write(self, data: bytes) -> None:
        """See Stream."""
        transport = self._receiver.transport
        if not data or transport is None or transport.is_closing():
            return
        if self._read_since_write:
            self.round_trips += 1
            self._read_since_write = False
        self.octets_out += len(data)
        transport.write(data)

    async def drain(self) -> None:
        """See Stream."""
        await self._receiver.writable.wait()

    async def start_tls(self, server: ServerAddress, certificate_sha256: str) -> None:
        """See Stream."""
        if self._receiver.pieces:
            raise TrustError("starttls-injected", detail="bytes before the handshake")
        transport = await self._shake_hands(server, tls.context(certificate_sha256))
        tls.check_pin(transport, certificate_sha256)
        self.encrypted = True

    async def shown_certificate(self, server: ServerAddress) -> bytes:
        """See Stream."""
        try:
            return tls.shown_by(await self._shake_hands(server, tls.unverified()))
        except (NetworkError, TrustError):
            return b""

    async def _shake_hands(
        self, server: ServerAddress, context: ssl.SSLContext
    ) -> asyncio.Transport:
        receiver = self._receiver
        if receiver.transport is None or receiver.ended:
            raise NetworkError("closed")
        try:
            transport = await asyncio.get_running_loop().start_tls(
                receiver.transport,
                receiver,
                context,
                server_hostname=server.host,
                ssl_handshake_timeout=CONNECT_TIMEOUT_S,
            )
        except (OSError, ssl.SSLError) as error:
            raise tls.explain(error) from error
        if transport is None:  # the line ended meanwhile
            raise NetworkError("closed")
        receiver.transport = transport
        return transport

    def close(self) -> None:
        """See Stream."""
        if self._receiver.transport is not None:
            self._receiver.transport.abort()
        self._receiver.ended = True
        self._receiver.woken.set()


class SystemNetwork:
    """The machine's own network."""

    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        """See Network."""
        _transport, receiver = await open_line(_Receiver, server, certificate_sha256)
        return SocketStream(receiver, encrypted=server.security is Security.TLS)


async def open_line(
    factory: Callable[[], _P], server: ServerAddress, certificate_sha256: str = ""
) -> tuple[asyncio.Transport, _P]:
    """Reach the server with a protocol of the caller's own, encrypted at once for Security.TLS.

    Raises what Network.connect raises.
    """
    encrypted = server.security is Security.TLS
    try:
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            transport, made = await _open(factory, server, certificate_sha256, encrypted=encrypted)
    except TimeoutError as error:
        raise NetworkError("timeout", detail=f"{server.host}:{server.port}") from error
    except ssl.SSLError as error:
        untrusted = isinstance(error, ssl.SSLCertVerificationError)
        raise tls.explain(error, await tls.look(server) if untrusted else b"") from error
    except (OSError, UnicodeError) as error:
        raise _network_error(error, server) from error
    keep_alive(transport.get_extra_info("socket"))
    if encrypted:
        tls.check_pin(transport, certificate_sha256)
    return transport, made


async def _open(
    factory: Callable[[], _P], server: ServerAddress, certificate_sha256: str, *, encrypted: bool
) -> tuple[asyncio.Transport, _P]:
    loop = asyncio.get_running_loop()
    return await loop.create_connection(
        factory,
        server.host,
        server.port,
        ssl=tls.context(certificate_sha256) if encrypted else None,
        server_hostname=server.host if encrypted else None,
        # Without a choice of addresses there is no race, whose winner asyncio 3.11 leaves open
        # when it is cancelled in that very moment.
        happy_eyeballs_delay=None if _is_address(server.host) else HAPPY_EYEBALLS_S,
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _network_error(error: OSError | UnicodeError, server: ServerAddress) -> NetworkError:
    where = f"{server.host}:{server.port}: {error}"
    if isinstance(error, socket.gaierror | UnicodeError):
        return NetworkError("dns", detail=where)
    if isinstance(error, ConnectionRefusedError) or "refused" in str(error).lower():
        return NetworkError("refused", detail=where)
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return NetworkError("closed", detail=where)
    return NetworkError("unreachable", detail=where)


def keep_alive(connection: object) -> None:
    """Let the system notice a dead peer: first probe after 60 s, then each 10 s, three times."""
    if not isinstance(connection, socket.socket) and not hasattr(connection, "setsockopt"):
        return
    set_option = getattr(connection, "setsockopt")  # noqa: B009 - asyncio's TransportSocket
    set_option(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3)):
        option = getattr(socket, name, None)
        if option is not None:
            with contextlib.suppress(OSError):
                set_option(socket.IPPROTO_TCP, option, value)
