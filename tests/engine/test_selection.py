"""News is collected as it comes; what cannot be placed is marked as lost."""

import asyncio

import pytest

from facteur.engine.selection import News, Selection
from facteur.imap.numset import NumSet
from facteur.imap.responses import (
    Event,
    Exists,
    Expunged,
    Fetched,
    FlagSet,
    MapLost,
    Unparsed,
    Vanished,
)
from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey

SEEN = FlagSet(system=Flags.SEEN, keywords=())


def noted(*events: Event) -> News:
    selection = Selection(MailboxKey(1), 7)
    for event in events:
        selection.note(event)
    return selection.take_news()


def test_flags_and_the_last_word_counts():
    news = noted(
        Fetched(sequence=1, uid=5, flags=FlagSet(system=Flags(0))),
        Fetched(sequence=1, uid=5, flags=SEEN),
    )
    assert news.flags == {5: SEEN}
    assert not news.lost


def test_what_goes_needs_no_flags():
    news = noted(Fetched(sequence=1, uid=5, flags=SEEN), Expunged(sequence=1, uid=5))
    assert (news.flags, news.gone) == ({}, {5})


def test_vanished_and_exists():
    gone = NumSet.span(1, 4_000_000_000)
    news = noted(Vanished(uids=gone, earlier=True), Exists(count=4), Exists(count=6))
    assert news.vanished == [gone]
    assert news.exists == 6


@pytest.mark.parametrize(
    ("event", "lost", "stale"),
    [
        (Expunged(sequence=3, uid=None), True, False),
        (MapLost(reason="x"), True, True),
        (Fetched(sequence=3, uid=None, flags=SEEN), False, True),
    ],
)
def test_what_cannot_be_placed(event: Event, lost: bool, stale: bool):
    news = noted(event)
    assert news
    assert (news.lost, news.stale) == (lost, stale)


def test_taking_begins_anew_and_nothing_is_no_news():
    selection = Selection(MailboxKey(1), 7)
    assert not selection.news
    selection.note(Exists(count=0))
    assert selection.news
    assert selection.take_news().exists == 0
    assert not selection.news


def test_who_idles_is_woken():
    async def scenario() -> None:
        selection = Selection(MailboxKey(1), 7, news_event=asyncio.Event())
        assert selection.news_event is not None
        selection.note(Fetched(sequence=1, uid=1))
        assert not selection.news_event.is_set()
        selection.note(Exists(count=1))
        assert selection.news_event.is_set()

    asyncio.run(scenario())


def test_unparsed_is_a_kind_of_event():
    assert Unparsed in Event.__args__
