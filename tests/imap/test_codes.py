import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap import NumSet
from facteur.imap.codes import read_code


@pytest.mark.parametrize(
    ("text", "name", "number", "words"),
    [
        (b"[UIDVALIDITY 7] ok", "UIDVALIDITY", 7, "ok"),
        (b"[HIGHESTMODSEQ 9223372036854775807]", "HIGHESTMODSEQ", 9223372036854775807, ""),
        (b"[HIGHESTMODSEQ 18446744073709551616]", "HIGHESTMODSEQ", None, ""),
        (b"[HIGHESTMODSEQ -1] Zoho", "HIGHESTMODSEQ", None, "Zoho"),
        (b"[UIDVALIDITY 4294967296] x", "UIDVALIDITY", None, "x"),
        (b"[UIDNEXT ] x", "UIDNEXT", None, "x"),
        (b"[uidnext 0] x", "UIDNEXT", 0, "x"),
        (b"[READ-ONLY] x", "READ-ONLY", None, "x"),
        (b"[NOMODSEQ]", "NOMODSEQ", None, ""),
        (b"no code [x]", "", None, "no code [x]"),
        (b"", "", None, ""),
        (b"[ALERT", "ALERT", None, ""),
    ],
)
def test_numbers_and_texts(text, name, number, words):
    code, rest = read_code(text)
    assert (code.name, code.number, rest) == (name, number, words)


def test_lists():
    assert read_code(b"[PERMANENTFLAGS (\\Seen foo] \\*)] Ok")[0].names == (
        b"\\Seen",
        b"foo]",
        b"\\*",
    )
    assert read_code(b"[CAPABILITY IMAP4rev1 IDLE ] x")[0].names == (b"IMAP4rev1", b"IDLE")
    assert read_code(b"[BADCHARSET (UTF-8)]")[0].names == (b"UTF-8",)


def test_copyuid_and_appenduid():
    code, _ = read_code(b"[COPYUID 7 1:3 11:13] done")
    assert (code.uidvalidity, code.source, code.target) == (
        7,
        NumSet.span(1, 3),
        NumSet.span(11, 13),
    )
    code, _ = read_code(b"[APPENDUID 7 9] done")
    assert (code.uidvalidity, code.source, code.target) == (7, None, NumSet.span(9, 9))
    code, words = read_code(b"APPENDUID 7 9")  # without brackets, MailKit #115
    assert (code.target, words) == (NumSet.span(9, 9), "")


@pytest.mark.parametrize(
    "inside",
    [
        b"COPYUID 7  ", b"COPYUID 0 1 2", b"COPYUID 7 1:2 5", b"COPYUID 7 0 5", b"COPYUID 7 * 5",
        b"COPYUID 7 1:* 5", b"APPENDUID", b"APPENDUID x 5", b"APPENDUID 7 4294967296",
    ],
)  # fmt: skip
def test_what_cannot_be_paired_is_as_missing(inside):
    code, _ = read_code(b"[" + inside + b"] done")
    assert code.name == inside.split()[0].decode()
    assert code.target is code.source is code.uidvalidity is None


def test_unknown_codes_keep_their_text():
    code, words = read_code(b"[FOO bar baz] text")
    assert (code.name, code.text, words) == ("FOO", "bar baz", "text")


@given(st.binary(max_size=100))
def test_nothing_spoils_a_response(text):
    code, words = read_code(text)
    assert isinstance(words, str)
    assert isinstance(code.name, str)
