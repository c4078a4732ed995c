import pytest

from facteur.store.changes import Changes
from facteur.store.read import bodies as read
from facteur.store.read import messages, search
from facteur.store.rows import Body, Card, CardAddress, Part
from facteur.store.write import bodies
from tests.store.builders import fill, key_of, with_inbox


@pytest.fixture
def key(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 1)
    return key_of(store.reader, inbox, 1)


def body(key, **changed):
    values = {
        "message": key,
        "html": "<p>é\ud800</p>",
        "text": "hello\ud800",
        "is_html": True,
        "sets_colours": True,
        "card": Card(subject="S\ud800", sender=[CardAddress("Ann", "a@b")]),
        "remote": ("https://x/\n1", "https://y"),
        "defects": (("code", "a\tb\u2028c"), ("other", "")),
        "cut": True,
    }
    return Body(**{**values, **changed})


def part(key, section="1", **changed):
    values = {
        "message": key,
        "section": section,
        "position": 0,
        "content_type": "text/html",
        "encoding": "base64",
        "name": "\udfff",
        "safe_name": "file",
        "size_octets": 10,
        "shown": False,
        "content_id": "",
        "sha256": None,
    }
    return Part(**{**values, **changed})


def put(store, value, parts=()):
    store.write_now(
        lambda tx: bodies.store(
            tx, value, parts, version=3, snippet="he", has_attachment=True, stored_ms=1
        )
    )


def test_kept_and_given_back(store, key):
    seen: list[Changes] = []
    store.on_changes = seen.append
    put(store, body(key), [part(key, "2", position=1), part(key)])
    found = read.body(store.reader, key)
    assert found == body(
        key,
        html="<p>é?</p>",
        text="hello?",
        card=Card(subject="S?", sender=[CardAddress("Ann", "a@b")]),
        remote=("https://x/ 1", "https://y"),
        defects=(("code", "a b\u2028c"), ("other", "")),
    )
    assert read.version(store.reader, key) == 3
    assert [one.section for one in read.parts(store.reader, key)] == ["1", "2"]
    assert seen[0].bodies == {key}
    row = messages.row(store.reader, key)
    assert row is not None
    assert (row.snippet, row.has_attachment, row.body_here) == ("he", True, True)
    assert search.search(store.reader, "hello") == [key]
    put(store, body(key, text="other", remote=(), defects=()))
    assert search.search(store.reader, "hello") == []
    assert search.search(store.reader, "other subject") == [key]
    assert read.parts(store.reader, key) == []


def test_bytes_that_are_here_stay_named(store, key):
    put(store, body(key), [part(key)])
    name = b"n" * 32
    store.write_now(lambda tx: bodies.set_part_fetched(tx, key, "1", 5))
    store.write_now(lambda tx: bodies.set_part_content(tx, key, "1", name))
    put(store, body(key), [part(key), part(key, "2")])
    found = read.part(store.reader, key, "1")
    assert found is not None
    assert (found.sha256, found.fetched_octets) == (name, 10)
    assert read.unnamed(store.reader, [name, bytes(32)]) == [bytes(32)]
    assert store.write_now(lambda tx: bodies.forget_content(tx, name)) == [key]
    found = read.part(store.reader, key, "1")
    assert found is not None
    assert (found.sha256, found.fetched_octets) == (None, 0)
    assert store.write_now(lambda tx: bodies.forget_content(tx, name)) == []


def test_a_part_that_no_structure_named(store, key):
    store.write_now(lambda tx: bodies.add_part(tx, part(key, "", name="")))
    store.write_now(lambda tx: bodies.add_part(tx, part(key, "", name="again")))
    store.write_now(lambda tx: bodies.add_part(tx, part(999, "", name="")))
    assert [one.name for one in read.parts(store.reader, key)] == [""]


def test_a_message_that_has_gone_is_passed_over(store, key):
    put(store, body(999), [part(999)])
    assert read.body(store.reader, 999) is None
