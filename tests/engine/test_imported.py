"""What was noted of an imported message leads back to its folder, and never to a wrong one."""

from collections.abc import Iterator

import pytest

from facteur.base.paths import Profile
from facteur.engine import imported
from facteur.mail.flags import Flags
from facteur.store.database import Store, open_writer
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.write import accounts, local
from tests.store.popbuilders import pop_settings


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    opened = open_writer(profile)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        ("Work/Été", "Work/Été"),
        ("Sent", "Sent"),
        ("Trash", "Inbox"),
        ("Gone", "Inbox"),
        ("a\udc80", "Inbox"),
    ],
)
@pytest.mark.parametrize("flags", [Flags(0), Flags.SEEN | Flags.DRAFT])
def test_it_goes_where_it_was(store: Store, noted: str, expected: str, flags: Flags) -> None:
    account = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    store.write_now(lambda tx: local.create(tx, account, "Work/Été"))
    hint = imported.hint(noted, flags)
    key = store.write_now(lambda tx: imported.place_of(tx, account, hint))
    assert read_mailboxes.mailbox(store.reader, key).path == expected
    assert imported.flags_of(hint) == flags


def test_an_older_note_says_nothing(store: Store) -> None:
    account = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    key = store.write_now(lambda tx: imported.place_of(tx, account, 0))
    assert read_mailboxes.mailbox(store.reader, key).path == "Inbox"
    assert imported.flags_of(0) == 0
