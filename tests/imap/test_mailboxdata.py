from array import array

from facteur.imap import (
    Code,
    Exists,
    Expunged,
    FetchBatch,
    Fetched,
    FlagsList,
    MapLost,
    NumSet,
    SelectionChanged,
    Status,
    StatusText,
    Vanished,
)  # fmt: skip
from facteur.imap import commands as c
from facteur.imap.mailboxdata import MailboxTracker

INBOX = c.Select(mailbox=b"INBOX")


def tracker(exists=5):
    made = MailboxTracker()
    made.select_begins(INBOX, [], closed_told=False)
    made.apply(Exists(count=exists), [])
    made.select_ended(INBOX, ok=True, code=Code(), events=[])
    return made


def applied(made, *told):
    events = []
    for event in told:
        made.apply(event, events)
    return events


def test_data_without_a_mailbox_is_nobodys():
    assert (
        applied(MailboxTracker(), Exists(count=3), Vanished(uids=NumSet.span(1, 2), earlier=False))
        == []
    )


def test_flags_of_messages_are_mapped():
    made = tracker()
    first, second, third = applied(
        made,
        Fetched(sequence=2, uid=20),
        Fetched(sequence=2, uid=None),
        Fetched(sequence=3, uid=None),
    )
    assert (first.uid, second.uid, third.uid) == (20, 20, None)


def test_a_batch_teaches_in_runs_of_neighbours():
    made = tracker()
    batch = FetchBatch(sequences=array("I", (1, 2, 5, 4)), uids=array("I", (10, 20, 50, 40)))
    assert applied(made, batch) == [batch]
    assert [made.selected.map.uid(n) for n in range(1, 6)] == [10, 20, None, 40, 50]


def test_a_batch_that_contradicts_is_told_one_by_one():
    made = tracker()
    batch = FetchBatch(sequences=array("I", (1, 2, 3)), uids=array("I", (10, 5, 30)))
    events = applied(made, batch)
    assert [type(event) for event in events] == [Fetched, Fetched, MapLost, Fetched]
    assert [made.selected.map.uid(n) for n in range(1, 4)] == [None, None, 30]


def test_the_border_with_qresync():
    made = tracker()
    events = []
    made.select_begins(c.Select(mailbox=b"x"), events, closed_told=True)
    made.apply(Expunged(sequence=1, uid=None), events)
    assert made.selected.mailbox == b"INBOX"
    made.apply(StatusText(status=Status.OK, code=Code(name="CLOSED"), text=""), events)
    assert made.selected.mailbox == b"x"
    assert [type(event) for event in events] == [Expunged, SelectionChanged]


def test_a_missing_closed_is_seen_by_what_only_a_select_says():
    for told in (
        FlagsList(names=()),
        StatusText(status=Status.OK, code=Code(name="UIDVALIDITY", number=9), text=""),
    ):
        made = tracker()
        events = []
        made.select_begins(c.Select(mailbox=b"x"), events, closed_told=True)
        made.apply(told, events)
        assert [type(event) for event in events] == [SelectionChanged, type(told)]
        assert made.selected.mailbox == b"x"


def test_closed_by_itself_leaves_nothing_selected():
    made = tracker()
    assert applied(made, StatusText(status=Status.OK, code=Code(name="CLOSED"), text="")) == [
        SelectionChanged(mailbox=None)
    ]
    assert made.selected is None
    events = []
    made.close(events)
    assert events == []


def test_closed_may_come_though_nobody_asked_for_qresync():
    """Dovecot 2.3 says it after SELECT (CONDSTORE) as well; the new mailbox is selected all the same."""
    made, events = tracker(), []
    archive = c.Select(mailbox=b"Archive", condstore=True)
    made.select_begins(archive, events, closed_told=False)
    made.apply(StatusText(status=Status.OK, code=Code(name="CLOSED"), text="Previous"), events)
    made.apply(Exists(count=2), events)
    made.select_ended(archive, ok=True, code=Code(name="READ-WRITE"), events=events)
    assert (made.selected.mailbox, made.selected.exists) == (b"Archive", 2)
    made.apply(StatusText(status=Status.OK, code=Code(name="CLOSED"), text="Gone"), events)
    assert made.selected is None
