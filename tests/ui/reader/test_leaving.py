from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.keys import AccountKey
from facteur.store.rows import ServerCopy
from facteur.ui.reader.leaving import Surroundings, copy_line

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
DAY_MS = 24 * 3600 * 1000
NOW_MS = 1_795_000_000_000  # 18 November 2026
COPY = ServerCopy(
    account=AccountKey(1),
    state="stored",
    proven_ms=NOW_MS,
    stored_ms=NOW_MS,
    kept=False,
    listed=True,
)
LEAVE = Surroundings(
    rules=PopRules(after_download=AfterDownload.LEAVE), permission="allowed", now_ms=NOW_MS
)
DELETE = replace(LEAVE, rules=PopRules(after_download=AfterDownload.DELETE))
KEEP = replace(LEAVE, rules=PopRules())
SAVED = "Saved and checked on this computer on 18 November."


@pytest.fixture(autouse=True)
def _app(qapp) -> None:
    """Texts are looked up in the application."""


def line(copy: ServerCopy, around: Surroundings) -> tuple[str, str]:
    found = copy_line(copy, around, ENGLISH)
    return found.text, found.button


def test_days_are_counted_from_the_arrival_here():
    assert line(COPY, LEAVE) == (f"{SAVED} It leaves the server on 2 December.", "Keep")
    assert copy_line(COPY, LEAVE, ENGLISH).keeps


def test_days_that_are_over_end_with_the_next_collection():
    old = replace(COPY, stored_ms=NOW_MS - 14 * DAY_MS)
    assert line(old, LEAVE) == (f"{SAVED} It leaves the server at the next collection.", "Keep")


def test_the_rule_to_delete():
    assert line(COPY, DELETE) == (f"{SAVED} It leaves the server at the next collection.", "Keep")


def test_the_rule_to_keep():
    assert line(COPY, KEEP) == (f"{SAVED} It stays on the server.", "")


@pytest.mark.parametrize(("in_trash", "leaves"), [(True, True), (False, False)])
def test_what_is_deleted_here_leaves_where_the_rule_follows(in_trash, leaves):
    around = replace(KEEP, rules=PopRules(follow_deletion=True), in_trash=in_trash)
    text, button = line(COPY, around)
    assert ("leaves the server at the next collection" in text) is leaves
    assert bool(button) is leaves


def test_nothing_is_promised_before_the_user_agreed():
    asked = replace(DELETE, permission="ask")
    assert "until you agree" in line(COPY, asked)[0]
    asked = replace(LEAVE, permission="ask")
    assert "on 2 December, if you agree" in line(COPY, asked)[0]


def test_who_said_keep_is_told_so():
    for around in (DELETE, LEAVE):
        kept = replace(around, permission="kept")
        assert line(COPY, kept) == (
            f"{SAVED} It stays on the server, as you decided for this account.",
            "",
        )
    assert line(COPY, replace(KEEP, permission="kept"))[0] == f"{SAVED} It stays on the server."


def test_a_copy_that_is_not_checked_keeps_the_servers():
    text, button = line(replace(COPY, proven_ms=0), DELETE)
    assert "not checked yet" in text
    assert "stays on the server" in text
    assert button == ""


def test_a_damaged_copy_keeps_the_servers():
    text, _button = line(replace(COPY, proven_ms=-1), DELETE)
    assert "damaged" in text
    assert "stays on the server" in text


def test_what_the_user_keeps_can_be_let_go():
    found = copy_line(replace(COPY, kept=True), DELETE, ENGLISH)
    assert found.text == f"{SAVED} You keep it on the server."
    assert (found.button, found.keeps) == ("Let it go", False)


def test_only_the_head_is_here():
    assert "Only the head" in line(replace(COPY, state="stub", proven_ms=0), DELETE)[0]


@pytest.mark.parametrize("state", ["quit_ok", "gone"])
def test_what_left_says_when(state):
    sent = NOW_MS + 60 * DAY_MS
    text, button = line(replace(COPY, state=state, sent_ms=sent, listed=False), LEAVE)
    assert text == f"{SAVED} It left the server on 17 January 2027."
    assert button == ""


def test_an_answer_that_did_not_come_is_not_taken_for_a_yes():
    text, _button = line(replace(COPY, state="dele_sent", sent_ms=NOW_MS), DELETE)
    assert "not known yet" in text


def test_what_stayed_is_not_called_gone():
    gone = replace(COPY, state="quit_ok", sent_ms=NOW_MS, outcome="stayed")
    assert "still there" in line(gone, DELETE)[0]


def test_what_others_deleted_is_not_facteurs_doing():
    text, button = line(replace(COPY, listed=False), DELETE)
    assert text == f"{SAVED} It is no longer on the server; Facteur did not delete it."
    assert button == ""


def test_a_damaged_copy_of_what_the_server_lost_is_the_worst():
    text, _button = line(replace(COPY, listed=False, proven_ms=-1), DELETE)
    assert "damaged" in text
    assert "fetch" not in text
