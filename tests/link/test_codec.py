"""Frames: whatever is encoded comes back however it is cut; nonsense ends the stream."""

import contextlib
import struct
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.errors import RemoteProtocolError
from facteur.link import codec, commands, events

COMMANDS = [
    commands.Hello(version="1"),
    commands.SetFlags(request=1, messages=[1 << 40, 3_000_000_000], add=1, add_keywords=["$x"]),
    commands.AddAccount(
        request=2,
        account=commands.AccountFields(address="é@x", host="h", port=1, security="tls", user="u"),
        password="p",
    ),
    commands.Shutdown(request=1 << 62),
]


@given(st.lists(st.sampled_from(COMMANDS), max_size=6), st.lists(st.integers(1, 40), max_size=60))
def test_cut_anywhere_it_reads_the_same(sent: list[codec.FromWindow], cuts: list[int]):
    stream = b"".join(codec.encode(one) for one in sent)
    decoder, heard, at = codec.window_decoder(), [], 0
    for size in [*cuts, len(stream)]:
        heard += decoder.feed(stream[at : at + size])
        at += size
    assert heard == sent


def test_a_limit_leaves_the_rest_for_later():
    decoder = codec.window_decoder()
    stream = codec.encode(COMMANDS[0]) * 3
    assert len(decoder.feed(stream, limit=2)) == 2
    assert len(decoder.feed(b"", limit=2)) == 1
    assert decoder.feed(b"", limit=2) == []


def test_a_frame_that_is_too_long_is_refused_before_it_comes():
    with pytest.raises(RemoteProtocolError) as caught:
        codec.window_decoder().feed(struct.pack(">I", codec.FRAME_LIMIT + 1))
    assert caught.value.code == "frame-too-long"


@given(st.binary(max_size=60))
def test_nonsense_is_one_error_of_ours(frame: bytes):
    with contextlib.suppress(RemoteProtocolError):
        codec.window_decoder().feed(struct.pack(">I", len(frame)) + frame)


def test_each_direction_takes_only_its_own():
    with pytest.raises(RemoteProtocolError):
        codec.window_decoder().feed(codec.encode(events.AccountsChanged()))
    with pytest.raises(RemoteProtocolError):
        codec.engine_decoder().feed(codec.encode(commands.Shutdown(request=1)))


def test_every_message_has_a_tag_of_its_own():
    kinds = [*get_args(codec.FromWindow), *get_args(codec.FromEngine)]
    tags = {kind: msgspec.inspect.type_info(kind).tag for kind in kinds}
    assert len(set(tags.values())) == len(tags)
