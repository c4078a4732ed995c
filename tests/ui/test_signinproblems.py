"""Every way in which a server refuses has a sentence of its own, and none blames without cause."""

import pytest

from facteur.link.events import Problem
from facteur.mail.replytable import Verdict
from facteur.mail.serverreplies import ServerReply, login_error
from facteur.ui.notice import Remedy
from facteur.ui.signinproblems import BUSY, LOGIN
from facteur.ui.words import Around, problem_words
from tests.support.serveranswers import ANSWERS

pytestmark = pytest.mark.usefixtures("qapp")

_CODES = {code for sentence in (*LOGIN, *BUSY) for code in sentence.codes} | {"in-use"}
_NOT_SIGNING_IN = {Verdict.RECIPIENT, Verdict.TOO_BIG, Verdict.SENDER, Verdict.GONE}


def test_every_refusal_of_a_sign_in_is_worded():
    made = {
        login_error(answer.reply).code
        for answer in ANSWERS
        if answer.verdict not in _NOT_SIGNING_IN
    }
    assert made - {"unexplained"} <= _CODES


@pytest.mark.parametrize("code", ["unexplained", "web-login", "disabled", "blocked", "browser"])
def test_nobody_is_told_to_check_a_password_without_cause(code):
    words = problem_words(Problem(family="login", code=code, host="h", port=993))
    assert "check the password" not in words.meaning.lower()


def test_a_provider_is_called_by_its_name_where_it_is_known():
    problem = Problem(family="login", code="disabled", host="h", port=995)
    around = Around(provider="Gmail", help_url="https://example.org/pop")
    words = problem_words(problem, around=around)
    assert words.title == "POP is turned off for this account"
    assert words.meaning == "Turn it on at Gmail’s site, then come back."
    assert (words.buttons[0].remedy, words.buttons[0].value) == (
        Remedy.OPEN_PAGE,
        "https://example.org/pop",
    )


def test_without_a_page_no_button_leads_there():
    words = problem_words(Problem(family="login", code="app-password", host="h", port=993))
    assert words.title == "Your provider wants an app password"
    assert [button.remedy for button in words.buttons] == [Remedy.FIX_PASSWORD]
    odd = problem_words(
        Problem(family="login", code="app-password"), around=Around(help_url="http://example.org")
    )
    assert Remedy.APP_PASSWORD not in {button.remedy for button in odd.buttons}


def test_a_reply_is_one_that_reads_as_a_refusal():
    assert login_error(ServerReply(text="no")).code == "unexplained"
