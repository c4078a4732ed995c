"""What servers say when they refuse, and what is made of it: real replies, one a line."""

import pytest

from facteur.base.errors import LoginError, Retry, ServerRefused
from facteur.mail.replytable import SENTENCES, Verdict
from facteur.mail.serverreplies import (
    PASSWORD_CODES,
    ServerReply,
    judge,
    login_error,
    opening_error,
    turned_away,
)
from tests.support.serveranswers import ANSWERS, Answer


def test_there_are_at_least_a_hundred_and_none_twice() -> None:
    assert len(ANSWERS) >= 100
    assert len({(one.reply.code, one.reply.number, one.reply.text) for one in ANSWERS}) == len(
        ANSWERS
    )


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: f"{one.server}: {one.reply.text[:50]}")
def test_a_reply_is_understood(answer: Answer) -> None:
    assert judge(answer.reply) is answer.verdict


def test_every_verdict_of_a_sentence_is_shown_by_a_real_reply() -> None:
    heard = {answer.verdict for answer in ANSWERS}
    assert set(Verdict) <= heard


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "Error 0x1F4",
        "Please visit our help page",
        "Bonjour",
        "\u0000\u202e<b>call +1 900</b>",
        "Command rejected",
    ],
)
def test_what_nobody_knows_is_nobodys_password(text: str) -> None:
    error = login_error(ServerReply(text=text))

    assert isinstance(error, LoginError)
    assert error.code == "unexplained"
    assert error.code not in PASSWORD_CODES
    assert error.server_text == text


def test_a_long_text_is_not_searched_to_its_end() -> None:
    text = "a" * 100_000 + " too many connections"
    assert judge(ServerReply(text=text)) is Verdict.UNKNOWN


def test_patterns_do_not_explode() -> None:
    for _verdict, patterns in SENTENCES:
        for word in ("login ", "too many ", "mailbox ", "imap ", "exceeded "):
            assert judge(ServerReply(text=word * 200)) in Verdict
        assert patterns


@pytest.mark.parametrize(
    ("code", "text", "named"),
    [
        ("UNAVAILABLE", "Authentication failed", "unavailable"),
        ("SYS/TEMP", "Authentication failed", "unavailable"),
        ("SYS/TEMP/DISK", "login failed", "unavailable"),
        ("AUTHENTICATIONFAILED", "Authentication failed", "refused"),
        ("AUTHENTICATIONFAILED", "Contact your administrator", "refused"),
        ("AUTHENTICATIONFAILED", "IMAP access is disabled", "disabled"),
        ("IN-USE", "Authentication failed", "in-use"),
    ],
)
def test_the_code_is_asked_first(code: str, text: str, named: str) -> None:
    assert login_error(ServerReply(text=text, code=code)).code == named


def test_a_refused_token_is_not_a_wrong_password() -> None:
    reply = ServerReply(text="AUTHENTICATE failed.")
    assert login_error(reply, with_token=True).code == "oauth-expired"
    assert login_error(reply).code == "refused"
    later = ServerReply(text="Temporary authentication failure", code="UNAVAILABLE")
    assert login_error(later, with_token=True).code == "unavailable"


def test_microsoft_means_the_browser_when_it_says_that_the_login_failed() -> None:
    reply = ServerReply(text="LOGIN failed.")
    assert login_error(reply, host="outlook.office365.com").code == "browser"
    assert login_error(reply, host="outlook.office365.com.evil.example").code == "refused"


def test_what_passes_is_tried_again_and_the_rest_waits_for_the_user() -> None:
    passing = login_error(ServerReply(text="Too many simultaneous connections. (Failure)"))
    lasting = login_error(ServerReply(text="Your account is not enabled for IMAP use"))

    assert isinstance(passing, ServerRefused)
    assert passing.retry is Retry.LATER
    assert isinstance(lasting, LoginError)
    assert lasting.code not in PASSWORD_CODES
    assert lasting.retry is Retry.AFTER_ACTION


@pytest.mark.parametrize(
    ("reply", "named", "retry"),
    [
        (
            ServerReply(text="Mailbox doesn't exist: Work", code="NONEXISTENT"),
            "mailbox-gone",
            Retry.NEVER,
        ),
        (ServerReply(text="Permission denied"), "no-permission", Retry.NEVER),
        (ServerReply(text="User is authenticated but not connected."), "unavailable", Retry.LATER),
        (ServerReply(text="Rule 17"), "mailbox", Retry.NEVER),
    ],
)
def test_a_mailbox_that_stays_closed(reply: ServerReply, named: str, retry: Retry) -> None:
    error = opening_error(reply)
    assert (error.code, error.retry) == (named, retry)


def test_a_greeting_that_is_no_welcome_may_be_better_another_time() -> None:
    assert turned_away(ServerReply(text="Too many connections")).code == "too-many-connections"
    other = turned_away(ServerReply(text="Go away"))
    assert (other.code, other.retry) == ("bye", Retry.LATER)
