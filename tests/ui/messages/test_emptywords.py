import pytest

from facteur.mail.mailbox import SpecialUse
from facteur.mail.message import ListFilter
from facteur.ui.messages.emptywords import EmptyWords
from facteur.ui.messages.listview import MessageList
from tests.ui.windowfixtures import mailbox

INBOX = mailbox(1, "INBOX", SpecialUse.INBOX)


@pytest.fixture
def listed(qtbot, style) -> MessageList:
    made = MessageList(style)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("box", "narrowed", "title"),
    [
        (INBOX, ListFilter(), "No messages here"),
        (INBOX, ListFilter(unread=True), "Round finished"),
        (INBOX, ListFilter(starred=True), "No such message"),
        (mailbox(1, "INBOX", messages=3), ListFilter(), "The messages are on their way"),
    ],
)
def test_an_empty_list_says_why(listed, box, narrowed, title):
    EmptyWords(listed).say(box, narrowed, 0)
    assert listed.empty_words[0] == title


def test_arriving_is_said_when_it_begins_and_when_it_ends(listed):
    words = EmptyWords(listed)
    told: list[bool] = []
    words.arriving.connect(told.append)
    full = mailbox(1, "INBOX", messages=3)
    words.say(full, ListFilter(), 0)
    words.say(full, ListFilter(), 0)
    words.say(full, ListFilter(), 3)
    assert told == [True, False]


def test_nothing_is_promised_while_the_accounts_bring_nothing(listed):
    words = EmptyWords(listed)
    words.say_nothing_open([], folders=False)
    assert listed.empty_words[0] == "No folder is open"
    words.say_nothing_open([1, 2], folders=False)
    assert listed.empty_words[0] == "Your mail is on its way"
    assert words.note_state(1, "offline")
    assert not words.note_state(1, "stopped")
    words.say_nothing_open([1, 2], folders=False)
    assert listed.empty_words[0] == "Your mail is on its way"
    words.say_nothing_open([1], folders=False)
    assert listed.empty_words[0] == "Nothing has been fetched yet"
    assert words.note_state(1, "online")
    words.say_nothing_open([1], folders=True)
    assert listed.empty_words[0] == "No folder is open"
