"""Every code of collecting, local folders and archives has a sentence of its own."""

import re

import pytest
from PySide6.QtCore import QLocale

from facteur.archive.failures import ArchiveError
from facteur.link.events import Problem
from facteur.store.write import local
from facteur.ui.localproblems import ARCHIVE, COLLECTING, LOCAL
from facteur.ui.problemtable import SENTENCES
from facteur.ui.words import problem_words
from tests.support.tree import PACKAGE

pytestmark = pytest.mark.usefixtures("qapp")
_KNOWN = {(one.family, code) for one in SENTENCES for code in one.codes}
_GENERAL = {"io"}


def test_they_are_part_of_the_table():
    assert {*COLLECTING, *LOCAL, *ARCHIVE} <= set(SENTENCES)


def test_archives():
    named = (ArchiveError.__doc__ or "").split("Codes of the system:")[1]
    codes = set(re.findall(r"[a-z]+(?:-[a-z]+)*(?=[,.])", named)) - _GENERAL
    assert len(codes) > 15
    assert {code for code in codes if ("archive", code) not in _KNOWN} == set()
    assert ("archive", "unknown-kind") in _KNOWN


@pytest.mark.parametrize("module", ["store/write/local.py", "engine/localcommands.py"])
def test_local_folders(module):
    source = (PACKAGE / module).read_text(encoding="utf-8")
    codes = set(re.findall(r'UsageError\(\s*"([a-z-]+)"', source))
    assert codes
    assert {code for code in codes if ("usage", code) not in _KNOWN} == set()
    assert local.create.__doc__


@pytest.mark.parametrize(
    ("family", "code"),
    [
        ("refused", "in-use"),
        ("refused", "login-delay"),
        ("refused", "temporary"),
        ("refused", "permanent"),
        ("refused", "listing-refused"),
        ("refused", "message-refused"),
        ("refused", "messages-refused"),
        ("refused", "keeps-deleted"),
        ("refused", "expires"),
        ("protocol", "not-pop"),
        ("protocol", "message-too-long"),
        ("protocol", "framing-lost"),
        ("store", "disk-low"),
        ("usage", "account-local"),
        ("usage", "account-not-pop"),
        ("usage", "only-copy"),
        ("usage", "left-server"),
        ("usage", "days-invalid"),
    ],
)
def test_collecting(family, code):
    assert (family, code) in _KNOWN


@pytest.mark.parametrize(
    ("detail", "shown"),
    [("3", "3"), ("1248", QLocale().toString(1248)), ("", "?"), ("\u202e{host}", "{host}")],
)
def test_a_number_stands_in_the_sentence(detail, shown):
    words = problem_words(Problem(family="refused", code="messages-refused", detail=detail))
    assert words.title == f"Messages that the server would not give: {shown}"
