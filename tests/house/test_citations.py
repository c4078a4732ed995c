"""Every section of an RFC that is cited exists, and is cited in the one form that can be checked."""

from tests.support.rfcindex import citations, coverage, exists, unchecked
from tests.support.tree import ROOT, project_files, shown

SOURCES = [
    (shown(path), path.read_text(encoding="utf-8"))
    for path in project_files()
    if path.suffix in {".py", ".sql", ".md"} and "rfcindex" not in path.stem
]


def test_cited_sections_exist() -> None:
    found = [citation for path, text in SOURCES for citation in citations(path, text)]
    wrong = [str(citation) for citation in found if not exists(citation.rfc, citation.section)]
    assert not wrong, (
        "no such section, or an RFC that tests/support/rfcindex.py lacks:\n" + "\n".join(wrong)
    )


def test_sections_are_cited_in_one_form() -> None:
    wrong = [place for path, text in SOURCES for place in unchecked(path, text)]
    assert not wrong, "write it as RFC 9051 §6.4.4:\n" + "\n".join(wrong)


def test_a_report_says_what_is_cited_where() -> None:
    found = [citation for path, text in SOURCES for citation in citations(path, text)]
    report = ROOT / "build" / "rfc-coverage.txt"
    report.parent.mkdir(exist_ok=True)
    report.write_text(coverage(found) + "\n", encoding="utf-8")
    assert "RFC 9051" in report.read_text(encoding="utf-8")
