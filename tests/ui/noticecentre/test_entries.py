from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from facteur.base.errors import NEEDING_USER
from facteur.mail.keys import AccountKey, NoticeKey, ProblemKey
from facteur.store.rows import Notice, NoticeFamily, StoredProblem
from facteur.ui.noticecentre.entries import Known, entries, for_support
from facteur.ui.noticecentre.rows import Family, heading

NOW_MS = 1_795_420_800_000
KNOWN = Known(account=lambda key: f"account {key}")
CODES = ("left-server", "backup-made", "exported", "imported", "rows-back")


def problem(key: int, family: str, code: str, *, account: int = 1, retry_ms: int = 0, at=0):
    return StoredProblem(
        key=ProblemKey(key),
        account=AccountKey(account),
        mailbox=None,
        family=family,
        code=code,
        detail="",
        server_text="go away <b>",
        retry_at_ms=retry_ms,
        raised_ms=NOW_MS - at,
    )


def notice(key: int, code: str = "left-server", *, account: int | None = 1, at=0, times=1):
    return Notice(
        key=NoticeKey(key),
        account=None if account is None else AccountKey(account),
        family=NoticeFamily.DONE,
        code=code,
        detail="/home/c/backup.zip",
        count=3,
        octets=2_000_000,
        times=times,
        happened_ms=NOW_MS - at,
    )


def found(problems=(), notices=()):
    told = entries(problems, notices, KNOWN, NOW_MS)
    return [one.entry for one in told]


def test_what_needs_the_user_comes_first_then_by_account_newest_first(qapp):
    shown = found(
        [
            problem(1, "network", "dns", retry_ms=NOW_MS + 6 * 60_000),
            problem(2, "login", "refused", account=2),
        ],
        [notice(1, at=500), notice(2, at=100), notice(3, account=None, code="backup-made")],
    )
    assert [(one.family, one.account) for one in shown] == [
        (Family.WANTED, "account 2"),
        (Family.PROBLEM, "account 1"),
        (Family.DONE, ""),
        (Family.DONE, "account 1"),
        (Family.DONE, "account 1"),
    ]
    told = entries((), [notice(1, at=500), notice(2, at=100)], Known(account=str), NOW_MS)
    assert [one.notice for one in told] == [2, 1]
    assert "6 minute" in shown[1].meaning
    assert "go away" in shown[1].meaning
    assert shown[0].buttons


@pytest.mark.parametrize("family", [*NEEDING_USER, "network", "refused", "protocol"])
def test_every_problem_stands_somewhere_with_words(qapp, family):
    (entry,) = found([problem(1, family, "")])
    assert entry.title
    assert (entry.family is Family.WANTED) == (family in NEEDING_USER)


@pytest.mark.parametrize("code", CODES)
def test_every_notice_has_words(qapp, code):
    (entry,) = found(notices=[notice(1, code, times=4)])
    assert "3 message" in entry.title
    assert "{" not in entry.title + entry.meaning
    assert entry.times == 4


def test_a_mailbox_that_gets_full_is_told_of(qapp):
    told = replace(notice(1, "quota-high"), detail="80 812 1000", count=0, octets=0)
    (entry,) = found(notices=[told])
    assert "81" in entry.title
    assert "provider" in entry.meaning
    (entry,) = found(notices=[replace(told, detail="newer {percent}")])
    assert entry.title == "quota-high"


def test_a_code_of_a_newer_facteur_is_shown_as_it_is(qapp):
    (entry,) = found(notices=[notice(1, "new-thing")])
    assert entry.title == "new-thing"


def test_headings_differ_and_support_gets_no_address(qapp):
    assert len({heading(family) for family in Family}) == len(Family)
    text = for_support(found([problem(1, "login", "refused")], [notice(1)]))
    assert "[todo]" in text
    assert "account 1" not in text
    assert QCoreApplication.instance() is not None
