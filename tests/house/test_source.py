"""The rules of the house about what stands in a source line."""

import re

from tests.support.tree import PACKAGE, modules, packages, shown

SOURCES = [
    (shown(path), number, line)
    for path in [*modules(), *(package / "__init__.py" for package in packages())]
    if path.exists()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|NotImplementedError)\b")
# An ignore without its rule, or without a word after the rules.
BARE_IGNORE = re.compile(
    r"#\s*(?:ruff:\s*)?noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?\s*$"
    r"|#\s*(?:pyright|type):\s*ignore(?:\[[\w, -]+\])?\s*$"
)
# Where nothing better can be done with an error than to tell it and go on or end.
TOPS = {
    "__main__.py",
    "cli/program.py",
    "engine/account.py",
    "engine/process.py",
    "ui/application.py",
}


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()}" for path, number, line in SOURCES if pattern.search(line)
    ]


def test_nothing_is_left_for_later() -> None:
    found = _found(UNFINISHED)
    assert not found, "\n".join(found)


def test_each_ignore_has_its_rule_and_its_reason() -> None:
    found = _found(BARE_IGNORE)
    assert not found, "\n".join(found)


def test_only_the_tops_catch_everything_without_saying_why() -> None:
    """`except Exception` elsewhere needs a comment on its line."""
    catch = re.compile(r"except Exception\b")
    tops = {shown(PACKAGE / top) for top in TOPS}
    found = [
        f"{path}:{number}"
        for path, number, line in SOURCES
        if catch.search(line) and path not in tops and "#" not in line
    ]
    assert not found, "\n".join(found)


def test_nothing_waits_with_wait_for() -> None:
    """Before Python 3.12 it loses a cancellation that comes as the result does; take timeout().

    Seen here: a lane went on after its account had ended, and closing never came to an end.
    """
    found = _found(re.compile(r"asyncio\.wait_for\("))
    assert not found, "\n".join(found)
