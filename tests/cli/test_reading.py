"""Names that people use, found in the store."""

import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import reading
from facteur.store.reader import open_reader
from facteur.store.write import accounts as write_accounts
from facteur.store.write import mailboxes as write_mailboxes
from tests.cli.scripted import ADDRESS, SENT_MS, Filled, listed, settings


def code_of(caught: pytest.ExceptionInfo[UsageError]) -> str:
    return caught.value.code


def test_without_accounts_that_is_said(empty: Profile) -> None:
    for ask in (lambda r: reading.account(r, ADDRESS), lambda r: reading.mailbox(r, "INBOX", "")):
        with pytest.raises(UsageError) as caught:
            ask(open_reader(empty))
        assert code_of(caught) == "no-account"
    assert not empty.home.exists()


def test_accounts_go_by_address(filled: Filled) -> None:
    reader = filled.store.reader
    assert reading.account(reader, ADDRESS.upper()).key == filled.account
    assert reading.account_key(reader, "") is None
    with pytest.raises(UsageError) as caught:
        reading.account(reader, "nobody@example.org")
    assert code_of(caught) == "account-unknown"
    filled.store.write_now(lambda tx: write_accounts.add(tx, settings(), SENT_MS))
    with pytest.raises(UsageError) as caught:
        reading.account(reader, ADDRESS)
    assert code_of(caught) == "account-ambiguous"


def test_folders_go_by_path(filled: Filled) -> None:
    reader = filled.store.reader
    assert reading.mailbox(reader, "inbox", "").key == filled.inbox
    assert reading.mailbox(reader, "Sent/Älter", ADDRESS).path == "Sent/Älter"
    with pytest.raises(UsageError) as caught:
        reading.mailbox(reader, "Nowhere", "")
    assert code_of(caught) == "mailbox-unknown"


def test_a_folder_of_two_accounts_needs_the_account(filled: Filled) -> None:
    other = filled.store.write_now(
        lambda tx: write_accounts.add(tx, settings("b@example.org"), SENT_MS)
    )
    filled.store.write_now(
        lambda tx: write_mailboxes.apply_list(tx, other, [listed("INBOX", "inbox")], complete=True)
    )
    reader = filled.store.reader
    with pytest.raises(UsageError) as caught:
        reading.mailbox(reader, "INBOX", "")
    assert code_of(caught) == "mailbox-ambiguous"
    assert reading.mailbox(reader, "INBOX", ADDRESS).key == filled.inbox


def test_messages_go_by_key(filled: Filled) -> None:
    reader = filled.store.reader
    assert reading.message(reader, filled.messages[0]).uid == 3
    with pytest.raises(UsageError) as caught:
        reading.message(reader, 999)
    assert code_of(caught) == "message-unknown"


def test_rows_come_in_the_order_asked_without_those_that_went(filled: Filled) -> None:
    wanted = [filled.messages[2], 999, filled.messages[0]]
    assert [row.uid for row in reading.rows(filled.store.reader, wanted)] == [1, 3]


def test_places(filled: Filled) -> None:
    places = reading.places(filled.store.reader)
    assert places.path(filled.inbox) == "INBOX"
    assert places.account_of(filled.inbox) == ADDRESS
    assert places.path(None) is None
    assert places.address(None) is None


def test_flags_are_named_as_the_server_does(filled: Filled) -> None:
    row = reading.message(filled.store.reader, filled.messages[1])
    assert reading.flag_names(filled.store.reader, row) == ["\\Seen", "\\Flagged", "$work"]


def test_a_message_without_date_has_that_of_its_arrival(filled: Filled) -> None:
    row = reading.message(filled.store.reader, filled.messages[0])
    assert reading.date_ms(row) == SENT_MS + 60_000
