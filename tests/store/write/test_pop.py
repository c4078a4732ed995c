"""What a collection learns: items, proofs, the ledger, and how the removal stands."""

from dataclasses import replace

import pytest

from facteur.base.errors import UsageError
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, NoticeKey
from facteur.store.database import Store
from facteur.store.query import number, rows
from facteur.store.read import notices as read_notices
from facteur.store.read import pop as read_pop
from facteur.store.rows import Collected, MaildropState, PopItem
from facteur.store.write import accounts, local, notices
from facteur.store.write import pop as write_pop
from tests.store.builders import header
from tests.store.write.test_local import collect, pop_account


def allowed(store: Store, account: AccountKey) -> None:
    state = MaildropState(permission="allowed")
    store.write_now(lambda tx: write_pop.set_maildrop(tx, account, state))


def items(store: Store, account: AccountKey) -> list[PopItem]:
    return read_pop.items(store.reader, account)


def note(store: Store, account: AccountKey, now_ms: int = 50, **changed: list[int]) -> None:
    keys: dict[str, list[int]] = {"absent": [], "returned": [], "gone": [], "stayed": [], **changed}
    store.write_now(lambda tx: write_pop.note_listing(tx, account, now_ms=now_ms, **keys))


def filled(store: Store, count: int = 3) -> tuple[AccountKey, MailboxKey]:
    account, inbox = pop_account(store)
    collect(store, account, inbox, count)
    return account, inbox


def test_a_batch_gets_rows_items_and_names(store: Store) -> None:
    account, inbox = filled(store)
    found = items(store, account)
    assert [one.state for one in found] == ["stored"] * 3
    assert [(one.stored_ms, one.stored_session, one.proven_ms) for one in found] == [(5, 1, 0)] * 3
    sql = "SELECT uid FROM message WHERE mailbox_id = ? ORDER BY uid"
    assert rows(store.reader.mail, tuple[int], sql, (inbox,)) == [(1,), (2,), (3,)]


def test_the_same_message_again_keeps_its_row(store: Store) -> None:
    account, inbox = filled(store, 1)
    (item,) = items(store, account)
    again = Collected(
        uidl=item.uidl,
        occurrence=0,
        key=item.key,
        sha256=b"n" * 32,
        size_octets=9,
        listed_octets=9,
        header=header(0),
    )
    store.write_now(lambda tx: write_pop.prove(tx, [item.key], 7))
    store.write_now(
        lambda tx: write_pop.store_batch(tx, account, inbox, [again], session=4, stored_ms=8)
    )
    (now,) = items(store, account)
    assert (now.key, now.message, now.sha256, now.stored_ms) == (
        item.key,
        item.message,
        b"n" * 32,
        8,
    )
    assert (now.stored_session, now.proven_ms, now.size_octets) == (4, 0, 9)
    assert number(store.reader.mail, "SELECT count(*) FROM message") == 1


def test_a_refused_one_that_comes_at_last_is_an_item_like_others(store: Store) -> None:
    account, inbox = pop_account(store)
    for counts, tries in ((False, 0), (True, 1), (True, 2)):
        said = store.write_now(
            lambda tx, counts=counts: write_pop.note_refused(
                tx, account, b"u1", 0, "no\udc80", counts=counts
            )
        )
        assert said == tries
    (item,) = items(store, account)
    assert (item.state, item.tries, item.message) == ("refused", 2, None)
    collect(store, account, inbox, 1)
    (item,) = items(store, account)
    assert (item.state, item.tries) == ("stored", 0)


def test_a_header_that_comes_at_last_or_again_is_a_stub(store: Store) -> None:
    account, inbox = pop_account(store)
    store.write_now(lambda tx: write_pop.note_refused(tx, account, b"u1", 0, "no"))
    (item,) = items(store, account)
    for session in (2, 3):
        came = Collected(
            uidl=b"u1",
            occurrence=0,
            key=item.key,
            sha256=None,
            size_octets=9000,
            listed_octets=9000,
            header=header(0),
        )
        store.write_now(
            lambda tx, came=came, session=session: write_pop.store_batch(
                tx, account, inbox, [came], session=session, stored_ms=8
            )
        )
        (now,) = items(store, account)
        assert (now.key, now.state, now.sha256, now.tries) == (item.key, "stub", None, 0)
    assert number(store.reader.mail, "SELECT count(*) FROM message") == 1


