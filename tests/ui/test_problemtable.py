"""The table covers every code that base.errors names, and reads well."""

import re
import string

import pytest

from facteur.base import errors
from facteur.engine.problems import FAMILIES
from facteur.ui.problemtable import SENTENCES

_NAMED = {
    (family, code)
    for kind, family in FAMILIES
    if family != "bug" and kind.__doc__ and "Codes:" in kind.__doc__
    for code in re.findall(r"[a-z][a-z-]+", kind.__doc__.split("Codes:")[1].split(".")[0])
}


def test_base_errors_names_the_codes_this_test_walks():
    assert ("network", "dns") in _NAMED
    assert ("trust", "starttls-injected") in _NAMED
    assert ("login", "password-needed") in _NAMED
    assert ("store", "newer") in _NAMED


@pytest.mark.parametrize(("family", "code"), sorted(_NAMED))
def test_every_named_code_has_a_sentence(family, code):
    known = {(sentence.family, each) for sentence in SENTENCES for each in sentence.codes}
    general = {
        ("network", "unreachable"),
        ("login", "unexplained"),
        ("store", "io"),
        ("store", "closed"),
    }
    assert (family, code) in known | general


def test_every_family_has_a_sentence_of_its_own():
    families = {sentence.family for sentence in SENTENCES if not sentence.codes}
    assert families == {name for _kind, name in FAMILIES}
    assert errors.FacteurError in errors.NetworkError.__mro__


def test_no_code_has_two_sentences():
    pairs = [(sentence.family, code) for sentence in SENTENCES for code in sentence.codes]
    assert len(pairs) == len(set(pairs))


def test_placeholders_are_known():
    known = {"host", "port", "alternative", "other", "date", "detail"}
    known |= {"size", "provider", "protocol", "folder", "again"}
    for sentence in SENTENCES:
        for text in (sentence.title, sentence.meaning, *(text for text, _ in sentence.buttons)):
            names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert names <= known
            assert "unknown error" not in text.lower()
