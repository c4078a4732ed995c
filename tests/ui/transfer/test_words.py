import pytest
from PySide6.QtCore import QLocale

from facteur.link.events import Counts
from facteur.ui.transfer import words

EN = QLocale(QLocale.Language.English)
DAY_MS = 24 * 3600 * 1000


def test_what_was_left_out_is_listed_with_its_reason_and_the_rest_counted(qapp):
    problems = [("a.mbox: 1", "empty"), ("Inbox: \u202eevil", "not-here")]
    found = words.left_out(Counts(messages=0, octets=0, left_out=9, problems=problems))
    assert found[0] == "a.mbox: 1 — holds nothing"
    assert "\u202e" not in found[1]
    assert found[1].endswith("not wholly on this computer")
    assert "7" in found[2]


def test_an_unknown_reason_is_damage(qapp):
    assert words.reason("some-new-code") == "is damaged"


def test_nothing_left_out_says_nothing_of_it(qapp):
    report = words.exported(Counts(messages=3, octets=5000), "/x.mbox", EN)
    assert len(report.lines) == 2
    assert "5\u00a0kB" in report.lines[0]
    assert report.left_out == ()


def test_an_import_counts_what_was_there_already(qapp):
    counts = Counts(messages=1406, octets=1, skipped=842)
    report = words.imported(counts, "Trips", EN)
    assert "1,406" in report.lines[0]
    assert "“Trips”" in report.lines[1]
    assert "842" in report.lines[2]


@pytest.mark.parametrize(
    ("made", "now", "said"),
    [
        (0, 5 * DAY_MS, "no backup yet"),
        (DAY_MS, DAY_MS + 5, "less than a day"),
        (9 * DAY_MS, DAY_MS, "less than a day"),  # the clock was moved back
        (DAY_MS, 41 * DAY_MS, "40 day"),
    ],
)
def test_how_old_the_last_backup_is(qapp, made, now, said):
    assert said in words.last_backup(made, now)


def test_a_backup_is_verified_by_what_was_read_again(qapp):
    report = words.backed_up(Counts(messages=3, octets=1, left_out=2), "/b.zip", EN)
    assert "3 message" in report.lines[0]
    assert report.lines[1] == "/b.zip"
    assert "2 message" in report.lines[2]
