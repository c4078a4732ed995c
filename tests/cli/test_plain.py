"""Nothing from a stranger moves the cursor; columns stand whatever the letters."""

import pytest

from facteur.cli.plain import cut, iso, local, octets, safe_line, safe_lines, table, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[2Jgone", "\ufffd[2Jgone"),
        ("a\nb\tc\rd", "a b c\ufffdd"),
        ("\x9b31m", "\ufffd31m"),
        ("pay\u202egpj.exe", "paygpj.exe"),
        ("\ud800", "\ufffd"),
        ("caf\u00e9 \u4f60\u597d", "caf\u00e9 \u4f60\u597d"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("no\u00a0break", "no break"),
        ("\ue000", "\ue000"),
        ("a\u2028b", "a b"),
    ],
)
def test_a_line_holds_nothing_that_a_terminal_obeys(text: str, shown: str) -> None:
    assert safe_line(text) == shown


def test_lines_keep_their_ends_and_nothing_else() -> None:
    assert (
        safe_lines("one\r\ntwo\tx\rthree\x1b[2J\x07") == "one\ntwo    x\ufffdthree\ufffd[2J\ufffd"
    )


def test_wide_and_combining_letters_are_counted_in_cells() -> None:
    assert width("\u4f60\u597d") == 4
    assert width("e\u0301") == 1
    assert cut("\u4f60\u597d\u4f60\u597d", 5) == "\u4f60\u597d\u2026"
    assert cut("short", 5) == "short"


def test_a_table_lines_up() -> None:
    lines = table(
        ("KEY", "NAME", "REST"),
        [("1", "\u4f60\u597d", "x"), ("22", "abc", "\x1b[2J")],
        right=frozenset({0}),
    )
    assert lines == [
        "KEY  NAME  REST",
        "  1  \u4f60\u597d  x",
        " 22  abc   \ufffd[2J",
    ]


def test_times_are_iso_in_utc_and_never_fail() -> None:
    assert iso(1_795_420_800_999) == "2026-11-23T08:00:00Z"
    assert iso(0) == "1970-01-01T00:00:00Z"
    assert iso(None) is None
    assert iso(1 << 62) is None
    assert local(1 << 62) == ""
    assert local(None) == ""
    assert local(-62_135_596_800_000)
    assert local(0).startswith(("1970-01-01", "1969-12-31"))


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (15_400, "15 kB"),
        (999_900, "1.0 MB"),
        (10**16, "10000 TB"),
    ],
)
def test_sizes(count: int, shown: str) -> None:
    assert octets(count) == shown
