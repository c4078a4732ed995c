"""Local mailboxes: their tree, and messages that move between them, with exact counts."""

import pytest

from facteur.base.errors import UsageError
from facteur.mail.account import AccountSettings, Protocol, Security, ServerAddress
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.database import Store
from facteur.store.query import number, rows
from facteur.store.rows import Collected
from facteur.store.write import accounts, erased, local
from facteur.store.write import pop as write_pop
from facteur.store.write.messages import insert_headers
from tests.store.builders import header, with_inbox


def pop_account(store: Store, name: str = "ann") -> tuple[AccountKey, MailboxKey]:
    settings = AccountSettings(
        address=f"{name}@example.org",
        protocol=Protocol.POP,
        server=ServerAddress(host="pop.example.org", port=995, security=Security.TLS),
        user=name,
    )
    account = store.write_now(lambda tx: accounts.add(tx, settings, 1))
    return account, store.write_now(lambda tx: local.ensure(tx, account))


def collect(
    store: Store, account: AccountKey, inbox: MailboxKey, count: int, first: int = 1
) -> list[MessageKey]:
    batch = [
        Collected(
            uidl=b"u%d" % n,
            occurrence=0,
            key=0,
            sha256=b"%032d" % n,
            size_octets=100,
            listed_octets=101,
            header=header(0)._replace(subject=f"S{n}", flags=n % 2),
        )
        for n in range(first, first + count)
    ]
    store.write_now(
        lambda tx: write_pop.store_batch(tx, account, inbox, batch, session=1, stored_ms=5)
    )
    return inside(store, inbox)[-count:]


def inside(store: Store, mailbox: MailboxKey) -> list[MessageKey]:
    sql = "SELECT id FROM message WHERE mailbox_id = ? ORDER BY uid"
    return [row[0] for row in rows(store.reader.mail, tuple[MessageKey], sql, (mailbox,))]


def paths(store: Store, account: AccountKey) -> list[str]:
    sql = "SELECT path FROM mailbox WHERE account_id = ? AND special_use = '' ORDER BY path"
    return [row[0] for row in rows(store.reader.mail, tuple[str], sql, (account,))]


def make(store: Store, account: AccountKey, *wanted: str) -> list[MailboxKey]:
    return [
        store.write_now(lambda tx, path=path: local.create(tx, account, path)) for path in wanted
    ]


def trash(store: Store, account: AccountKey) -> MailboxKey:
    return store.write_now(lambda tx: local.trash_of(tx, account))


def test_the_special_mailboxes_are_made_once(store: Store) -> None:
    account, inbox = pop_account(store)
    assert store.write_now(lambda tx: local.ensure(tx, account)) == inbox
    sql = "SELECT special_use FROM mailbox WHERE account_id = ? ORDER BY id"
    found = rows(store.reader.mail, tuple[str], sql, (account,))
    assert [row[0] for row in found] == ["inbox", "drafts", "sent", "trash"]


def test_a_mailbox_brings_those_above_it(store: Store) -> None:
    account, _inbox = pop_account(store)
    make(store, account, "Work/2026/May", "Work/2027")
    assert paths(store, account) == ["Work", "Work/2026", "Work/2026/May", "Work/2027"]


def test_what_lies_below_is_written_like_what_lies_above(store: Store) -> None:
    account, _inbox = pop_account(store)
    (above,) = make(store, account, "Work")
    make(store, account, "WORK/2026")
    assert paths(store, account) == ["Work", "Work/2026"]
    store.write_now(lambda tx: local.rename(tx, above, "Home"))
    assert paths(store, account) == ["Home", "Home/2026"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("", "mailbox-name-invalid"),
        ("a//b", "mailbox-name-invalid"),
        ("/a", "mailbox-name-invalid"),
        ("a\nb", "mailbox-name-invalid"),
        (" a", "mailbox-name-invalid"),
        ("x" * 201, "mailbox-name-invalid"),
        ("a\x7fb", "mailbox-name-invalid"),
        ("a\u202eb", "mailbox-name-invalid"),
        ("a\u2067b", "mailbox-name-invalid"),
        ("a\u2028b", "mailbox-name-invalid"),
        ("a\u2029b", "mailbox-name-invalid"),
        ("a\ud800b", "mailbox-name-invalid"),
        ("\u200d\u200c", "mailbox-name-invalid"),
        ("inbox", "mailbox-exists"),
        ("OLD", "mailbox-exists"),
    ],
)
def test_a_bad_name_makes_nothing(store: Store, path: str, code: str) -> None:
    account, _inbox = pop_account(store)
    make(store, account, "Old")
    with pytest.raises(UsageError, match=code):
        store.write_now(lambda tx: local.create(tx, account, path))
    assert paths(store, account) == ["Old"]


