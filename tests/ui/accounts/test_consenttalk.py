import pytest

from facteur.link import commands
from facteur.link.events import BrowserWanted, Problem
from facteur.store.read import accounts
from facteur.ui.accounts.consenttalk import ConsentTalk


@pytest.fixture
def talk(window, style, client, shelf):
    account = accounts.accounts(shelf.reader)[0]
    opened = []
    made = ConsentTalk(
        window, style, client, account, opener=lambda url: opened.append(url) or True
    )
    made.opened = opened
    window.show()
    made.begin()
    return made


def wanted(client, task=5):
    (asked,) = client.of(commands.SignIn)
    client.happened.emit(
        BrowserWanted(request=asked.request, task=task, url="https://example.org/agree")
    )
    return asked


def test_one_click_leads_to_the_page_and_back(talk, client, shelf):
    asked = wanted(client)
    assert asked.account == accounts.accounts(shelf.reader)[0].key
    assert talk.opened == ["https://example.org/agree"]
    assert talk.dialog.isVisible()
    talk.dialog.again.click()
    assert len(talk.opened) == 2
    left = []
    talk.dialog.finished.connect(left.append)
    client.done(asked)
    assert left == [talk.dialog.DialogCode.Accepted]
    assert not client.of(commands.StopTask)


def test_what_was_not_agreed_to_is_said_and_can_be_begun_anew(talk, client):
    asked = wanted(client)
    client.failed(asked, Problem(family="login", code="oauth-denied"))
    assert talk.dialog.card.words.title == "Approval was not given"
    assert talk.dialog.main.isEnabled()
    talk.dialog.main.click()
    assert len(client.of(commands.SignIn)) == 2
    assert not talk.dialog.main.isEnabled()
    assert talk.dialog.card.isHidden()


def test_later_ends_the_waiting(talk, client):
    asked = wanted(client, task=9)
    talk.dialog.later.click()
    (stopped,) = client.of(commands.StopTask)
    assert stopped.task == 9
    client.failed(asked, Problem(family="network", code="stopped"))  # means nothing any more


def test_a_page_wanted_by_somebody_else_is_not_opened(talk, client):
    client.happened.emit(BrowserWanted(request=77, task=1, url="https://example.org/other"))
    assert talk.opened == []
