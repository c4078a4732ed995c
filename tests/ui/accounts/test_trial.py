import pytest

from facteur.ui.accounts.entered import Kept
from facteur.ui.accounts.trial import StepState, TrialPage
from facteur.ui.notice import Button, Remedy, Words

WORDS = Words(title="T", meaning="m", buttons=(Button(text="Again", remedy=Remedy.RETRY),))
CAN = frozenset((Remedy.RETRY,))


@pytest.fixture
def page(qtbot, style):
    made = TrialPage(style)
    qtbot.addWidget(made)
    made.begin("imap.example.org", encrypted=True)
    return made


def words_of(page):
    return [line.word.text() for line in page._rows.values()]


def test_while_it_runs(page):
    assert "imap.example.org" in page._lead.text()
    assert words_of(page) == ["working…", "waiting", "waiting"]
    page.reach(1)
    assert words_of(page) == ["works", "working…", "waiting"]
    assert not page.succeeded


@pytest.mark.parametrize(
    ("step", "states"),
    [
        ("connect", "fpp"),
        ("encrypt", "fpp"),
        ("login", "dfp"),
        ("read", "ddf"),
        ("", "ppp"),
        ("new", "ppp"),
    ],
)
def test_where_it_stopped(page, step, states):
    page.fail(step, WORDS, CAN)
    assert "".join(line.mark.state.value[0] for line in page._rows.values()) == states
    assert not page.card.isHidden()
    assert page.card.words is WORDS


def test_success_says_what_happens_now(page):
    page.succeed()
    page.reach(1)  # a late word means nothing
    assert page.succeeded
    assert page._title.text() == "Everything works"
    page.show()
    assert not page.grab().isNull()
    page.begin("h", encrypted=False)
    assert "not encrypted" in next(iter(page._rows.values())).title.text()
    assert page._states[next(iter(page._states))] is StepState.RUNNING


def test_a_step_speaks_its_state(page):
    page.fail("login", WORDS, CAN)
    assert [row.accessibleName() for row in page._rows.values()] == [
        "Encrypted connection: works",
        "Sign-in: did not work",
        "Reading the mailbox: waiting",
    ]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (Kept.REMEMBERED, ""),
        (Kept.NO_KEYRING, "No keyring is open: Facteur will ask for the password at each start."),
        (Kept.BY_CHOICE, "Facteur will ask for the password at each start, as you chose."),
    ],
)
def test_success_says_when_the_password_will_be_asked_for(page, kept, said):
    page.succeed(kept)
    assert page._password.text() == said
    assert page._password.isHidden() == (not said)
    page.begin("h", encrypted=True)
    assert page._password.isHidden()
