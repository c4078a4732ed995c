"""Who is who by the headers that TOP shows: with servers that refuse, cut and repeat them."""

import pytest

from facteur.engine.pop import rematch
from facteur.store.database import Store
from tests.support.builders import message
from tests.support.oddpop import CAPABILITIES, OddPop
from tests.support.poprig import KEEP, PopRig, play

NO_UIDL = tuple(name for name in CAPABILITIES if name != "UIDL")


def test_equal_headers_are_told_apart_by_their_place(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NO_UIDL, uidl=False) as server:
            for text in ("one\n", "two\n"):
                server.add(message(text=text))
            rig = PopRig(store, server, KEEP)
            await rig.sessions(2)
            assert len(rig.collected()) == 2
            assert server.count("RETR") == 2
            names = {one.uidl for one in rig.items()}
            assert len(names) == 1
            assert {one.occurrence for one in rig.items()} == {0, 1}

    play(scene)


def test_a_header_that_is_refused_leaves_the_message_out(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NO_UIDL, uidl=False) as server:
            server.fill(3)
            server.answer = lambda text: b"-ERR no\r\n" if text == "TOP 2 0" else None
            rig = PopRig(store, server, KEEP)
            await rig.session()
            assert len(rig.collected()) == 2
            server.answer = lambda _text: None
            await rig.session()
            assert len(rig.collected()) == 3

    play(scene)


def test_only_the_limit_of_a_header_is_held(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rematch, "HEADER_LIMIT", 100)

    async def scene() -> None:
        async with OddPop(capabilities=NO_UIDL, uidl=False) as server:
            server.add(message(headers=("X-Long: " + "x" * 200_000,)))
            rig = PopRig(store, server, KEEP)
            await rig.sessions(2)
            assert server.count("RETR") == 1

    play(scene)


def test_a_size_that_the_server_corrects_is_taken_over(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            letter = server.add(size=100)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            letter.octets = 400
            await rig.sessions(2)
            assert server.count("TOP") == 1
            assert server.count("RETR") == 1
            assert rig.item(letter.uidl).listed_octets == 400

    play(scene)


def test_one_without_a_message_id_is_known_by_its_bytes(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            letter = server.add(b"Subject: no id\r\n\r\ntext\r\n", size=100)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            letter.octets = 400
            await rig.sessions(3)
            assert rig.collected() == [letter.raw]
            assert len(rig.items()) == 1
            assert rig.item(letter.uidl).listed_octets == 400

    play(scene)


def test_renamed_and_equal_ones_are_told_apart_by_their_bytes(store: Store) -> None:
    """Two have one Message-ID: neither is guessed."""

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(30)
            for text in ("one\n", "two\n"):
                server.add(message(message_id="<twice@x>", text=text))
            rig = PopRig(store, server, KEEP)
            await rig.session()
            held = {one.sha256: one.message for one in rig.items()}
            for n, letter in enumerate(server.letters):
                letter.uidl = b"new%d" % n
            server.letters.reverse()
            await rig.sessions(2)
            assert {one.sha256: one.message for one in rig.items()} == held
            assert server.count("RETR") == 32 + 2
            assert len(rig.messages()) == 32

    play(scene)
