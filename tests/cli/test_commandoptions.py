"""What every command has in common; their meanings are in test_arguments."""

import argparse

import pytest

from facteur.cli import commandoptions
from facteur.cli.commandoptions import QUOTE, Parser, is_number
from facteur.cli.invocation import ShowStatus


def test_each_command_builds_its_value_and_brings_its_parser() -> None:
    parser = Parser()
    commandoptions.add_to(parser)
    found = parser.parse_args(["status"])
    assert found.build(found) == ShowStatus()
    assert isinstance(found.parser, Parser)


def test_no_error_shows_our_quoting(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="x")
    with pytest.raises(SystemExit):
        parser.error(f"unrecognized: {QUOTE}-x and {QUOTE + '-y'!r}")
    assert capsys.readouterr().err.endswith("unrecognized: -x and '-y'\n")


def test_a_profile_may_be_named_before_and_after() -> None:
    parser = Parser()
    commandoptions.add_home(parser, default=argparse.SUPPRESS)
    assert vars(parser.parse_args([])) == {}
    assert vars(parser.parse_args(["--home", "x"])) == {"home": "x"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("1", True),
        ("0", False),
        ("-1", False),
        ("", False),
        ("٣", False),
        ("9" * 18, True),
        ("9" * 20, False),
    ],
)
def test_numbers(word: str, expected: bool) -> None:
    assert is_number(word) is expected