@pytest.mark.parametrize(
    "name", ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0645\u06cc\u200c\u062e", "a\u200eb"]
)
def test_what_people_write_is_a_name(store: Store, name: str) -> None:
    account, _inbox = pop_account(store)
    (made,) = make(store, account, name)
    assert paths(store, account) == [name]
    store.write_now(lambda tx: local.rename(tx, made, f"Old/{name}"))
    assert paths(store, account) == ["Old", f"Old/{name}"]


def test_a_name_is_the_same_however_it_is_composed_and_cased(store: Store) -> None:
    account, _inbox = pop_account(store)
    (made,) = make(store, account, "E\u0301te\u0301")  # decomposed
    assert paths(store, account) == ["\u00c9t\u00e9"]
    for same in ("\u00e9T\u00c9", "e\u0301te\u0301"):
        with pytest.raises(UsageError, match="mailbox-exists"):
            make(store, account, same)
        assert store.write_now(lambda tx, path=same: local.found_or_made(tx, account, path)) == made
    with pytest.raises(UsageError, match="mailbox-into-itself"):
        store.write_now(lambda tx: local.rename(tx, made, "\u00e9T\u00c9/Mai"))
    make(store, account, "\u00e9T\u00c9/Mai")
    assert paths(store, account) == ["\u00c9t\u00e9", "\u00c9t\u00e9/Mai"]


def test_renaming_takes_along_what_lies_below(store: Store) -> None:
    account, _inbox = pop_account(store)
    work, _sub, _other = make(store, account, "Work", "Work/a_b/c", "Worker")
    store.write_now(lambda tx: local.rename(tx, work, "Old/Job"))
    assert paths(store, account) == ["Old", "Old/Job", "Old/Job/a_b", "Old/Job/a_b/c", "Worker"]
    store.write_now(lambda tx: local.rename(tx, work, "old/JOB"))  # only written otherwise
    assert paths(store, account)[1] == "Old/JOB"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("Work/Deeper", "mailbox-into-itself"),
        ("work/deeper", "mailbox-into-itself"),
        ("Other", "mailbox-exists"),
        ("a//b", "mailbox-name-invalid"),
    ],
)
def test_a_bad_new_name_changes_nothing(store: Store, path: str, code: str) -> None:
    account, _inbox = pop_account(store)
    work, _other = make(store, account, "Work", "Other")
    with pytest.raises(UsageError, match=code):
        store.write_now(lambda tx: local.rename(tx, work, path))
    assert paths(store, account) == ["Other", "Work"]


def test_special_mailboxes_stay(store: Store) -> None:
    _account, inbox = pop_account(store)
    with pytest.raises(UsageError, match="mailbox-special"):
        store.write_now(lambda tx: local.rename(tx, inbox, "Post"))
    with pytest.raises(UsageError, match="mailbox-special"):
        store.write_now(lambda tx: local.delete(tx, inbox))


def test_mailboxes_of_a_server_are_not_ours(store: Store) -> None:
    _account, inbox = with_inbox(store)
    for work in (
        lambda tx: local.rename(tx, inbox, "Post"),
        lambda tx: local.delete(tx, inbox),
        lambda tx: local.move(tx, [], inbox),
    ):
        with pytest.raises(UsageError, match="mailbox-not-local"):
            store.write_now(work)
    with pytest.raises(UsageError, match="no-mailbox"):
        store.write_now(lambda tx: local.delete(tx, MailboxKey(999)))


