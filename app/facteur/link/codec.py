"""Frames of the link: a 4-byte big-endian length and one msgpack value of a tagged struct."""

import struct
from typing import Generic, TypeVar

import msgspec

from facteur.base.errors import RemoteProtocolError
from facteur.link import commands, events

LENGTH = struct.Struct(">I")
FRAME_LIMIT = 64 << 20  # a SetFlags over a million messages is 5 MB

FromWindow = commands.Hello | commands.Command
FromEngine = commands.Hello | events.Reply | events.Event
Message = FromWindow | FromEngine
_M = TypeVar("_M")

_encoder = msgspec.msgpack.Encoder()
_from_window: msgspec.msgpack.Decoder[FromWindow] = msgspec.msgpack.Decoder(FromWindow)
_from_engine: msgspec.msgpack.Decoder[FromEngine] = msgspec.msgpack.Decoder(FromEngine)


def encode(message: Message) -> bytes:
    """Return the whole frame of one message."""
    data = _encoder.encode(message)
    return LENGTH.pack(len(data)) + data


class Decoder(Generic[_M]):
    """Cuts a stream into messages, however it is split.

    Raises RemoteProtocolError (codes `frame-too-long`, `frame-invalid`): the stream is then over.
    """

    def __init__(self, decoder: msgspec.msgpack.Decoder[_M]) -> None:
        self._decoder = decoder
        self._buffer = bytearray()

    def feed(self, data: bytes, limit: int = 0) -> list[_M]:
        """Take bytes and return the messages now complete, in order.

        limit: at most so many at once, the rest waits for the next call (feed b""); 0 no limit.
        """
        self._buffer += data
        messages: list[_M] = []
        start = 0
        while len(self._buffer) - start >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._buffer, start)
            if length > FRAME_LIMIT:
                raise RemoteProtocolError("frame-too-long", detail=str(length))
            end = start + LENGTH.size + length
            if end > len(self._buffer) or (limit and len(messages) == limit):
                break
            messages.append(self._decode(bytes(self._buffer[start + LENGTH.size : end])))
            start = end
        del self._buffer[:start]
        return messages

    def _decode(self, frame: bytes) -> _M:
        try:
            return self._decoder.decode(frame)
        except msgspec.MsgspecError as error:
            raise RemoteProtocolError("frame-invalid", detail=str(error)) from error


def window_decoder() -> Decoder[FromWindow]:
    """Return a decoder for what the engine receives."""
    return Decoder(_from_window)


def engine_decoder() -> Decoder[FromEngine]:
    """Return a decoder for what the window and the command line receive."""
    return Decoder(_from_engine)
