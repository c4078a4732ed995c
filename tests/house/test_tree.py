"""The rules of the house about files: mirrors, sizes, design notes, names."""

import re

from tests.support.tree import (
    PACKAGE,
    ROOT,
    TEXT,
    docstring,
    modules,
    packages,
    project_files,
    shown,
)

LONGEST = 600
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}
# Split, so that this file does not name what it forbids.
WORKPLACE = re.compile(r"(?<![\w./-])/wo" r"rk/|\.lib" r"rary\b|\bfa" r"rm-")


def test_each_module_has_its_mirror_test() -> None:
    missing = [
        f"{shown(module)} wants {shown(mirror)}"
        for module in modules()
        for mirror in [
            ROOT
            / "tests"
            / module.relative_to(PACKAGE).with_name(f"test_{module.stem.strip('_')}.py")
        ]
        if not mirror.exists()
    ]
    assert not missing, "\n".join(missing)


def test_no_file_is_too_long_to_read() -> None:
    long = [
        f"{shown(path)} has {lines} lines"
        for path in project_files()
        if path.suffix in {".py", ".sql", ".qss"}
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    ]
    assert not long, "\n".join(long)


def test_each_package_has_a_design_note() -> None:
    silent = [
        f"{shown(package)}/__init__.py"
        for package in packages()
        if not (package / "__init__.py").exists()
        or sum(bool(line.strip()) for line in docstring(package / "__init__.py").splitlines()) < 3
    ]
    assert not silent, "three lines or more of design note wanted in\n" + "\n".join(silent)


def test_modules_are_named_for_what_they_hold() -> None:
    vague = [
        shown(path)
        for path in [*modules(), *packages()]
        if VAGUE & set(path.stem.lower().split("_"))
    ]
    assert not vague


def test_no_protocol_number_rides_an_int_signal() -> None:
    """A UID of 3,000,000,000 arrives as a negative number through a C++ int."""
    signal = re.compile(r"\bSignal\([^)]*\bint\b")
    found = [
        shown(path)
        for path in (PACKAGE / "ui").rglob("*.py")
        if signal.search(path.read_text(encoding="utf-8"))
    ]
    assert not found, "use Signal(object)"


def test_nothing_committed_names_the_workplace() -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in project_files()
        if path.suffix in TEXT
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if WORKPLACE.search(line)
    ]
    assert not found, "\n".join(found)