def test_the_ledger_is_written_with_dele_sent(store: Store) -> None:
    account, _inbox = filled(store)
    allowed(store, account)
    keys = [one.key for one in items(store, account)]
    store.write_now(lambda tx: write_pop.prove(tx, keys, 7))
    wanted = [(keys[0], "delete"), (keys[1], "days")]
    begun = store.write_now(lambda tx: write_pop.begin_removal(tx, account, wanted, 9))
    assert begun == set(keys[:2])
    assert [one.state for one in items(store, account)] == ["dele_sent", "dele_sent", "stored"]
    newest, oldest = read_pop.ledger(store.reader)
    assert (oldest.uidl, oldest.reason, oldest.sent_ms, oldest.proven_ms) == (b"u1", "delete", 9, 7)
    assert (newest.uidl, newest.reason, newest.outcome) == (b"u2", "days", "sent")
    assert (oldest.subject, oldest.sender, oldest.address) == ("S1", "Sender 0", "ann@example.org")
    store.write_now(lambda tx: accounts.remove(tx, account))
    assert read_pop.ledger_count(store.reader) == 2  # it outlives the account


@pytest.mark.parametrize(
    "why", ["unproven", "broken", "kept", "ask", "said-no", "stub", "foreign", "restored"]
)
def test_what_may_not_go_gets_no_row_and_no_dele(store: Store, why: str) -> None:
    account, _inbox = filled(store, 1)
    (item,) = items(store, account)
    allowed(store, account)
    store.write_now(lambda tx: write_pop.prove(tx, [item.key], 0 if why == "unproven" else 7))
    match why:
        case "broken":
            store.write_now(lambda tx: write_pop.find_broken(tx, [item.key]))
        case "kept":
            assert item.message is not None
            pinned = [item.message]
            store.write_now(lambda tx: write_pop.set_kept(tx, pinned, kept=True))
        case "ask" | "said-no":
            state = MaildropState(permission="ask" if why == "ask" else "kept")
            store.write_now(lambda tx: write_pop.set_maildrop(tx, account, state))
        case "stub":
            store.write_now(lambda tx: tx.run("UPDATE pop_item SET sha256 = NULL"))
        case _:
            pass
    asked = AccountKey(account + 1) if why == "foreign" else account
    rows_ = [(item.key, "deleted-here" if why == "restored" else "delete")]
    assert store.write_now(lambda tx: write_pop.begin_removal(tx, asked, rows_, 9)) == set()
    assert read_pop.ledger_count(store.reader) == 0
    assert items(store, account)[0].state == "stored"


@pytest.mark.parametrize("erased", [False, True])
def test_what_was_deleted_here_may_go(store: Store, erased: bool) -> None:
    account, _inbox = filled(store, 1)
    (item,) = items(store, account)
    allowed(store, account)
    store.write_now(lambda tx: write_pop.prove(tx, [item.key], 7))
    here = [item.message or MessageKey(0)]
    store.write_now(lambda tx: local.move(tx, here, local.trash_of(tx, account)))
    if erased:
        store.write_now(lambda tx: local.erase(tx, here, 9))
    wanted = [(item.key, "deleted-here")]
    begun = store.write_now(lambda tx: write_pop.begin_removal(tx, account, wanted, 9))
    assert begun == {item.key}


def removed(store: Store, count: int = 1) -> tuple[AccountKey, list[int]]:
    account, _inbox = filled(store, count)
    allowed(store, account)
    keys = [one.key for one in items(store, account)]
    store.write_now(lambda tx: write_pop.prove(tx, keys, 7))
    wanted = [(key, "delete") for key in keys]
    store.write_now(lambda tx: write_pop.begin_removal(tx, account, wanted, 9))
    return account, keys


def outcomes(store: Store) -> list[str]:
    return [one.outcome for one in read_pop.ledger(store.reader)][::-1]


def told(store: Store) -> list[tuple[str, int, int]]:
    return [(one.code, one.count, one.times) for one in read_notices.notices(store.reader)]


def test_a_removal_from_dele_to_gone(store: Store) -> None:
    account, keys = removed(store, 2)
    assert store.write_now(lambda tx: write_pop.finish_session(tx, account, 60)) == 2
    assert {one.state for one in items(store, account)} == {"quit_ok"}
    assert outcomes(store) == ["agreed", "agreed"]
    assert number(store.reader.mail, "SELECT count(*) FROM ledger WHERE settled_ms = 0") == 2
    assert told(store) == [("left-server", 2, 1)]
    note(store, account, gone=keys, absent=keys)
    assert {one.state for one in items(store, account)} == {"gone"}
    assert outcomes(store) == ["gone", "gone"]
    assert number(store.reader.mail, "SELECT count(*) FROM ledger WHERE settled_ms = 50") == 2
    assert told(store) == [("left-server", 2, 1)]


