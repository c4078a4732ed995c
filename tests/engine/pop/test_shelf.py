"""Collected messages are shown, searched and taken apart from what is here, without the server."""

import asyncio
import base64

import pytest

from facteur.base.clock import SystemClock
from facteur.base.errors import ContentDamaged, ServerRefused
from facteur.engine.pop import shelf as shelf_module
from facteur.engine.pop.proof import prove
from facteur.engine.pop.shelf import Shelf
from facteur.engine.workers import WorkerPool
from facteur.mail.keys import MessageKey
from facteur.store.database import Store
from facteur.store.query import number
from facteur.store.read import bodies as read_bodies
from tests.support.builders import Attachment, message
from tests.support.oddpop import OddPop
from tests.support.poprig import KEEP, PopRig, play

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def shelf_of(store: Store) -> tuple[Shelf, WorkerPool]:
    workers = WorkerPool()
    return Shelf(store, SystemClock(), workers), workers


def test_a_collected_message_is_shown_and_keeps_its_bytes(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            picture = Attachment(name="p.png", media_type="image/png", content=PNG, inline_id="p@x")
            notes = Attachment(content=b"the notes\n")
            server.add(message(html='<p>See <img src="cid:p@x"></p>', attachments=(picture, notes)))
            rig = PopRig(store, server, KEEP)
            await rig.session()
        shelf, workers = shelf_of(store)
        (key,) = rig.messages()
        assert shelf.is_whole(key)
        assert not shelf.is_shown(key)
        await shelf.show(key)
        assert shelf.is_shown(key)
        parts = {part.name: part for part in read_bodies.parts(store.reader, key)}
        named = await shelf.bring_part(key, parts["notes.txt"].section)
        assert b"dGhlIG5vdGVz" in store.reader.content.read(named)
        assert shelf.is_whole(key)
        assert prove(store.profile, rig.items()).sound == rig.items()
        assert rig.collected() == [server.letters[0].raw]
        await workers.close()

    play(scene)


def test_an_attachment_is_never_half_of_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown of a long message is its beginning; a part of it is all of the part or none."""
    notes = Attachment(content=bytes(range(256)) * 400)

    async def scene() -> None:
        async with OddPop() as server:
            server.add(message(text="Good morning.\n", attachments=(notes,)))
            rig = PopRig(store, server, KEEP)
            await rig.session()
        shelf, workers = shelf_of(store)
        (key,) = rig.messages()
        monkeypatch.setattr(shelf_module, "SHOWN_OCTETS", 4000)
        await shelf.show(key)
        body = read_bodies.body(store.reader, key)
        assert body is not None
        assert body.cut
        (cut,) = (one for one in read_bodies.parts(store.reader, key) if one.name)
        assert cut.size_octets < len(notes.content)
        monkeypatch.setattr(shelf_module, "APART_OCTETS", 4000)
        with pytest.raises(ServerRefused, match="too-large"):
            await shelf.bring_part(key, cut.section)
        monkeypatch.undo()
        named = await shelf.bring_part(key, cut.section)
        encoded = store.reader.content.read(named)
        assert base64.b64decode(encoded) == notes.content
        (whole,) = (one for one in read_bodies.parts(store.reader, key) if one.name)
        assert whole.size_octets == len(notes.content)
        await workers.close()

    play(scene)


def test_what_is_not_here_is_said(store: Store) -> None:
    async def scene() -> None:
        shelf, workers = shelf_of(store)
        for work in (shelf.show(MessageKey(9)), shelf.bring_part(MessageKey(9), "1")):
            with pytest.raises(ServerRefused, match="gone"):
                await work
        await workers.close()

    asyncio.run(scene())


def test_a_damaged_one_is_no_message_and_does_not_hold_up_the_search(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            for word in ("apple", "pear", "plum"):
                server.add(message(subject=word, message_id=f"<{word}@x>", text=f"{word}wood\n"))
            rig = PopRig(store, server, KEEP)
            await rig.session()
        damage = "UPDATE chunk SET data = zeroblob(40) WHERE id = (SELECT min(id) FROM chunk)"
        store.content_write_now(lambda content: content._write.execute(damage))
        shelf, workers = shelf_of(store)
        while await shelf.index_some(rig.inbox):
            pass
        sql = "SELECT count(*) FROM search WHERE search MATCH ?"
        found = [number(store.reader.mail, sql, (f"{w}wood",)) for w in ("apple", "pear", "plum")]
        assert sorted(found) == [0, 1, 1]
        broken = rig.messages()[found.index(0)]
        with pytest.raises(ContentDamaged):
            await shelf.show(broken)
        await workers.close()

    play(scene)
