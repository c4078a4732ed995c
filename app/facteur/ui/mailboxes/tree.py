"""How the mailboxes of an account are arranged for people. Pure; knows no words and no widget.

INBOX first, then the mailboxes with a special use in a fixed order, then the rest by name, with
numbers in their natural order. Two habits of servers are smoothed: everything below INBOX (the
"INBOX." prefix of Courier and Cyrus) is shown beside it, and special mailboxes below a parent
that holds nothing ("[Gmail]") come to the top.
"""

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import NamedTuple

from facteur.mail.mailbox import Mailbox, SpecialUse

Compare = Callable[[str, str], int]
"""Orders two names, negative when the first comes first (a collator's, by the language)."""

_SPECIAL_ORDER = (
    SpecialUse.INBOX,
    SpecialUse.DRAFTS,
    SpecialUse.SENT,
    SpecialUse.ARCHIVE,
    SpecialUse.JUNK,
    SpecialUse.TRASH,
    SpecialUse.ALL,
    SpecialUse.FLAGGED,
)


class Node(NamedTuple):
    """One place of the tree. mailbox: None for a parent the server never listed.

    level: the last level of the path, as the server has it.
    path: the levels from the top, which name the node among all of its account.
    """

    path: tuple[str, ...]
    mailbox: Mailbox | None
    children: tuple["Node", ...] = ()

    @property
    def level(self) -> str:
        """The name of this place alone."""
        return self.path[-1]

    @property
    def special_use(self) -> SpecialUse:
        """What it is for."""
        return self.mailbox.special_use if self.mailbox is not None else SpecialUse.NONE

    @property
    def selectable(self) -> bool:
        """Whether it holds messages."""
        return self.mailbox is not None and self.mailbox.selectable


def arrange(mailboxes: Iterable[Mailbox], compare: Compare) -> tuple[Node, ...]:
    """Return the top nodes of one account's mailboxes, in the order they are shown."""
    by_path = {mailbox.levels: mailbox for mailbox in mailboxes}
    nodes = _grow(by_path)
    nodes = _beside_inbox(nodes)
    nodes = _special_on_top(nodes)
    return _ordered(nodes, compare)


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """Yield every node, parents before children."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _grow(by_path: dict[tuple[str, ...], Mailbox]) -> list[Node]:
    """Return the tree of these paths, parents that are not listed put in."""
    paths = {path[:depth] for path in by_path for depth in range(1, len(path) + 1)}
    children: dict[tuple[str, ...], list[Node]] = {}
    for path in sorted(paths, key=len, reverse=True):
        node = Node(path=path, mailbox=by_path.get(path), children=tuple(children.pop(path, ())))
        children.setdefault(path[:-1], []).append(node)
    return children.get((), [])


def _beside_inbox(nodes: list[Node]) -> list[Node]:
    """Show what lies below INBOX beside it, when nothing else lies at the top."""
    if len(nodes) != 1 or nodes[0].special_use is not SpecialUse.INBOX:
        return nodes
    return [nodes[0]._replace(children=()), *nodes[0].children]


def _special_on_top(nodes: list[Node]) -> list[Node]:
    """Bring special leaves out of parents that hold no messages; drop parents left empty."""
    kept: list[Node] = []
    for node in nodes:
        if node.selectable or not node.children:
            kept.append(node)
            continue
        special = [
            child
            for child in node.children
            if child.special_use is not SpecialUse.NONE and not child.children
        ]
        rest = tuple(child for child in node.children if child not in special)
        kept.extend(special)
        if rest:
            kept.append(node._replace(children=rest))
    return kept


def _ordered(nodes: Iterable[Node], compare: Compare) -> tuple[Node, ...]:
    by_name = cmp_to_key(compare)
    named = sorted(nodes, key=lambda node: by_name(node.level))
    found = sorted(named, key=lambda node: _place(node.special_use))
    return tuple(
        node._replace(children=_ordered(node.children, compare)) if node.children else node
        for node in found
    )


def _place(use: SpecialUse) -> int:
    return _SPECIAL_ORDER.index(use) if use in _SPECIAL_ORDER else len(_SPECIAL_ORDER)
