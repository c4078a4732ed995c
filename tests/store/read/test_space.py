from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.store.database import Store
from facteur.store.read.space import space
from facteur.store.rows import SpaceState
from facteur.store.write import accounts
from tests.store.builders import with_inbox


def test_what_is_not_known_is_nothing(store: Store) -> None:
    account, _inbox = with_inbox(store)
    assert space(store.reader, account) == SpaceState()
    assert space(store.reader, AccountKey(99)) == SpaceState()
    known = SpaceState(space=Space(used_octets=1, limit_octets=4), asked_ms=7, level=0)
    store.write_now(lambda tx: accounts.note_space(tx, account, known))
    assert space(store.reader, account) == known
