import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.errors import LocalProtocolError
from facteur.imap import Capabilities, NumSet
from facteur.imap import commands as c
from facteur.imap.encoder import AwaitContinuation, Octets, Stream, encode
from facteur.imap.lexer import Lexer
from facteur.sasl import Login, Plain, XOAuth2

PLUS = Capabilities(frozenset({"LITERAL+"}))
MINUS = Capabilities(frozenset({"LITERAL-"}))
NONE = Capabilities()
ONE = NumSet.span(1, 1)


def written(command, capabilities=PLUS, *, utf8=False):
    out = b""
    for piece in encode("T", command, capabilities, utf8=utf8).pieces:
        match piece:
            case Octets(content):
                out += content
            case AwaitContinuation():
                out += b"<wait>"
            case Stream(content):
                out += b"".join(content)
    assert out.startswith(b"T ")
    assert out.endswith(b"\r\n")
    return out[2:-2]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (c.CapabilityCommand(), b"CAPABILITY"),
        (c.Noop(), b"NOOP"),
        (c.Logout(), b"LOGOUT"),
        (c.StartTls(), b"STARTTLS"),
        (c.Compress(), b"COMPRESS DEFLATE"),
        (c.NamespaceCommand(), b"NAMESPACE"),
        (c.Unselect(), b"UNSELECT"),
        (c.Idle(), b"IDLE"),
        (c.Id(), b"ID NIL"),
        (c.Id(fields=(("name", 'F"x'), ("version", "1"))), b'ID ("name" "F\\"x" "version" "1")'),
        (c.Login(user="a b", password='"\\'), b'LOGIN "a b" "\\"\\\\"'),
        (c.Enable(names=("QRESYNC", "UTF8=ACCEPT")), b"ENABLE QRESYNC UTF8=ACCEPT"),
        (c.Select(mailbox=b"INBOX"), b"SELECT INBOX"),
        (c.Select(mailbox=b"a b", read_only=True, condstore=True), b'EXAMINE "a b" (CONDSTORE)'),
        (c.Select(mailbox=b"x", qresync=c.QResync(uidvalidity=7, modseq=9)), b"SELECT x (QRESYNC (7 9))"),
        (
            c.Select(
                mailbox=b"x",
                qresync=c.QResync(
                    uidvalidity=7, modseq=9, known_uids=NumSet.span(1, 9),
                    match=(NumSet.parse(b"1,3"), NumSet.parse(b"5,9")),
                ),
            ),
            b"SELECT x (QRESYNC (7 9 1:9 (1,3 5,9)))",
        ),
        (c.List(), b'LIST "" "*"'),
        (
            c.List(select=("SUBSCRIBED",), returns=("CHILDREN",), status=("MESSAGES", "UNSEEN")),
            b'LIST (SUBSCRIBED) "" "*" RETURN (CHILDREN STATUS (MESSAGES UNSEEN))',
        ),
        (c.List(reference=b"#p/", patterns=(b"a", b"b%")), b'LIST #p/ ("a" "b%")'),
        (c.Lsub(), b'LSUB "" "*"'),
        (c.StatusCommand(mailbox=b"NIL", items=("UIDNEXT",)), b'STATUS "NIL" (UIDNEXT)'),
        (c.QuotaRoot(mailbox=b"INBOX"), b"GETQUOTAROOT INBOX"),
        (c.Create(mailbox=b"T", use=("\\Trash",)), b"CREATE T (USE (\\Trash))"),
        (c.Delete(mailbox=b'a"b'), b'DELETE "a\\"b"'),
        (c.Rename(mailbox=b"a", new_name=b"*"), b'RENAME a "*"'),
        (c.Subscribe(mailbox=b"a"), b"SUBSCRIBE a"),
        (c.Subscribe(mailbox=b"a", subscribed=False), b"UNSUBSCRIBE a"),
        (
            c.Append(mailbox=b"S", size_octets=4, content=[b"ab", b"cd"], flags=("\\Seen",), internal_date_ms=0),
            b'APPEND S (\\Seen) " 1-Jan-1970 00:00:00 +0000" {4+}\r\nabcd',
        ),
        (c.Fetch(messages=NumSet.span(5), items=("UID",)), b"UID FETCH 5:* UID"),
        (
            c.Fetch(
                messages=ONE, items=("UID", "BODY.PEEK[1]"), by_sequence=True, changed_since=7,
                vanished=True, partial=(-1, -50),
            ),
            b"FETCH 1 (UID BODY.PEEK[1]) (CHANGEDSINCE 7 VANISHED PARTIAL -1:-50)",
        ),
        (c.Store(messages=ONE, add=True, flags=("\\Seen", "$x")), b"UID STORE 1 +FLAGS.SILENT (\\Seen $x)"),
        (
            c.Store(messages=ONE, add=False, flags=("a",), silent=False, unchanged_since=3),
            b"UID STORE 1 (UNCHANGEDSINCE 3) -FLAGS (a)",
        ),
        (c.Search(), b"UID SEARCH ALL"),
        (c.Search(returns=("ALL", "COUNT"), by_sequence=True), b"SEARCH RETURN (ALL COUNT) ALL"),
        (c.Search(criteria=(b"SUBJECT", "a b")), b'UID SEARCH SUBJECT "a b"'),
        (
            c.Search(criteria=(b"SUBJECT", "é")),
            b"UID SEARCH CHARSET UTF-8 SUBJECT {2+}\r\n\xc3\xa9",
        ),
        (c.Copy(messages=ONE, mailbox=b"a"), b"UID COPY 1 a"),
        (c.Move(messages=ONE, mailbox=b"a"), b"UID MOVE 1 a"),
        (c.Expunge(messages=ONE), b"UID EXPUNGE 1"),
    ],
)  # fmt: skip
def test_forms(command, expected):
    assert written(command) == expected


