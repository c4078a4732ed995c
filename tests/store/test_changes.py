from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.changes import LISTED_AT_MOST, Changes, MessageChanges


def keys(*numbers: int) -> set[MessageKey]:
    return {MessageKey(number) for number in numbers}


def test_each_key_stands_in_one_set():
    changes = MessageChanges(added=keys(1, 2), changed=keys(1, 3, 4), removed=keys(2, 4, 5))
    changes.settle()
    assert (changes.added, changes.changed, changes.removed) == (keys(1), keys(3), keys(2, 4, 5))


def test_too_many_to_list():
    changes = MessageChanges(added=keys(1), removed=keys(*range(LISTED_AT_MOST + 1)))
    changes.settle()
    assert changes == MessageChanges(many=True)


def test_merging_is_as_if_it_had_been_one():
    inbox = MailboxKey(1)
    first = Changes(messages={inbox: MessageChanges(added=keys(1, 2))})
    later = Changes(
        accounts=True,
        structure={AccountKey(1)},
        counts={inbox: AccountKey(1)},
        messages={
            inbox: MessageChanges(changed=keys(1), removed=keys(2)),
            MailboxKey(2): MessageChanges(many=True),
        },
        bodies=keys(1),
        operations={AccountKey(1)},
        problems=True,
    )
    first.merge(later)
    assert first.messages[inbox] == MessageChanges(added=keys(1), removed=keys(2))
    assert first.messages[MailboxKey(2)].many
    assert first.accounts
    assert first.problems
    assert first.bodies == keys(1)


def test_empty_until_something_is_noted():
    changes = Changes()
    assert changes.is_empty
    changes.of(MailboxKey(1))
    assert not changes.is_empty
