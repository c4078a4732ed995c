"""The scripted server is tested with plain sockets, not with the client it is for."""

import asyncio

import pytest

from tests.support.scripted import Client, Names, ScriptedServer, Server, bytewise, randomly, read

TEXT = """
# a comment
S: * OK hi
C: A1 NOOP
S: A1 OK {*}
L: x
S! b'\\x00'
= Greeting Completed
"""


def test_reading():
    assert read(TEXT) == [
        Server(b"* OK hi\r\n"),
        Client(b"A1 NOOP\r\n"),
        Server(b"A1 OK {3}\r\nx\r\n"),
        Server(b"\x00"),
        Names(("Greeting", "Completed")),
    ]
    with pytest.raises(AssertionError):
        read("what is this")


def test_cuts_lose_nothing():
    data = bytes(range(256)) * 3
    assert b"".join(bytewise(data)) == b"".join(randomly(1)(data)) == data


STEPS = read("S: * OK hi\nC: A1 LOGIN u p\nS: A1 OK in\nC: DONE\nS: * BYE")


def talk(server, *lines):
    async def run():
        async with server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            for line in lines:
                writer.write(line)
            heard = b""
            try:
                async with asyncio.timeout(0.3):
                    while data := await reader.read(100):
                        heard += data
            except TimeoutError:
                heard += b"<silence>"
            except ConnectionError:
                heard += b"<reset>"
            writer.close()
            return heard

    return asyncio.run(run())


def test_the_tag_of_the_client_is_answered():
    server = ScriptedServer(scripts=[STEPS], fragment=2)
    heard = talk(server, b"zz LOGIN u p\r\n", b"DONE\r\n")
    assert heard == b"* OK hi\r\nzz OK in\r\n* BYE\r\n<silence>"
    assert server.faults == []
    assert server.received == [b"zz LOGIN u p\r\n", b"DONE\r\n"]


def test_another_command_is_a_fault():
    server = ScriptedServer(scripts=[STEPS])
    talk(server, b"zz LOGIN u q\r\n")
    assert len(server.faults) == 1
    loose = ScriptedServer(scripts=[STEPS], loose=True)
    talk(loose, b"zz login u q\r\n")
    assert loose.faults == []


def test_silence_and_cuts():
    assert talk(ScriptedServer(scripts=[STEPS], silence_at=0)) == b"<silence>"
    assert talk(ScriptedServer(scripts=[STEPS], cut_after=4)) in {b"* OK", b"* OK<reset>"}