def test_authenticate_with_and_without_initial_response():
    ir = Capabilities(frozenset({"SASL-IR"}))
    assert (
        written(c.Authenticate(mechanism=Plain(user="u", password="p")), ir)
        == b"AUTHENTICATE PLAIN AHUAcA=="
    )
    assert written(c.Authenticate(mechanism=Plain(user="u", password="p"))) == b"AUTHENTICATE PLAIN"
    assert (
        written(c.Authenticate(mechanism=Login(user="u", password="p")), ir)
        == b"AUTHENTICATE LOGIN"
    )


def test_utf8_in_quotes_once_it_is_enabled():
    assert written(c.Delete(mailbox="é".encode()), utf8=True) == b'DELETE "\xc3\xa9"'
    assert written(c.Delete(mailbox=b"\xff"), utf8=True) == b"DELETE {1+}\r\n\xff"
    assert written(c.Search(criteria=("é",)), utf8=True) == b'UID SEARCH "\xc3\xa9"'


def test_literals_by_capability():
    assert written(c.Delete(mailbox=b"a\n"), NONE) == b"DELETE {2}\r\n<wait>a\n"
    assert written(c.Delete(mailbox=b"a\n"), MINUS) == b"DELETE {2+}\r\na\n"
    long = b"\n" * 4097
    assert b"{4097}\r\n<wait>" in written(c.Delete(mailbox=long), MINUS)
    assert b"{4097+}\r\n" in written(c.Delete(mailbox=long), PLUS)
    assert (
        written(c.Rename(mailbox=b"\n", new_name=b"x y"), NONE) == b'RENAME {1}\r\n<wait>\n "x y"'
    )


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_any_name_arrives_as_it_was(name):
    pieces = encode("T", c.Delete(mailbox=name), PLUS, utf8=False).pieces
    octets = b"".join(piece.content for piece in pieces)[:-2]
    _head, mark, literal = octets.partition(b"+}\r\n")
    if mark:
        assert literal == name
    else:
        assert Lexer([octets], 0, depth=5).values() == [b"T", b"DELETE", name]


@pytest.mark.parametrize(
    "command",
    [
        c.Delete(mailbox=b"a\0b"),
        c.Store(messages=ONE, add=True, flags=("a b",)),
        c.Store(messages=ONE, add=True, flags=("a)\r\nX LOGOUT",)),
        c.Create(mailbox=b"x", use=("a b",)),
        c.Fetch(messages=ONE, items=("UID\r\nX LOGOUT",)),
        c.Search(criteria=(b"ALL\r\nX LOGOUT",)),
        c.Append(mailbox=b"x", size_octets=0, content=(), flags=("(",)),
    ],
)
def test_nothing_is_injected(command):
    with pytest.raises(LocalProtocolError):
        encode("T", command, PLUS, utf8=False)


def test_the_trace_shows_no_secret_and_no_content():
    assert (
        encode("T", c.Login(user="me", password="hunter2"), PLUS, utf8=False).trace
        == 'T LOGIN "***" "***"'
    )
    ir = Capabilities(frozenset({"SASL-IR"}))
    command = c.Authenticate(mechanism=XOAuth2(user="u", token="t"))
    encoded = encode("T", command, ir, utf8=False)
    assert encoded.trace == "T AUTHENTICATE XOAUTH2 ***"
    assert "content" not in repr(encoded)
    appended = encode(
        "T", c.Append(mailbox=b"S", size_octets=3, content=[b"abc"]), NONE, utf8=False
    )
    assert appended.trace == "T APPEND S {3 octets}"
