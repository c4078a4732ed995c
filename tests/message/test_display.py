"""Which parts are shown."""

import pytest

from facteur.mail import structure
from facteur.message.display import (
    FIRST_OCTETS,
    MAX_SHOWN,
    Fetch,
    Node,
    choose_sections,
    lay_out,
    node_of,
    node_of_structure,
)
from facteur.message.parse import parse


def leaf(section: str, kind: str, **more: object) -> Node:
    return Node(section=section, content_type=kind, **more)  # pyright: ignore[reportArgumentType]


def many(section: str, kind: str, *children: Node, start: str = "") -> Node:
    return Node(section=section, content_type=f"multipart/{kind}", children=children, start=start)


PLAIN, HTML = leaf("1", "text/plain"), leaf("2", "text/html")
CALENDAR, PDF = leaf("3", "text/calendar"), leaf("4", "application/pdf", filename="a.pdf")
IMAGE = leaf("5", "image/png", content_id="i@x")
SIGNATURE = leaf("6", "application/pgp-signature")
ATTACHED = leaf("7", "text/plain", disposition="attachment")
NOTES = leaf("8", "text/plain", filename="notes.txt")
INNER = leaf("9", "message/rfc822")


@pytest.mark.parametrize(
    ("tree", "shown", "plain", "related", "attached"),
    [
        (PLAIN, "1", "1", "", ""),
        (PDF, "", "", "", "4"),
        (ATTACHED, "", "", "", "7"),
        (NOTES, "8", "8", "", ""),
        (many("T", "alternative", PLAIN, HTML), "2", "1", "", ""),
        (many("T", "alternative", HTML, PLAIN), "1", "1", "", ""),
        (many("T", "alternative", PLAIN, HTML, CALENDAR), "2", "1", "", "3"),
        (many("T", "alternative", CALENDAR), "", "", "", "3"),
        (many("T", "alternative", PLAIN, many("2", "related", HTML, IMAGE)), "2", "1", "5", ""),
        (many("T", "related", many("1", "alternative", PLAIN, HTML), IMAGE), "2", "1", "5", ""),
        (
            many("T", "related", IMAGE, leaf("2", "text/html", content_id="r"), start="r"),
            "2",
            "2",
            "5",
            "",
        ),
        (many("T", "alternative", PLAIN, many("2", "mixed", HTML, PDF)), "2", "1", "", "4"),
        (many("T", "alternative", many("1", "mixed", PLAIN, PDF), HTML), "2", "1", "", "4"),
        (many("T", "mixed", PLAIN, NOTES, PDF, IMAGE), "1", "1", "5", "8 4"),
        (many("T", "mixed", PLAIN, PDF, leaf("10", "text/plain")), "1 10", "1 10", "", "4"),
        (many("T", "signed", PLAIN, SIGNATURE), "1", "1", "", "6"),
        (many("T", "mixed", PLAIN, INNER), "1", "1", "", "9"),
        (many("T", "mixed"), "", "", "", ""),
        (many("T", "related"), "", "", "", ""),
    ],
)
def test_layout(tree: Node, shown: str, plain: str, related: str, attached: str) -> None:
    layout = lay_out(tree)

    def sections(nodes: tuple[Node, ...]) -> str:
        return " ".join(node.section for node in nodes)

    assert sections(layout.shown) == shown
    assert sections(layout.plain) == plain
    assert sections(layout.related) == related
    assert sections(layout.attached) == attached


def test_too_many_texts_are_attached() -> None:
    layout = lay_out(many("T", "mixed", *(leaf(str(n), "text/plain") for n in range(500))))
    assert (len(layout.shown), len(layout.attached)) == (MAX_SHOWN, 500 - MAX_SHOWN)


def test_choose_sections() -> None:
    long = leaf("2", "text/html", size_octets=FIRST_OCTETS + 1)
    assert choose_sections(many("T", "alternative", PLAIN, long)) == (
        Fetch(section="2", octets=FIRST_OCTETS),
    )
    assert choose_sections(PLAIN) == (Fetch(section="1"),)


def test_nodes_of_a_message_and_of_its_structure_agree() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain; charset=utf-8; format=Flowed; DelSp=yes\r\n\r\nhi\r\n--b\r\n"
        b"Content-Type: image/png; name*=utf-8''%C3%A9.png\r\nContent-ID: <i@x>\r\n"
        b"Content-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
    )
    described = structure.Part(
        section="",
        media_type="multipart/mixed",
        children=(
            structure.Part(
                section="1",
                media_type="text/plain",
                parameters=(("charset", "utf-8"), ("format", "Flowed"), ("delsp", "yes")),
                size_octets=2,
            ),
            structure.Part(
                section="2",
                media_type="image/png",
                parameters=(("name*", "utf-8''%C3%A9.png"),),
                content_id="<i@x>",
                encoding="BASE64",
                disposition="inline",
                size_octets=4,
            ),
        ),
    )
    assert node_of_structure(described).children == node_of(parse(raw).root).children


def test_a_forwarded_message_is_named_for_its_subject() -> None:
    node = node_of(parse(b"Content-Type: message/rfc822\n\nSubject: Hello\n\nx").root)
    assert (node.filename, node.children) == ("Hello.eml", ())


@pytest.mark.parametrize("kind", ["mixed", "alternative", "related"])
def test_what_is_nested_without_end_is_attached(kind: str) -> None:
    """Deeper than the parser goes, made by hand: the recursion ends before Python's does."""
    node = HTML
    for _ in range(900):
        node = many("9", kind, node)
    found = lay_out(many("0", "mixed", PLAIN, node))
    assert found.shown[0] is PLAIN
    assert HTML not in found.shown


def test_related_parts_that_nothing_names_are_attached() -> None:
    inside = many("3", "mixed", PDF)
    found = lay_out(many("0", "related", HTML, IMAGE, inside, SIGNATURE, leaf("7", "image/gif")))
    assert found.shown == (HTML,)
    assert found.related == (IMAGE,)
    assert {node.section for node in found.attached} >= {"4", "7"}


def test_related_without_a_part_shows_nothing() -> None:
    assert lay_out(many("0", "related")).shown == ()
