"""The practice letters: complete, lifelike, right in both languages."""

import datetime as dt
import email
import email.policy
from email.message import EmailMessage

import pytest

from facteur.link.practice import IMAP_USER, POP_USER
from facteur.practice.maildrops import Maildrop
from facteur.practice.samples import LANGUAGES, Letter, fill, headers_of, table, written
from tests.support.frenchtypography import faults

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


def filled(language: str) -> dict[str, Maildrop]:
    maildrops = {user: Maildrop(user, "", 5) for user in (IMAP_USER, POP_USER)}
    fill(maildrops, table(language), NOW)
    return maildrops


def read(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_looks_alive(language: str):
    imap = filled(language)[IMAP_USER]
    assert {folder.use for folder in imap.folders} >= {"\\Sent", "\\Drafts", "\\Trash"}
    assert all(folder.messages for folder in imap.folders)
    inbox = imap.inbox.messages
    assert len(inbox) == 25
    times = [kept.received_ms for kept in inbox]
    assert times == sorted(times)
    assert times[-1] <= NOW.timestamp() * 1000
    assert NOW.timestamp() * 1000 - times[-1] < 3_600_000
    assert 0 < sum("\\Seen" not in kept.flags for kept in inbox) < 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_letter_is_there(language: str):
    mails = [read(kept.raw) for kept in filled(language)[IMAP_USER].inbox.messages]
    kinds = {part.get_content_type() for mail in mails for part in mail.walk()}
    assert {"text/html", "application/pdf", "image/png", "text/calendar"} <= kinds
    html = [
        part.get_content()
        for mail in mails
        for part in mail.walk()
        if part.get_content_type() == "text/html"
    ]
    assert any('<img src="https://' in text for text in html)  # pictures on the network
    lying = 'href="http://'  # the phishing try: the text of a link names another place
    assert any(lying in text and ">https://mail.example.org" in text for text in html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_tell_the_same_story(language: str):
    def shape(letter: Letter) -> tuple[object, ...]:
        kind = letter.attach.rpartition(".")[2]
        return (letter.user, letter.folder, letter.days, letter.hours, letter.flags, kind,
                bool(letter.html), bool(letter.invitation), letter.waiting)  # fmt: skip

    shapes = [shape(letter) for letter in table(language).letter]
    assert shapes == [shape(letter) for letter in table("en").letter]
    waiting = [letter.user for letter in table(language).letter if letter.waiting]
    assert set(waiting) == {IMAP_USER, POP_USER}


def test_another_language_gets_english():
    assert table("pt") == table("en")


@pytest.mark.parametrize("letter", table("fr").letter, ids=lambda letter: letter.subject)
def test_french_is_set_as_french_is(letter: Letter):
    assert faults(letter.subject) == [] or letter.subject.startswith("Re:")
    lines = [line for line in letter.text.splitlines() if "http" not in line]
    assert [fault for line in lines for fault in faults(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_exists(language: str):
    for letter in table(language).letter:
        for address in (letter.sender, letter.to):
            assert not address or address.rstrip(">").endswith((".example", "example.org"))


def test_a_letter_is_a_message_that_says_who_when_and_what():
    letter = table("fr").letter[0]
    raw = written(letter, "Camille", NOW, "a@b.example")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    head = headers_of(raw.partition(b"\r\n\r\n")[0])
    assert (head.sender, head.subject, head.message_id) == (
        "Mamie Jeanne", "Dimanche midi", "a@b.example",
    )  # fmt: skip
    assert read(raw)["Received"].endswith("24 Nov 2026 09:30:00 +0000")
