import ssl

import msgspec
import pytest
import trustme

from facteur.link.events import Problem
from facteur.ui.notice import Remedy
from facteur.ui.problemtable import SENTENCES
from facteur.ui.words import Around, details, problem_words, quoted

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("family", "code"),
    [(s.family, c) for s in SENTENCES for c in (*s.codes, "never-seen-before")]
    + [("no-such-family", "x")],
)
def test_every_problem_has_words(family, code):
    words = problem_words(Problem(family=family, code=code, host="imap.example.org", port=993))
    assert words.title
    assert words.meaning
    assert "{" not in words.title + words.meaning + "".join(b.text for b in words.buttons)
    assert f"{family}/{code}" in words.details


def test_a_refused_connection_offers_the_other_port():
    words = problem_words(Problem(family="network", code="refused", host="h", port=993))
    assert words.buttons[0].remedy is Remedy.USE_PORT
    assert words.buttons[0].value == "143"
    other = problem_words(Problem(family="network", code="refused", host="h", port=1143))
    assert other.buttons[0].value == "993"


def test_a_port_of_pop_is_answered_with_the_other_of_pop():
    words = problem_words(Problem(family="network", code="refused", host="h", port=995))
    assert words.buttons[0].value == "110"
    told = problem_words(Problem(family="network", code="refused", host="h", port=1), port=995)
    assert told.buttons[0].value == "995"


def test_a_wrong_name_offers_the_right_one():
    made = trustme.CA().issue_cert("mail.example.org", "*.example.net")
    der = ssl.PEM_cert_to_DER_cert(made.cert_chain_pems[0].bytes().decode())
    words = problem_words(
        Problem(family="trust", code="certificate-name", host="imap.example.org", certificate=der)
    )
    assert "mail.example.org" in words.title
    assert (words.buttons[0].remedy, words.buttons[0].value) == (
        Remedy.USE_HOST,
        "mail.example.org",
    )


def test_without_the_certificate_nothing_is_made_up():
    name = problem_words(Problem(family="trust", code="certificate-name", host="h"))
    assert "“”" not in name.title
    expired = problem_words(Problem(family="trust", code="certificate-expired", host="h"))
    assert expired.title == "The server’s certificate has expired"
    unknown = problem_words(Problem(family="trust", code="certificate-unknown", host="h"))
    assert Remedy.TRUST_CERTIFICATE not in {button.remedy for button in unknown.buttons}


def test_the_servers_sentence_is_quoted_cut_and_harmless():
    assert quoted("") == ""
    said = quoted("\u202eno\r\n" + "x" * 900)
    assert said.startswith("The server says: “no x")
    assert "\u202e" not in said
    assert len(said) < 340


def test_details_hold_what_an_administrator_needs():
    lines = details(
        Problem(
            family="login",
            code="refused",
            step="login",
            host="h",
            port=993,
            server_text="NO [AUTHENTICATIONFAILED]",
            detail="d",
            certificate_sha256="ab",
        )
    )
    for part in (
        "login/refused",
        "step: login",
        "h, port 993",
        "AUTHENTICATIONFAILED",
        "detail: d",
        "ab",
    ):
        assert part in lines


def test_the_next_try_is_told_where_there_is_one():
    problem = Problem(family="refused", code="unavailable", host="h", port=993)
    assert problem_words(problem).meaning == "Nothing is lost. Facteur tries again by itself."
    later = msgspec.structs.replace(problem, retry_at_ms=1_795_000_000_000)
    assert "Next try at " in problem_words(later).meaning
    tested = msgspec.structs.replace(problem, step="login")
    assert problem_words(tested).meaning == "Nothing is lost."


def test_a_folder_is_named_where_its_name_is_known():
    problem = Problem(family="refused", code="mailbox-gone")
    assert problem_words(problem).title == "The folder is no longer on the server"
    named = problem_words(problem, around=Around(folder="Work\u202e"))
    assert named.title == "Folder “Work” is no longer on the server"
    renumbered = Problem(family="refused", code="renumbered")
    assert "“Work”" in problem_words(renumbered, around=Around(folder="Work")).title


@pytest.mark.parametrize(
    ("detail", "title"),
    [
        ("212000000 of 300000000 octets free", "almost full (212\u00a0MB)"),
        ("", "almost full"),
        ("9" * 40 + " of", "almost full"),
    ],
)
def test_the_room_that_is_left_is_told(detail, title):
    words = problem_words(Problem(family="store", code="disk-low", detail=detail))
    assert words.title.endswith(title)
