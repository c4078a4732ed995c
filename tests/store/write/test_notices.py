from facteur.mail.keys import AccountKey
from facteur.store.changes import Changes
from facteur.store.database import Store
from facteur.store.read.notices import notices
from facteur.store.rows import NoticeFamily
from facteur.store.write import notices as write_notices
from tests.store.builders import with_inbox

HOUR_MS = 3_600_000


def tell(
    store: Store, account: AccountKey | None, code: str, at_ms: int, *, detail: str = ""
) -> None:
    store.write_now(
        lambda tx: write_notices.tell(
            tx,
            account=account,
            family=NoticeFamily.DONE,
            code=code,
            happened_ms=at_ms,
            detail=detail,
            count=3,
            octets=500,
        )
    )


def test_alike_ones_of_a_day_are_counted_up(store: Store) -> None:
    account, _inbox = with_inbox(store)
    seen: list[Changes] = []
    store.on_changes = seen.append
    tell(store, account, "left-server", HOUR_MS)
    tell(store, account, "left-server", 5 * HOUR_MS)
    tell(store, None, "left-server", 6 * HOUR_MS)
    tell(store, account, "left-server", 7 * HOUR_MS, detail="elsewhere")
    tell(store, account, "left-server", 30 * HOUR_MS)
    tell(store, account, "left-server", 2 * HOUR_MS)  # a clock that went back
    found = [(one.account, one.detail, one.times, one.count) for one in notices(store.reader)]
    assert found == [
        (account, "", 1, 3),
        (account, "elsewhere", 1, 3),
        (None, "", 1, 3),
        (account, "", 2, 6),
        (account, "", 1, 3),
    ]
    assert notices(store.reader)[-2].octets == 1000
    assert all(one.notices for one in seen)


def test_the_oldest_go_when_there_are_too_many(store: Store) -> None:
    for number in range(write_notices.MOST + 5):
        tell(store, None, "backup-made", number, detail=str(number))
    found = notices(store.reader)
    assert len(found) == write_notices.MOST
    assert found[-1].happened_ms == 5


def test_what_is_put_away_goes_and_what_is_muted_stays_away(store: Store) -> None:
    account, _inbox = with_inbox(store)
    tell(store, account, "left-server", 1)
    tell(store, account, "left-server", 90 * HOUR_MS)
    tell(store, None, "left-server", 2)
    tell(store, account, "backup-made", 3)
    newest, other, none, oldest = notices(store.reader)
    assert (newest.code, other.code, none.account) == ("left-server", "backup-made", None)
    store.write_now(lambda tx: write_notices.dismiss(tx, [other.key], mute=False))
    tell(store, account, "backup-made", 4)
    assert len(notices(store.reader)) == 4
    store.write_now(lambda tx: write_notices.dismiss(tx, [oldest.key], mute=True))
    tell(store, account, "left-server", 5)
    assert [(one.account, one.code) for one in notices(store.reader)] == [
        (account, "backup-made"),
        (None, "left-server"),
    ]


def test_what_no_longer_holds_is_withdrawn(store: Store) -> None:
    account, _inbox = with_inbox(store)
    tell(store, account, "quota-high", 1)
    tell(store, account, "left-server", 2)
    tell(store, None, "quota-high", 3)
    seen: list[Changes] = []
    store.on_changes = seen.append
    for _ in range(2):
        store.write_now(lambda tx: write_notices.withdraw(tx, account=account, code="quota-high"))
    found = [(one.account, one.code) for one in notices(store.reader)]
    assert found == [(None, "quota-high"), (account, "left-server")]
    assert [one.notices for one in seen if one] == [True]
