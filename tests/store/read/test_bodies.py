import dataclasses

from facteur.mail.keys import MessageKey
from facteur.store.read import bodies
from facteur.store.rows import Body, Card, Part
from facteur.store.write import bodies as write_bodies
from tests.store.builders import fill, key_of, with_inbox


def test_nothing_of_what_was_never_opened(store):
    with_inbox(store)
    assert bodies.body(store.reader, 1) is None
    assert bodies.version(store.reader, 1) is None
    assert bodies.parts(store.reader, 1) == []
    assert bodies.part(store.reader, 1, "1") is None
    assert bodies.unnamed(store.reader, [bytes(32)]) == [bytes(32)]


def test_a_damaged_row_is_as_none(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 1)
    key = key_of(store.reader, inbox, 1)
    body = Body(
        message=key, html="", text="text", is_html=False, sets_colours=False, card=Card(),
        remote=(), defects=(), cut=False,
    )  # fmt: skip
    store.write_now(
        lambda tx: write_bodies.store(
            tx, body, [], version=1, snippet="", has_attachment=False, stored_ms=1
        )
    )
    assert bodies.body(store.reader, key) == body
    store.write_now(lambda tx: tx.run("UPDATE body SET card = '{\"subject\": \x01'"))
    assert bodies.body(store.reader, key) is None


def test_which_pictures_are_lacking(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 1)
    key = key_of(store.reader, inbox, 1)
    parts = [
        _part(key, "1", content_type="", sha256=None),  # a text that was forgotten
        _part(key, "2"),
        _part(key, "3", sha256=bytes(32)),
        _part(key, "4", size_octets=2_000_000),
        _part(key, "5", shown=False),  # an attachment
        _part(key, "", content_type="message/rfc822"),
    ]
    store.write_now(lambda tx: write_bodies.set_parts(tx, key, parts))
    assert bodies.pictures_lacking(store.reader, key, 1_000_000) == ["2"]


def _part(key: MessageKey, section: str, **changed: object) -> Part:
    part = Part(
        message=key, section=section, position=0, content_type="image/png", encoding="base64",
        name="", safe_name="", size_octets=1000, shown=True, content_id="c", sha256=None,
    )  # fmt: skip
    return dataclasses.replace(part, **changed)
