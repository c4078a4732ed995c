"""From what a worker prepared to rows: bytes first, then the rows that name them."""

import asyncio

from facteur.engine.preparing import card_of, keep_body
from facteur.message.prepare import prepare
from facteur.store.database import open_writer
from facteur.store.read import bodies as read_bodies
from tests.store import builders
from tests.support.builders import Attachment, message


def test_a_prepared_message_is_kept(tmp_path) -> None:
    raw = message(
        sender='"Ann, the one" <ann@example.org>', html="<p>Hi <img src='http://x/y'></p>",
        attachments=(Attachment(name="a.txt"),),
    )  # fmt: skip
    prepared = prepare(raw)

    async def scenario() -> None:
        store = open_writer(builders.profile_in(tmp_path))
        _account, inbox = builders.with_inbox(store)
        builders.fill(store, inbox, 1, 1)
        key = builders.key_of(store.reader, inbox, 1)
        await keep_body(store, key, prepared, {"": raw}, version=1, cut=False, now_ms=5)
        body = read_bodies.body(store.reader, key)
        assert body is not None
        assert body.is_html
        assert body.card.sender[0].name == "Ann, the one"
        assert len(body.remote) == 1
        assert not body.cut
        found = read_bodies.parts(store.reader, key)
        assert [(part.section, part.sha256 is not None) for part in found] == [
            ("", True),
            ("2", False),
        ]
        assert found[1].safe_name == "a.txt"
        assert found[1].encoding == "base64"
        assert found[0].sha256 is not None
        assert b"".join(store.reader.content.read_chunks(found[0].sha256)) == raw
        builders.assert_sound(store.reader)
        store.close()

    asyncio.run(scenario())


def test_the_card_has_what_the_header_says() -> None:
    card = card_of(prepare(message(subject="Héllo", headers=("List-Id: <l.example>",))))
    assert card.subject == "Héllo"
    assert card.message_id == "1@example.org"
    assert [one.address for one in card.to] == ["paul@example.test"]
