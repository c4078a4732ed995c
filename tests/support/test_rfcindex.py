"""Citations are found in the one form, and other forms are noticed."""

from pathlib import Path

from tests.support.rfcindex import citations, coverage, exists, sections, unchecked

HERE = Path("x.py")
REV2 = "RFC 9051"


def test_knows_sections() -> None:
    assert exists(9051, "6.4.4")
    assert not exists(9051, "7.3.6")
    assert not exists(1, "1")
    assert exists(9051, "A.1")
    assert sections(7162) is not None


def test_finds_the_form_and_marks_others() -> None:
    text = f"{REV2} §6.4.4 and\nRFC 7162 §3.2.10."
    found = citations(HERE, text)
    assert [(one.rfc, one.section, one.line) for one in found] == [
        (9051, "6.4.4", 1),
        (7162, "3.2.10", 2),
    ]
    assert unchecked(HERE, f"{text}\nRFC822.SIZE\nRFC 2047 words") == []
    for other in ("RFC" + "9051", f"{REV2} section" + " 6", f"{REV2}, " + "6.4", "§6.4 of " + REV2):
        assert unchecked(HERE, other)


def test_reports_what_is_cited_where() -> None:
    report = coverage(citations(HERE, f"{REV2} §6.4.4"), (9051,))
    assert "RFC 9051: 1 of" in report
    assert "§6.4.4      x.py:1" in report