def test_a_deleted_mailbox_leaves_its_messages_in_the_trash(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 5)
    work, below = make(store, account, "Work", "Work/2026")
    store.write_now(lambda tx: local.move(tx, keys[:2], work))
    store.write_now(lambda tx: local.move(tx, keys[2:4], below))
    assert store.write_now(lambda tx: local.delete(tx, work)) == 4
    assert paths(store, account) == []
    assert set(inside(store, trash(store, account))) == set(keys[:4])
    assert store.write_now(lambda tx: local.restore(tx, keys[:4])) == 4
    assert set(inside(store, inbox)) == set(keys)  # where they were is no more


def test_moving_keeps_counts_and_hands_out_numbers_once(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 4)
    (work,) = make(store, account, "Work")
    assert store.write_now(lambda tx: local.move(tx, [*keys, *keys], work)) == 4
    assert store.write_now(lambda tx: local.move(tx, keys, work)) == 0
    assert store.write_now(lambda tx: local.move(tx, keys[:2], inbox)) == 2
    sql = "SELECT uid FROM message WHERE mailbox_id = ? ORDER BY uid"
    assert rows(store.reader.mail, tuple[int], sql, (inbox,)) == [(5,), (6,)]
    sql = "SELECT messages, unseen FROM mailbox WHERE id = ?"
    assert rows(store.reader.mail, tuple[int, int], sql, (work,)) == [(2, 1)]


def test_messages_of_another_account_do_not_move(store: Store) -> None:
    ann, inbox = pop_account(store)
    _bob, other = pop_account(store, "bob")
    keys = collect(store, ann, inbox, 2)
    assert store.write_now(lambda tx: local.move(tx, keys, other)) == 0
    assert inside(store, inbox) == keys


def test_the_trash_remembers_where_a_message_was(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 3)
    (work,) = make(store, account, "Work")
    bin_ = trash(store, account)
    store.write_now(lambda tx: local.move(tx, keys[:1], work))
    store.write_now(lambda tx: local.move(tx, keys[:2], bin_))
    assert store.write_now(lambda tx: local.restore(tx, keys)) == 2
    assert inside(store, work) == keys[:1]
    assert set(inside(store, inbox)) == set(keys[1:])


def test_a_copy_shares_the_bytes_and_is_found(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 2)
    (work,) = make(store, account, "Work")
    made = store.write_now(lambda tx: local.copy(tx, [*keys, MessageKey(999)], work))
    assert inside(store, work) == made
    sql = "SELECT sha256 FROM part WHERE message_id = ?"
    for key, twin in zip(keys, made, strict=True):
        mail = store.reader.mail
        assert rows(mail, tuple[bytes], sql, (key,)) == rows(mail, tuple[bytes], sql, (twin,))
    sql = "SELECT count(*) FROM search WHERE search MATCH 'subject:S1'"
    assert number(store.reader.mail, sql) == 2


def test_what_cannot_be_copied(store: Store) -> None:
    ann, inbox = pop_account(store)
    bob, other = pop_account(store, "bob")
    _imap, server_inbox = with_inbox(store)
    keys = collect(store, ann, inbox, 1)
    uid = store.write_now(lambda tx: local.take_uids(tx, inbox, 1))
    for place, number_ in ((inbox, uid), (server_inbox, 1)):
        row = header(number_)
        store.write_now(lambda tx, place=place, row=row: insert_headers(tx, place, [row], 0, None))
    stub = inside(store, inbox)[-1]
    (foreign,) = inside(store, server_inbox)
    (work,) = make(store, ann, "Work")
    for message, target, code in (
        (keys[0], server_inbox, "mailbox-not-local"),  # a server does not hear of it
        (foreign, work, "mailbox-not-local"),  # there are no bytes of it
        (keys[0], other, "several-accounts"),  # nothing would note them as whole there
        (stub, work, "not-whole"),
    ):
        with pytest.raises(UsageError, match=code):
            store.write_now(lambda tx, one=message, to=target: local.copy(tx, [keys[0], one], to))
    assert inside(store, work) == inside(store, other) == []
    assert len(inside(store, server_inbox)) == 1
    assert bob != ann


