from dataclasses import replace

import pytest

from facteur.mail.account import AccountSettings, PopRules, Protocol, Security
from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.store.changes import Changes
from facteur.store.read import accounts as read
from facteur.store.read import mailboxes, search
from facteur.store.read import space as read_space
from facteur.store.recovery import saved_accounts
from facteur.store.rows import SpaceState
from facteur.store.write import accounts
from tests.store.builders import fill, settings, with_inbox
from tests.store.popbuilders import pop_settings


def test_add_change_learn_remove(store):
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 3)
    store.write_now(
        lambda tx: accounts.learn(tx, account, capabilities=["IDLE", "QRESYNC"], connection_limit=4)
    )
    store.write_now(lambda tx: accounts.learn(tx, account))
    found = read.account(store.reader, account)
    assert (found.capabilities, found.connection_limit) == (("IDLE", "QRESYNC"), 4)
    store.write_now(lambda tx: accounts.change(tx, account, settings("new@example.org")))
    found = read.account(store.reader, account)
    assert found.settings.address == "new@example.org"
    assert [one.settings for one in saved_accounts(store.profile)] == [found.settings]
    seen: list[Changes] = []
    store.on_changes = seen.append
    store.write_now(lambda tx: accounts.remove(tx, account))
    assert seen[0].accounts
    assert seen[0].messages[inbox].many
    assert read.accounts(store.reader) == mailboxes.mailboxes(store.reader) == []
    assert search.search(store.reader, "subject") == []
    assert saved_accounts(store.profile) == []


def test_new_ones_stand_below_and_keys_are_not_used_again(store):
    first = store.write_now(lambda tx: accounts.add(tx, settings(), 1))
    second = store.write_now(lambda tx: accounts.add(tx, settings(), 1))
    store.write_now(lambda tx: accounts.remove(tx, second))
    third = store.write_now(lambda tx: accounts.add(tx, settings(), 1))
    assert third not in {first, second}
    assert [one.key for one in read.accounts(store.reader)] == [first, third]


def test_restored_under_the_same_key(store):
    key = store.write_now(lambda tx: accounts.add(tx, settings(), 1))
    saved = read.accounts(store.reader)
    store.write_now(lambda tx: accounts.remove(tx, key))
    store.write_now(lambda tx: accounts.restore(tx, saved))
    store.write_now(lambda tx: accounts.restore(tx, saved))
    assert read.accounts(store.reader) == saved


def test_rules_survive_being_saved_and_restored(store):
    wanted = pop_settings(leave_days=3, follow_deletion=True, headers_over_octets=9)
    key = store.write_now(lambda tx: accounts.add(tx, wanted, 1))
    before = read.accounts(store.reader)
    assert saved_accounts(store.profile) == before
    store.write_now(lambda tx: accounts.remove(tx, key))
    store.write_now(lambda tx: accounts.restore(tx, before))
    assert read.account(store.reader, key).settings == wanted


def test_changing_one_account_leaves_the_others_alone(store):
    first = store.write_now(lambda tx: accounts.add(tx, pop_settings(leave_days=3), 1))
    second = store.write_now(lambda tx: accounts.add(tx, settings(), 1))
    store.write_now(lambda tx: accounts.learn(tx, second, capabilities=["IDLE"]))
    store.write_now(lambda tx: accounts.change(tx, first, pop_settings(leave_days=4)))
    found = read.account(store.reader, second)
    assert (found.settings, found.capabilities) == (settings(), ("IDLE",))
    assert read.account(store.reader, first).settings.pop.leave_days == 4


def renamed(before: AccountSettings) -> AccountSettings:
    return replace(before, name="Claire", address="new@example.org", pop=PopRules(leave_days=2))


def at(before: AccountSettings, **changed: object) -> AccountSettings:
    return replace(before, server=replace(before.server, **changed))


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (renamed, True),
        (lambda before: replace(before, certificate_sha256="00"), True),
        (lambda before: at(before, host="elsewhere.example.org"), False),
        (lambda before: at(before, port=before.server.port + 1), False),
        (lambda before: at(before, security=Security.STARTTLS), False),
        (lambda before: replace(before, user="other"), False),
        (lambda before: replace(before, protocol=Protocol.IMAP), False),
    ],
)
def test_what_was_learned_holds_while_it_is_the_same_login_of_the_same_server(store, other, kept):
    before = pop_settings()
    assert before.server.security is not Security.STARTTLS
    key = store.write_now(lambda tx: accounts.add(tx, before, 1))
    store.write_now(lambda tx: accounts.learn(tx, key, capabilities=["UIDL"], connection_limit=3))
    store.write_now(lambda tx: accounts.change(tx, key, other(before)))
    found = read.account(store.reader, key)
    assert found.settings == other(before)
    wanted = (("UIDL",), 3) if kept else ((), 0)
    assert (found.capabilities, found.connection_limit) == wanted


def test_the_space_on_the_server_is_kept_and_forgotten_with_it(store):
    account, _inbox = with_inbox(store)
    assert read_space.space(store.reader, account) == SpaceState()
    assert read_space.space(store.reader, AccountKey(99)) == SpaceState()
    seen: list[Changes] = []
    store.on_changes = seen.append
    state = SpaceState(space=Space(used_octets=81, limit_octets=100), asked_ms=5, level=80)
    for one in (state, replace(state, asked_ms=9), replace(state, space=None)):
        store.write_now(lambda tx, one=one: accounts.note_space(tx, account, one))
        assert read_space.space(store.reader, account) == one
    assert [changes.accounts for changes in seen] == [True, True]  # the second changed no number
    store.write_now(lambda tx: accounts.note_space(tx, account, state))
    store.write_now(lambda tx: accounts.change(tx, account, settings("n@example.org")))
    assert read_space.space(store.reader, account) == state  # the same server
    moved = settings("n@example.org")
    moved = replace(moved, server=replace(moved.server, host="other.example.org"))
    store.write_now(lambda tx: accounts.change(tx, account, moved))
    assert read_space.space(store.reader, account) == SpaceState()
