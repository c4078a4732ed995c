from facteur.store.database import Store
from facteur.store.read.notices import notices
from facteur.store.rows import NoticeFamily
from facteur.store.write import notices as write_notices


def test_newest_first_and_of_no_account_is_none(store: Store) -> None:
    assert notices(store.reader) == []
    for at_ms in (5, 9, 7):
        store.write_now(
            lambda tx, at_ms=at_ms: write_notices.tell(
                tx,
                account=None,
                family=NoticeFamily.INFORMATION,
                code=f"code-{at_ms}",
                happened_ms=at_ms,
            )
        )
    found = notices(store.reader)
    assert [one.happened_ms for one in found] == [9, 7, 5]
    assert {(one.account, one.family, one.times) for one in found} == {
        (None, NoticeFamily.INFORMATION, 1)
    }
