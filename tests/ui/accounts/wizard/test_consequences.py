import pytest
from PySide6.QtCore import QLocale

from facteur.link.events import Trial
from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.consequences import consequences, outlook

EN = QLocale("en_GB")
GB = 10**9


def test_days_until_full_come_from_the_last_thirty_days():
    seen = outlook(
        Trial(messages=10, octets=2 * GB, quota_octets=5 * GB, used_octets=4 * GB, recent_octets=GB)
    )
    assert (seen.percent, seen.full_in_days) == (80, 30)


@pytest.mark.parametrize(
    ("trial", "percent", "days"),
    [
        (Trial(messages=1, octets=5), -1, -1),
        (Trial(messages=1, octets=5, quota_octets=0), -1, -1),
        (Trial(messages=1, octets=5 * GB, quota_octets=4 * GB, recent_octets=1), 100, 0),
        (Trial(messages=1, octets=1, quota_octets=GB, recent_octets=1), 0, -1),  # far away
        (Trial(messages=1, quota_octets=GB), -1, -1),
        (Trial(messages=1, octets=GB // 2, quota_octets=GB, recent_octets=0), 50, -1),
    ],
)
def test_what_is_not_known_is_not_said(trial, percent, days):
    seen = outlook(trial)
    assert (seen.percent, seen.full_in_days) == (percent, days)


def test_the_sentences_have_the_mailbox_s_own_numbers(qapp):
    trial = Trial(
        messages=12430,
        octets=3_200_000_000,
        quota_octets=5 * GB,
        used_octets=4 * GB,
        recent_octets=GB,
    )
    imap = consequences(Protocol.IMAP, trial, EN)
    assert "12,430 message" in imap
    assert "3.2\u00a0GB" in imap
    assert "80% of 5\u00a0GB" in imap
    assert "about 30 day" in imap
    pop = consequences(Protocol.POP, trial, EN)
    assert "12,430 message" in pop
    assert "phone and webmail will not show it any more" in pop


def test_nothing_known_says_nothing_and_an_empty_box_says_so(qapp):
    assert consequences(Protocol.IMAP, None, EN) == ""
    assert consequences(Protocol.IMAP, Trial(), EN) == ""
    assert "empty" in consequences(Protocol.POP, Trial(messages=0), EN)


def test_a_server_may_say_what_it_likes(qapp):
    huge = 2**62
    assert consequences(Protocol.IMAP, Trial(messages=huge, octets=huge, quota_octets=1), EN)
