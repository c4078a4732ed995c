import os
import zlib

import pytest

from facteur.base.errors import RemoteProtocolError
from facteur.imap import Limits
from facteur.imap.inflate import Compression


def server():
    return zlib.compressobj(wbits=-15)


def said(stream, data):
    return stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def test_both_directions_and_any_cut():
    data = b"* 1 FETCH (FLAGS (\\Seen))\r\n" * 5000 + os.urandom(100_000)
    wire = said(server(), data)
    client = Compression(Limits())
    got = b"".join(b"".join(client.inflate(wire[n : n + 7])) for n in range(0, len(wire), 7))
    assert got == data
    assert zlib.decompressobj(-15).decompress(client.deflate(b"A1 NOOP\r\n")) == b"A1 NOOP\r\n"


def test_pieces_are_small():
    wire = said(server(), bytes(1_000_000))
    assert max(map(len, Compression(Limits()).inflate(wire))) <= 65536


def test_a_bomb_is_refused():
    wire = said(server(), bytes(100_000_000))
    with pytest.raises(RemoteProtocolError) as caught:
        for _ in Compression(Limits()).inflate(wire):
            pass
    assert caught.value.code == "compression-bomb"


@pytest.mark.parametrize("wire", [b"\xff\xff\xff\xff", b"* OK plain text\r\n"])
def test_broken_data(wire):
    with pytest.raises(RemoteProtocolError) as caught:
        list(Compression(Limits()).inflate(wire))
    assert caught.value.code == "compression-broken"


def test_a_stream_that_ends():
    stream = server()
    wire = stream.compress(b"* OK\r\n") + stream.flush(zlib.Z_FINISH)
    with pytest.raises(RemoteProtocolError):
        list(Compression(Limits()).inflate(wire + b"more"))