def test_what_is_gone_without_an_answer_to_quit_is_told_then(store: Store) -> None:
    account, keys = removed(store, 3)
    assert told(store) == []
    note(store, account, gone=keys[:2], absent=keys[:2])
    assert told(store) == [("left-server", 2, 1)]


def test_a_refused_removal_stays_with_us(store: Store) -> None:
    account, keys = removed(store)
    store.write_now(lambda tx: write_pop.refuse_removal(tx, keys, 12))
    assert store.write_now(lambda tx: write_pop.finish_session(tx, account, 60)) == 0
    (item,) = items(store, account)
    assert (item.state, item.tries) == ("stored", 1)
    assert outcomes(store) == ["refused"]


def test_a_quit_that_is_refused_counts_for_what_was_marked(store: Store) -> None:
    account, keys = removed(store, 2)
    note(store, account, undone=keys[1:])
    store.write_now(lambda tx: write_pop.refuse_session(tx, account))
    assert [(one.state, one.tries) for one in items(store, account)] == [
        ("dele_sent", 1),
        ("stored", 0),
    ]


def test_what_was_refused_is_tried_again_or_given_up(store: Store) -> None:
    account, _keys = removed(store)
    store.write_now(lambda tx: write_pop.finish_session(tx, account, 60))
    note(store, account, stayed=_keys)
    other, _other_inbox = pop_account(store, "bob")
    for owner, uidl, counts in ((account, b"r1", True), (account, b"r2", False), (other, b"r1", 1)):
        store.write_now(
            lambda tx, owner=owner, uidl=uidl, counts=counts: write_pop.note_refused(
                tx, owner, uidl, 0, "no", counts=bool(counts)
            )
        )
    assert store.write_now(lambda tx: write_pop.retry_refused(tx, account)) == 2
    assert {one.tries for one in items(store, account)} == {0}
    assert store.write_now(lambda tx: write_pop.skip_refused(tx, account)) == 0
    store.write_now(lambda tx: write_pop.note_refused(tx, account, b"r1", 0, "no"))
    assert store.write_now(lambda tx: write_pop.skip_refused(tx, account)) == 1
    assert [one.state for one in items(store, account)] == ["quit_ok", "skipped", "refused"]
    assert store.write_now(lambda tx: write_pop.retry_refused(tx, account)) == 0
    assert [one.tries for one in items(store, other)] == [1]


@pytest.mark.parametrize("state", ["quit_ok", "gone"])
def test_what_has_left_the_server_cannot_be_kept_there(store: Store, state: str) -> None:
    account, inbox = filled(store, 2)
    keys = [one.key for one in items(store, account)]
    here = [one.message or MessageKey(0) for one in items(store, account)]
    store.write_now(lambda tx: write_pop.set_state(tx, keys[:1], state))
    assert store.write_now(lambda tx: write_pop.set_kept(tx, here, kept=True)) == 1
    assert [one.kept for one in items(store, account)] == [0, 1]
    with pytest.raises(UsageError, match="left-server"):
        store.write_now(lambda tx: write_pop.set_kept(tx, here[:1], kept=True))
    assert store.write_now(lambda tx: write_pop.set_kept(tx, here, kept=False)) == 2
    copies = store.write_now(lambda tx: local.copy(tx, here[:1], inbox))  # of no maildrop
    assert store.write_now(lambda tx: write_pop.set_kept(tx, copies, kept=True)) == 0


def test_a_session_that_was_cut_leaves_the_message_where_it_was(store: Store) -> None:
    account, keys = removed(store)
    note(store, account, undone=keys)
    (item,) = items(store, account)
    assert (item.state, item.tries) == ("stored", 0)
    assert outcomes(store) == ["stayed"]
    again = [(keys[0], "delete")]
    store.write_now(lambda tx: write_pop.begin_removal(tx, account, again, 20))
    note(store, account, gone=keys)
    assert outcomes(store) == ["stayed", "gone"]


def test_what_the_server_keeps_is_counted(store: Store) -> None:
    account, keys = removed(store)
    store.write_now(lambda tx: write_pop.finish_session(tx, account, 60))
    note(store, account, stayed=keys)
    note(store, account, stayed=keys)
    assert items(store, account)[0].tries == 2
    assert outcomes(store) == ["stayed"]


