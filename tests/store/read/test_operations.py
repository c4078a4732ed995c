from facteur.mail.flags import Flags
from facteur.store.read import operations
from facteur.store.write import operations as write
from tests.store.builders import fill, keys, with_inbox


def test_oldest_first_of_one_account_or_of_all(store):
    account, inbox = with_inbox(store)
    other, theirs = with_inbox(store)
    for box in (theirs, inbox):
        fill(store, box, 1, 1)
        wanted = keys(store.reader, box)
        store.write_now(lambda tx, k=wanted: write.set_flags(tx, k, add=Flags.DRAFT, created_ms=3))
    assert [one.account for one in operations.waiting(store.reader)] == [other, account]
    [ours] = operations.waiting(store.reader, account)
    assert (ours.add_flags, ours.mailbox, ours.kind) == (Flags.DRAFT, inbox, "flags")
    assert operations.waiting_count(store.reader, account) == 1
