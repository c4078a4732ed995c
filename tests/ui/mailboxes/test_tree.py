import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.mail.mailbox import Attributes, SpecialUse
from facteur.ui.mailboxes.tree import Node, arrange, walk
from tests.ui.windowfixtures import mailbox


def compare(first: str, second: str) -> int:
    return (first > second) - (first < second)


def shape(nodes: tuple[Node, ...]) -> list[object]:
    return [(node.level, shape(node.children)) if node.children else node.level for node in nodes]


def test_special_ones_come_first_then_names():
    boxes = [
        mailbox(1, "Zoo"),
        mailbox(2, "Trash", SpecialUse.TRASH),
        mailbox(3, "INBOX", SpecialUse.INBOX),
        mailbox(4, "Art"),
        mailbox(5, "Drafts", SpecialUse.DRAFTS),
    ]
    assert shape(arrange(boxes, compare)) == ["INBOX", "Drafts", "Trash", "Art", "Zoo"]


def test_a_parent_the_server_does_not_list_is_put_in_and_holds_nothing():
    (lists,) = arrange([mailbox(1, "Lists/python")], compare)
    assert shape((lists,)) == [("Lists", ["python"])]
    assert not lists.selectable


def test_what_lies_below_inbox_alone_is_shown_beside_it():
    boxes = [
        mailbox(1, "INBOX", SpecialUse.INBOX, delimiter="."),
        mailbox(2, "INBOX.Sent", SpecialUse.SENT, delimiter="."),
        mailbox(3, "INBOX.a.b", delimiter="."),
    ]
    assert shape(arrange(boxes, compare)) == ["INBOX", "Sent", ("a", ["b"])]


def test_a_folder_below_inbox_stays_there_when_others_lie_beside():
    boxes = [mailbox(1, "INBOX", SpecialUse.INBOX), mailbox(2, "INBOX/a"), mailbox(3, "b")]
    assert shape(arrange(boxes, compare)) == [("INBOX", ["a"]), "b"]


def test_special_leaves_come_out_of_parents_that_hold_nothing():
    boxes = [
        mailbox(1, "INBOX", SpecialUse.INBOX),
        mailbox(2, "[Gmail]", attributes=Attributes.NOSELECT),
        mailbox(3, "[Gmail]/Sent Mail", SpecialUse.SENT),
        mailbox(4, "[Gmail]/All Mail", SpecialUse.ALL),
    ]
    assert shape(arrange(boxes, compare)) == ["INBOX", "Sent Mail", "All Mail"]


def test_such_a_parent_stays_for_its_ordinary_folders():
    boxes = [
        mailbox(2, "[Gmail]", attributes=Attributes.NOSELECT),
        mailbox(3, "[Gmail]/Sent Mail", SpecialUse.SENT),
        mailbox(4, "[Gmail]/Mine"),
    ]
    assert shape(arrange(boxes, compare)) == ["Sent Mail", ("[Gmail]", ["Mine"])]


def test_a_flat_name_space_has_no_levels():
    assert shape(arrange([mailbox(1, "a/b", delimiter="")], compare)) == ["a/b"]


def test_nothing_gives_nothing():
    assert arrange([], compare) == ()


@pytest.mark.parametrize("use", [use for use in SpecialUse if use is not SpecialUse.NONE])
def test_every_special_use_has_its_place_before_the_others(use: SpecialUse):
    found = arrange([mailbox(1, "a"), mailbox(2, "z", use)], compare)
    assert [node.special_use for node in found] == [use, SpecialUse.NONE]


@given(st.sets(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple), max_size=12))
def test_every_mailbox_is_shown_exactly_once(paths):
    boxes = [mailbox(at, "/".join(path)) for at, path in enumerate(sorted(paths), 1)]
    shown = [node.mailbox.key for node in walk(arrange(boxes, compare)) if node.mailbox]
    assert sorted(shown) == [box.key for box in boxes]