def test_erasing_in_one_account_is_nothing_to_another(store: Store) -> None:
    ann, inbox = pop_account(store)
    bob, other = pop_account(store, "bob")
    collect(store, bob, other, 1)
    keys = collect(store, ann, inbox, 1)
    store.write_now(lambda tx: local.move(tx, keys, local.trash_of(tx, ann)))
    assert store.write_now(lambda tx: local.erase(tx, keys, 9)) == [b"%032d" % 1]
    assert store.write_now(lambda tx: erased.waiting(tx, ann)) == [b"%032d" % 1]
    assert store.write_now(lambda tx: erased.waiting(tx, bob)) == []


def test_erasing_is_for_the_trash_alone_and_lets_bytes_go(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 3)
    (work,) = make(store, account, "Work")
    store.write_now(lambda tx: local.copy(tx, keys[:1], work))
    assert store.write_now(lambda tx: local.erase(tx, keys, 9)) == []
    store.write_now(lambda tx: local.move(tx, keys[:2], local.trash_of(tx, account)))
    gone = store.write_now(lambda tx: local.erase(tx, [*keys, *keys], 9))
    assert gone == [b"%032d" % 2]  # of the first there is a copy
    sql = "SELECT uidl, message_id, deleted_ms FROM pop_item ORDER BY id"
    found = rows(store.reader.mail, tuple[bytes, int | None, int], sql)
    assert found == [(b"u1", None, 9), (b"u2", None, 9), (b"u3", keys[2], 0)]
    assert inside(store, inbox) == keys[2:]


def test_messages_tell_their_account(store: Store) -> None:
    account, inbox = pop_account(store)
    (key,) = collect(store, account, inbox, 1)
    gone = MessageKey(99)
    assert store.write_now(lambda tx: local.account_of(tx, [key, gone])) == account
    assert store.write_now(lambda tx: local.account_of_mailbox(tx, inbox)) == account
    with pytest.raises(UsageError, match="no-message"):
        store.write_now(lambda tx: local.account_of(tx, [gone]))
    bob, other = pop_account(store, "bob")
    (theirs,) = collect(store, bob, other, 1, first=9)
    with pytest.raises(UsageError, match="several-accounts"):
        store.write_now(lambda tx: local.account_of(tx, [key, theirs]))


def test_the_trash_of_a_server_is_not_ours(store: Store) -> None:
    _account, inbox = with_inbox(store)
    store.write_now(lambda tx: insert_headers(tx, inbox, [header(1)], 0, None))
    store.write_now(lambda tx: tx.run("UPDATE mailbox SET special_use = 'trash'"))
    keys = inside(store, inbox)
    assert store.write_now(lambda tx: local.in_trash(tx, keys)) == 0
    assert store.write_now(lambda tx: local.restore(tx, keys)) == 0
    store.write_now(lambda tx: local.erase(tx, keys, 9))
    assert inside(store, inbox) == keys


def test_an_imported_batch_names_its_bytes(store: Store) -> None:
    account, inbox = pop_account(store)
    name = b"x" * 32
    batch = [(header(0)._replace(size_octets=77), name)]
    store.write_now(lambda tx: local.insert_batch(tx, inbox, batch))
    assert store.write_now(lambda tx: local.known_wholes(tx, inbox, [name, b"y" * 32])) == {name}
    sql = "SELECT sha256, size_octets, fetched_octets FROM part WHERE section = ''"
    assert rows(store.reader.mail, tuple[bytes, int, int], sql) == [(name, 77, 77)]
    assert paths(store, account) == []
    made = store.write_now(lambda tx: local.found_or_made(tx, account, "A/B"))
    assert store.write_now(lambda tx: local.found_or_made(tx, account, "a/b")) == made
