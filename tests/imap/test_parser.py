import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap import (
    Bye,
    CapabilityList,
    Enabled,
    ESearchResult,
    Exists,
    Expunged,
    Fetched,
    FlagsList,
    IdRow,
    Limits,
    ListRow,
    Namespace,
    NamespaceRow,
    NumSet,
    OtherData,
    SearchResult,
    Status,
    StatusRow,
    StatusText,
    Vanished,
)  # fmt: skip
from facteur.imap.lexer import SyntaxFault
from facteur.imap.parser import Parser, read_status


def parsed(*unit):
    return Parser(Limits()).untagged(list(unit))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (b"* 3 EXISTS", Exists(count=3)),
        (b"* 4294967295 exists", Exists(count=4294967295)),
        (b"* 3 EXPUNGE", Expunged(sequence=3, uid=None)),
        (b"* 0 EXPUNGE", Expunged(sequence=0, uid=None)),
        (b"* 3 RECENT", None),
        (b"* FLAGS (\\Seen $Junk)", FlagsList(names=(b"\\Seen", b"$Junk"))),
        (b"* CAPABILITY IMAP4rev1  IDLE ", CapabilityList(names=frozenset({"IMAP4REV1", "IDLE"}))),
        (b"* ENABLED qresync", Enabled(names=frozenset({"QRESYNC"}))),
        (b"* ENABLED", Enabled(names=frozenset())),
        (b"* ID NIL", IdRow(fields=())),
        (b'* ID ("Name" "Dovecot" "version" NIL) ', IdRow(fields=(("name", "Dovecot"), ("version", "")))),
        (b"* SEARCH", SearchResult(numbers=None)),
        (b"* SEARCH 5 3 4 ", SearchResult(numbers=NumSet.span(3, 5))),
        (b"* SEARCH 2 (MODSEQ 917162500)", SearchResult(numbers=NumSet.of([2]), modseq=917162500)),
        (
            b'* ESEARCH (TAG "A1") UID COUNT 5 ALL 4:19,21',
            ESearchResult(tag="A1", uid=True, count=5, numbers=NumSet.parse(b"4:19,21")),
        ),
        (b'* ESEARCH (TAG "A1") UID', ESearchResult(tag="A1", uid=True)),
        (b"* ESEARCH MIN 2 MAX 9 MODSEQ 7", ESearchResult(tag="", uid=False, low=2, high=9, modseq=7)),
        (
            b'* ESEARCH (TAG "A1") UID PARTIAL (-1:-100 1:5)',
            ESearchResult(tag="A1", uid=True, partial=NumSet.span(1, 5)),
        ),
        (b'* ESEARCH (TAG "A1") UID PARTIAL (1:2 NIL)', ESearchResult(tag="A1", uid=True)),
        (b"* VANISHED 1:4294967295", Vanished(uids=NumSet.span(1), earlier=False)),
        (b"* VANISHED (EARLIER) 41,43:116", Vanished(uids=NumSet.parse(b"41,43:116"), earlier=True)),
        (
            b'* STATUS "a b" (MESSAGES 231 UIDNEXT 44292 MAILBOXID (F1) SIZE 9999999999 X 1)',
            StatusRow(name=b"a b", messages=231, uidnext=44292, mailbox_id="F1", size_octets=9999999999),
        ),
        (b"* STATUS a b (UNSEEN -1 )", StatusRow(name=b"a b")),
        (
            b'* LIST (\\Marked \\NoInferiors) "/" "a\\"b"',
            ListRow(kind="LIST", attributes=frozenset({"\\marked", "\\noinferiors"}), delimiter=b"/", name=b'a"b'),
        ),
        (b"* LSUB () NIL nil", ListRow(kind="LSUB", attributes=frozenset(), delimiter=b"", name=b"NIL")),
        (
            b'* LIST () "/" new ("OLDNAME" ("old"))',
            ListRow(kind="LIST", attributes=frozenset(), delimiter=b"/", name=b"new", old_name=b"old"),
        ),
        (
            b'* LIST () "/" "x" ("CHILDINFO" ("SUBSCRIBED"))',
            ListRow(kind="LIST", attributes=frozenset(), delimiter=b"/", name=b"x"),
        ),
        (
            b'* LIST () "\\\\" un\x07quoted name',
            ListRow(kind="LIST", attributes=frozenset(), delimiter=b"\\", name=b"un\x07quoted name"),
        ),
        (
            b'* NAMESPACE (("INBOX." ".")("" NIL "X" ("a"))) NIL (("#p/" "/"))',
            NamespaceRow(
                personal=(Namespace(prefix=b"INBOX.", delimiter=b"."), Namespace(prefix=b"", delimiter=b"")),
                other=(),
                shared=(Namespace(prefix=b"#p/", delimiter=b"/"),),
            ),
        ),
    ],
)  # fmt: skip
def test_known_data(text, event):
    assert parsed(text) == event


def test_names_in_literals_are_kept_exactly():
    row = parsed(b'* LIST () "/" ', b"a\r\n\xff\\b", b"")
    assert row.name == b"a\r\n\xff\\b"


def test_conditions():
    assert isinstance(parsed(b"* BYE [ALERT] go"), Bye)
    text = parsed(b"* ok still here")
    assert isinstance(text, StatusText)
    assert (text.status, text.text) == (Status.OK, "still here")
    assert read_status(b"OK") is not None
    assert read_status(b"OKAY") is None


def test_other_data_is_kept():
    assert parsed(b'* QUOTA "" (STORAGE 10 512)') == OtherData(
        name="QUOTA", values=(b"", [b"STORAGE", b"10", b"512"])
    )
    assert parsed(b"* 5 FOO").name == "FOO"


def test_fetch_goes_to_its_reader():
    assert isinstance(parsed(b"* 5 FETCH (UID 7)"), Fetched)


@pytest.mark.parametrize(
    "text",
    [
        b"* ", b"* (", b"* LIST", b"* LIST (", b"* LIST () NIL", b"* LIST () NIL (a)", b"* STATUS x",
        b"* STATUS", b"* STATUS () ()", b"* SEARCH x", b"* SEARCH 0", b"* SEARCH 4294967296",
        b"* SEARCH -1", b"* VANISHED", b"* VANISHED 0", b"* VANISHED 1:*", b"* VANISHED (EARLIER)",
        b"* ESEARCH ALL x", b"* ESEARCH ALL (1)", b"* 99999999999 EXISTS", b"* 5 FETCH", b"* 0 FETCH (UID 1)",
    ],
)  # fmt: skip
def test_faults(text):
    with pytest.raises(SyntaxFault):
        parsed(text)


@given(st.sampled_from([b"* ", b"* 5 FETCH ", b"* LIST ", b"* STATUS ", b"* ESEARCH ", b"* ID ", b"* NAMESPACE "]),
       st.binary(max_size=80), st.binary(max_size=20))  # fmt: skip
def test_anything_is_data_or_a_fault(head, rest, literal):
    for unit in ([head + rest], [head + rest, literal, b")"]):
        with contextlib.suppress(SyntaxFault):
            Parser(Limits()).untagged(unit)
