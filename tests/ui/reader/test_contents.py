import pytest

from facteur.store.read import bodies, messages
from facteur.ui.reader.contents import Own, Pictures, card_of_body, card_of_row, shown_body


def test_own_addresses_are_known():
    own = Own.of(["Claire@Exemple.fr"])
    assert own.person("", "claire@exemple.FR").own
    assert not own.person("", "luc@exemple.fr").own


def test_the_row_gives_a_first_head_and_the_body_the_full_one(shelf):
    key = shelf.message()
    shelf.body(key, warnings=("two-from",))
    row = messages.row(shelf.reader, key)
    own = Own.of(["claire@exemple.fr"])
    assert card_of_row(row, own).sender.address == "claire.martin@toits-et-ciel.fr"
    card = card_of_body(bodies.body(shelf.reader, key).card, row, own)
    assert [person.own for person in card.to] == [True, False]
    assert card.warnings == ("two-from",)


def test_only_what_shortens_a_message_is_said(shelf):
    key = shelf.message()
    shelf.body(
        key, html="<p>h</p>", defects=(("date-invalid", ""), ("text-cut", "")), remote=("a", "b")
    )
    shown = shown_body(bodies.body(shelf.reader, key))
    assert shown.defects == ("text-cut",)
    assert shown.remote == 2
    assert shown.html


def test_a_text_message_has_no_html(shelf):
    key = shelf.message()
    shelf.body(key, text="x")
    assert shown_body(bodies.body(shelf.reader, key)).html == ""


@pytest.mark.parametrize("content_id", ["<pic@x>", "pic@x"])
def test_a_picture_is_decoded(shelf, content_id):
    key = shelf.message()
    sha = shelf.content(b"aGVsbG8=\r\n")
    part = shelf.part(
        key,
        "2",
        "p.png",
        content_type="image/png",
        content_id=content_id,
        sha256=sha,
        size_octets=10,
    )
    shelf.body(key, html="<img src=cid:pic@x>", parts=(part,))
    found = Pictures(shelf.reader, key).find("pic@x")
    assert (found.content_type, found.data) == ("image/png", b"hello")


def test_pictures_that_are_not_here_damaged_or_huge_are_none(shelf):
    key = shelf.message()
    parts = (
        shelf.part(key, "2", "a.png", content_id="<a>"),
        shelf.part(key, "3", "b.png", content_id="<b>", sha256=b"\x00" * 32),
        shelf.part(
            key, "4", "c.png", content_id="<c>", sha256=shelf.content(b"x"), size_octets=1 << 30
        ),
    )
    shelf.body(key, html="<p>", parts=parts)
    pictures = Pictures(shelf.reader, key)
    assert [pictures.find(name) for name in ("a", "b", "c", "d", "")] == [None] * 5