def test_what_was_told_of_a_quit_is_taken_back_where_the_server_kept_it(store: Store) -> None:
    account, keys = removed(store, 3)
    store.write_now(lambda tx: write_pop.finish_session(tx, account, 60))
    assert told(store) == [("left-server", 3, 1)]
    for _ in range(2):  # once
        note(store, account, stayed=keys[:1], gone=keys[1:])
        assert told(store) == [("left-server", 2, 1)]
    again = [(keys[0], "delete")]
    later = 60 + 2 * notices.ALIKE_MS
    store.write_now(lambda tx: write_pop.begin_removal(tx, account, again, later))
    store.write_now(lambda tx: write_pop.finish_session(tx, account, later + 1))
    assert told(store) == [("left-server", 1, 1), ("left-server", 2, 1)]
    store.write_now(lambda tx: notices.dismiss(tx, [NoticeKey(2)], mute=False))
    note(store, account, stayed=keys[:1])
    assert told(store) == [("left-server", 2, 1)]  # that was about others


def test_what_was_erased_and_comes_back_is_the_message_of_its_maildrop(store: Store) -> None:
    account, inbox = filled(store, 2)
    first, second = items(store, account)
    messages = [one.message or MessageKey(0) for one in (first, second)]
    store.write_now(lambda tx: local.move(tx, messages, local.trash_of(tx, account)))
    store.write_now(lambda tx: local.erase(tx, messages, 9))
    assert [one.message for one in items(store, account)] == [None, None]
    name = first.sha256 or b""
    batch = [(header(0), name)]
    store.write_now(lambda tx: local.insert_batch(tx, inbox, batch))
    store.write_now(lambda tx: write_pop.reclaim(tx, account, inbox, [name, bytes(32)]))
    back, gone = items(store, account)
    assert back.message is not None
    assert (back.deleted_ms, back.in_trash) == (0, 0)
    assert (gone.message, gone.deleted_ms) == (None, 9)


def test_absent_counts_in_a_row_and_forgets_nothing(store: Store) -> None:
    account, _inbox = filled(store, 2)
    keys = [one.key for one in items(store, account)]
    for _ in range(3):
        note(store, account, absent=keys)
    note(store, account, returned=keys[:1])
    assert [one.absent for one in items(store, account)] == [0, 3]
    assert read_pop.state(store.reader, account).session == 4


def test_a_name_can_change_and_can_be_taken_away(store: Store) -> None:
    account, inbox = filled(store, 1)
    (item,) = items(store, account)
    store.write_now(lambda tx: write_pop.remap(tx, item.key, b"new", 2, 88))
    (item,) = items(store, account)
    assert (item.uidl, item.occurrence, item.listed_octets) == (b"new", 2, 88)
    store.write_now(lambda tx: write_pop.remap(tx, item.key, b"u1", 0, 88))
    for turn in (-1, -2):
        newest = items(store, account)[-1]
        store.write_now(lambda tx, key=newest.key: write_pop.retire(tx, key))
        assert items(store, account)[-1].occurrence == turn
        collect(store, account, inbox, 1)
    assert sorted(one.occurrence for one in items(store, account)) == [-2, -1, 0]


def test_a_corrected_size_is_taken_over(store: Store) -> None:
    account, _inbox = filled(store, 1)
    (item,) = items(store, account)
    store.write_now(lambda tx: write_pop.confirm_size(tx, item.key, 555))
    assert items(store, account)[0].listed_octets == 555


def test_broken_content_is_to_be_fetched_again(store: Store) -> None:
    account, _inbox = filled(store, 2)
    store.write_now(lambda tx: write_pop.find_broken_content(tx, b"%032d" % 1))
    assert [one.proven_ms for one in items(store, account)] == [write_pop.BROKEN, 0]


def test_how_the_removal_stands_is_kept_beside_the_listing(store: Store) -> None:
    account, _inbox = pop_account(store)
    assert read_pop.state(store.reader, account) == MaildropState()
    state = MaildropState(
        doubt_ms=3,
        permission="allowed",
        settled=True,
        usual=2.5,
        asked_count=4,
        asked_octets=5,
        asked_unproven=6,
    )
    store.write_now(lambda tx: write_pop.set_maildrop(tx, account, state))
    note(store, account, now_ms=70)
    store.write_now(lambda tx: write_pop.note_login(tx, account, 80, 60))
    wanted = replace(state, session=1, session_ms=70, login_ms=80, login_delay_s=60)
    assert read_pop.state(store.reader, account) == wanted
    store.write_now(lambda tx: write_pop.set_maildrop(tx, account, state))
    assert read_pop.state(store.reader, account) == wanted


def test_deleting_here_shows_in_the_items(store: Store) -> None:
    account, inbox = pop_account(store)
    keys = collect(store, account, inbox, 2)
    store.write_now(lambda tx: local.move(tx, keys[:1], local.trash_of(tx, account)))
    assert [one.in_trash for one in items(store, account)] == [1, 0]
    store.write_now(lambda tx: local.restore(tx, keys[:1]))
    assert [one.in_trash for one in items(store, account)] == [0, 0]
