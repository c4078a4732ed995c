"""The demonstration mailbox: whole messages of the past, whatever the time of day."""

import datetime as dt

import pytest
from PySide6.QtGui import QImage

from facteur.message.parse import parse
from tests.support import demo
from tests.support.demofiles import lake, pdf
from tests.support.demoletters import ELSEWHERE, INBOX, Letter
from tests.support.mailserver import Dovecot, MailUser
from tests.support.secondclient import SecondClient

LETTERS = (*INBOX, *ELSEWHERE)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.subject)
def test_a_letter_is_a_sound_message(letter: Letter) -> None:
    now = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
    assert not parse(demo.written(letter, now, 1)).defects


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_none_comes_from_the_future_or_the_wrong_day(hour: int) -> None:
    now = dt.datetime(2026, 11, 24, hour, 1, tzinfo=dt.UTC)
    for letter in LETTERS:
        sent_at = letter.sent_at(now)
        assert sent_at < now
        assert (now.date() - sent_at.date()).days == letter.days


def test_files_are_what_they_say() -> None:
    assert len(pdf("a", 50_000)) == pytest.approx(50_000, rel=0.02)
    assert not QImage.fromData(lake().content).isNull()


@pytest.mark.server
def test_every_folder_is_filled(dovecot: Dovecot) -> None:
    user: MailUser = demo.add_user(dovecot)
    with SecondClient(user) as client:
        for name in ("Letters", "Projets/Maison", "Projets/Vacances", "Archive", "Junk"):
            assert client.uids(name)
        assert len(client.uids()) == len(INBOX)
