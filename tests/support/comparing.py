"""Looks at a profile from outside, as the window does, and compares it with the server."""

import re
from collections.abc import Iterator
from pathlib import Path

from facteur.base.paths import Profile
from facteur.imap.numset import NumSet
from facteur.mail import flags
from facteur.store.query import rows
from facteur.store.reader import open_reader
from tests.store.builders import assert_sound
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

# UID → flags and keywords, size, Message-ID.
Contents = dict[int, tuple[frozenset[str], int, str]]

_STORED = (
    "SELECT m.uid, m.flags, coalesce((SELECT group_concat(keyword, ' ') FROM keyword k"
    " WHERE k.message_id = m.id), ''), coalesce(h.size_octets, -1),"
    " coalesce(h.header_message_id, '')"
    " FROM message m JOIN mailbox b ON b.id = m.mailbox_id"
    " LEFT JOIN header h ON h.message_id = m.id WHERE b.path = ? AND m.uid IS NOT NULL"
)
_FETCH = re.compile(r"UID FETCH ([0-9:,]+) .*BODY\.PEEK\[HEADER\.FIELDS")


def stored(home: Path, mailbox: str = "INBOX") -> Contents:
    """Return what the profile has of a mailbox; -1 octets where the headers are not here."""
    reader = open_reader(Profile(home=home))
    try:
        shape = tuple[int, int, str, int, str]
        return {
            uid: (
                frozenset([*flags.to_names(flags.Flags(bits)), *words.split()]),
                size,
                message_id,
            )
            for uid, bits, words, size, message_id in rows(reader.mail, shape, _STORED, (mailbox,))
        }
    finally:
        reader.close()


def served(user: MailUser, mailbox: str = "INBOX") -> Contents:
    """Return what the server has of it."""
    with SecondClient(user) as client:
        client.imap.select_folder(mailbox, readonly=True)
        found = client.imap.fetch(client.imap.search("ALL"), ["FLAGS", "RFC822.SIZE", "ENVELOPE"])
    return {
        uid: (
            frozenset(flag.decode() for flag in items[b"FLAGS"]) - {"\\Recent"},
            items[b"RFC822.SIZE"],
            (items[b"ENVELOPE"].message_id or b"").decode().strip("<>"),
        )
        for uid, items in found.items()
    }


def with_headers(home: Path, mailbox: str = "INBOX") -> set[int]:
    """Return the UIDs whose headers are here."""
    return {uid for uid, (_flags, size, _id) in stored(home, mailbox).items() if size >= 0}


def sound(home: Path) -> None:
    """Check every invariant of the store: counts as kept and as counted, the index, the file."""
    reader = open_reader(Profile(home=home))
    try:
        assert_sound(reader)
    finally:
        reader.close()


def key_of(home: Path, uid: int, mailbox: str = "INBOX") -> int:
    """Return the key of a message."""
    reader = open_reader(Profile(home=home))
    try:
        sql = (
            "SELECT m.id FROM message m JOIN mailbox b ON b.id = m.mailbox_id"
            " WHERE b.path = ? AND m.uid = ?"
        )
        return rows(reader.mail, tuple[int], sql, (mailbox, uid))[0][0]
    finally:
        reader.close()


def headers_asked(commands: list[str]) -> Iterator[int]:
    """Yield the UIDs whose headers were asked for by these command lines."""
    for command in commands:
        if found := _FETCH.search(command):
            for low, high in NumSet.parse(found[1].encode()).ranges():
                yield from range(low, high + 1)
