"""COMPRESS=DEFLATE: both directions, with a guard against bombs (RFC 4978 §3)."""

import zlib
from collections.abc import Iterator
from typing import Final

from facteur.base.errors import RemoteProtocolError

from .limits import Limits

_STEP: Final = 64 * 1024
# DEFLATE reaches 1,032; lists of flags reach about 50.
_HONEST_RATIO: Final = 256


class Compression:
    """The two zlib streams of one connection."""

    __slots__ = ("_deflate", "_inflate", "_limits")

    def __init__(self, limits: Limits) -> None:
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._limits = limits

    def inflate(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` stands for, in pieces of at most 64 KiB.

        Raises RemoteProtocolError for broken data and for a bomb.
        """
        total = 0
        rest = data
        while rest:
            try:
                piece = self._inflate.decompress(rest, _STEP)
            except zlib.error as fault:
                raise RemoteProtocolError("compression-broken", detail=str(fault)) from fault
            total += len(piece)
            if total > self._limits.inflated_octets and total > _HONEST_RATIO * len(data):
                raise RemoteProtocolError("compression-bomb")
            if self._inflate.eof:
                raise RemoteProtocolError("compression-broken", detail="the stream has ended")
            if not piece and self._inflate.unconsumed_tail == rest:
                raise RemoteProtocolError("compression-broken", detail="no progress")
            rest = self._inflate.unconsumed_tail
            yield piece
        while piece := self._inflate.decompress(b"", _STEP):
            yield piece

    def deflate(self, data: bytes) -> bytes:
        """Return `data` compressed, complete to its last octet."""
        return self._deflate.compress(data) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
