"""Names and subjects on one line."""

import pytest

from facteur.message.visible import cut, has_surrogates, one_line, without_surrogates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" plain ", "plain"),
        ("two  spaces\r\n\tand a fold", "two spaces and a fold"),
        ("a.pdf\u202efdp.exe", "a.pdffdp.exe"),
        ("zero\u200bwidth\ufeff\u2066", "zerowidth"),
        ("nul\x00esc\x1b[31m", "nulesc[31m"),
        ("a\u200db", "ab"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("tag\U000e0041", "tag"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 4),
        ("half \ud800", "half \ufffd"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_cut_and_surrogates() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abc", 4) == "abc"
    assert has_surrogates("a\udcff")
    assert not has_surrogates("é")
    assert without_surrogates("é\udcff") == "é\ufffd"
