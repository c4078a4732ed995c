"""The gate on branches can fail: by too few, and by a package that nothing is known of."""

from typing import Any

from tests.house.branches import PACKAGES, judged, measured


def report(**taken: int) -> dict[str, Any]:
    files = {
        f"app/facteur/{package}/{name}.py": {
            "summary": {"num_branches": 50, "covered_branches": taken.get(package, 50)}
        }
        for package in (*PACKAGES, "ui")
        for name in ("one", "two")
    }
    return {"files": files}


def failing(found: dict[str, Any]) -> list[str]:
    return [line.split()[0] for good, line in judged(measured(found)) if not good]


def test_each_package_is_judged_by_itself() -> None:
    assert failing(report()) == []
    assert failing(report(imap=48, ui=0)) == []
    assert failing(report(imap=47, store=0)) == ["imap", "store"]


def test_a_package_without_a_figure_fails() -> None:
    found = report()
    found["files"] = {name: file for name, file in found["files"].items() if "/pop/" not in name}
    assert failing(found) == ["pop"]


def test_the_worst_files_are_named() -> None:
    lines = [line for _good, line in judged(measured(report(link=10)))]
    assert any("40 in link/one.py" in line for line in lines)
