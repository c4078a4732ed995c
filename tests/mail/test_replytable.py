"""The table of replies as a table: every pattern is in order."""

import re

import pytest

from facteur.mail.replytable import FIRM, MAILBOXES, SENDING, SENTENCES, VAGUE, Verdict


@pytest.mark.parametrize("table", [SENTENCES, SENDING, MAILBOXES])
def test_patterns_are_lower_case_and_compile(
    table: tuple[tuple[Verdict, tuple[str, ...]], ...],
) -> None:
    for _verdict, patterns in table:
        for pattern in patterns:
            re.compile(pattern)
            assert pattern.replace("\\W", "").lower() == pattern


def test_a_code_is_either_firm_or_vague() -> None:
    assert not set(FIRM) & set(VAGUE)
    assert all(code == code.upper() for code in (*FIRM, *VAGUE))
