import pytest

from facteur.mail.keys import AccountKey
from facteur.mail.mailbox import SpecialUse
from facteur.store.read.volume import Volume, volume
from facteur.store.write import accounts, local, messages
from tests.store.popbuilders import header, pop_settings


@pytest.fixture
def account(store) -> AccountKey:
    key = store.write_now(lambda tx: accounts.add(tx, pop_settings(), 1))
    store.write_now(lambda tx: local.ensure(tx, key))
    return key


def put(store, account, use: SpecialUse, received_ms: int, octets: int) -> None:
    row = header(f"{use.value} {received_ms}", received_ms=received_ms)

    def write(tx):
        box = local.special(tx, account, use, (use.value,))
        uid = local.take_uids(tx, box, 1)
        messages.insert_headers(tx, box, [row._replace(uid=uid, size_octets=octets)], 0, None)

    store.write_now(write)


def item(store, account, uidl: bytes, state: str, octets: int, absent: int = 0) -> None:
    store.write_now(
        lambda tx: tx.run(
            "INSERT INTO pop_item (account_id, uidl, occurrence, state, listed_octets, absent)"
            " VALUES (?, ?, 0, ?, ?, ?)",
            account, uidl, state, octets, absent,
        )
    )  # fmt: skip


def test_nothing_is_known_of_an_empty_account(store, account):
    assert volume(store.reader, account, 0) == Volume(
        recent_octets=0, first_ms=0, on_server_octets=0
    )


def test_only_what_came_lately_from_others_counts(store, account):
    put(store, account, SpecialUse.INBOX, 100, 7)
    put(store, account, SpecialUse.INBOX, 1_000, 20)
    put(store, account, SpecialUse.TRASH, 1_500, 300)
    put(store, account, SpecialUse.SENT, 1_500, 4_000)
    put(store, account, SpecialUse.DRAFTS, 50, 50_000)
    found = volume(store.reader, account, 1_000)
    assert (found.recent_octets, found.first_ms) == (320, 100)
    other = store.write_now(lambda tx: accounts.add(tx, pop_settings("b@example.org"), 1))
    assert volume(store.reader, other, 0).recent_octets == 0


def test_what_has_left_the_server_does_not_lie_there(store, account):
    item(store, account, b"a", "stored", 10)
    item(store, account, b"b", "stub", 200)
    item(store, account, b"c", "gone", 3_000)
    item(store, account, b"d", "stored", 40_000, absent=1)
    assert volume(store.reader, account, 0).on_server_octets == 210
