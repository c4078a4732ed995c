import random

import apsw
import pytest

from facteur.base.errors import StoreMisuse, StoreUnavailable
from facteur.store import query
from facteur.store.database import open_reader, open_writer
from facteur.store.read import accounts, mailboxes, search
from tests.store.builders import fill, keys, with_account, with_inbox


def test_a_profile_that_is_not_there_reads_as_empty_and_is_not_created(profile):
    reader = open_reader(profile)
    assert accounts.accounts(reader) == []
    assert search.search(reader, "x") == []
    assert not profile.home.exists()
    opened = open_writer(profile)
    with_account(opened)
    assert len(accounts.accounts(reader)) == 1
    opened.close()
    assert len(accounts.accounts(reader)) == 1
    opened = open_writer(profile)
    with_account(opened)
    assert len(accounts.accounts(reader)) == 2
    opened.close()
    reader.close()
    assert len(accounts.accounts(reader)) == 2
    reader.close()


def test_a_file_that_is_replaced_is_opened_anew(profile):
    opened = open_writer(profile)
    _account, inbox = with_inbox(opened)
    fill(opened, inbox, 1, 3)
    reader = open_reader(profile)
    assert len(keys(reader, inbox)) == 3
    opened.condemn_mail()
    opened.close()
    opened = open_writer(profile)
    assert keys(reader, inbox) == []
    assert len(accounts.accounts(reader)) == 1
    opened.close()
    reader.close()


def test_a_half_made_file_reads_as_empty(profile):
    profile.create()
    apsw.Connection(str(profile.mail)).execute("PRAGMA journal_mode = WAL").close()
    reader = open_reader(profile)
    assert accounts.accounts(reader) == []
    reader.close()


def test_a_newer_file_is_refused(profile):
    opened = open_writer(profile)
    opened._mail.execute("PRAGMA user_version = 99")
    opened.close()
    reader = open_reader(profile)
    with pytest.raises(StoreUnavailable, match="newer"):
        accounts.accounts(reader)


def test_garbage_is_said_to_be_corrupt(profile):
    profile.create()
    profile.mail.write_bytes(random.Random(2).randbytes(9000))
    reader = open_reader(profile)
    with pytest.raises(StoreUnavailable, match="corrupt"):
        accounts.accounts(reader)


def test_a_reader_cannot_write(store):
    with_account(store)
    with pytest.raises(StoreUnavailable, match="read-only"):
        query.run(store.reader.mail, "DELETE FROM account")
    with pytest.raises(StoreMisuse):
        mailboxes.sync_state(store.reader, 99)


def test_reading_goes_on_while_the_index_is_merged(store):
    """A reader that searched before sees what was written, and merged, since."""
    _account, inbox = with_inbox(store)
    for batch in range(40):
        fill(store, inbox, batch * 3 + 1, batch * 3 + 3)
        assert len(search.search(store.reader, "subject")) == batch * 3 + 3
