import pytest

from facteur.imap import FlagSet, Section
from facteur.imap.fetchreply import FetchReader, section_name
from facteur.imap.lexer import Lexer, SyntaxFault
from facteur.mail.flags import Flags


def read(*unit, reader=None):
    return (reader or FetchReader()).read(3, Lexer(list(unit), 0, depth=100).values())


def test_every_item():
    reply = read(
        b'(UID 7 FLAGS (\\Seen $Junk NIL) MODSEQ (9) INTERNALDATE "17-Jul-1996 02:44:25 -0700" '
        b'RFC822.SIZE 44827 BODY[HEADER.FIELDS ("Date" From)] ',
        b"Date: x\r\n\r\n",
        b' BODY[1.2]<100> "quoted" BINARY[3] NIL PREVIEW "Hi \xc3\xa9" EMAILID (M6d9) THREADID (T1) '
        b'X-GM-LABELS ("\\\\Inbox" x) ENVELOPE ("d" "s") BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL '
        b'"7BIT" 3 1) X-UNKNOWN (a (b)))',
    )
    assert (reply.sequence, reply.uid, reply.modseq, reply.size_octets) == (3, 7, 9, 44827)
    assert reply.flags == FlagSet(Flags.SEEN, ("$Junk",))
    assert reply.internal_date_ms == 837596665000
    assert reply.sections == (
        Section("HEADER.FIELDS (DATE FROM)", b"Date: x\r\n\r\n"),
        Section("1.2", b"quoted", 100),
        Section("3", None),
    )
    assert reply.section("header.fields (date from)") == b"Date: x\r\n\r\n"
    assert reply.section("9") is None
    assert reply.preview == "Hi é"
    assert (reply.email_id, reply.thread_id, reply.labels) == ("M6d9", "T1", (b"\\Inbox", b"x"))
    assert reply.envelope.subject == b"s"
    assert reply.structure.media_type == "text/plain"


def test_old_names_of_sections():
    assert read(b'(RFC822.HEADER "h" RFC822.TEXT "t" RFC822 "w")').sections == (
        Section("HEADER", b"h"), Section("TEXT", b"t"), Section("", b"w"),
    )  # fmt: skip


def test_faults_of_one_item_do_not_spoil_the_others():
    reply = read(
        b'(BODYSTRUCTURE "x" ENVELOPE "y" UID 7 INTERNALDATE "when?" RFC822.SIZE -5 MODSEQ (-1))'
    )
    assert reply.structure_fault
    assert reply.structure is None
    assert reply.envelope is None
    assert (reply.uid, reply.internal_date_ms, reply.size_octets, reply.modseq) == (
        7,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        b"", b"()x", b"UID 7", b"(UID)", b"(UID 0)", b"(UID 4294967296)", b"(UID x)", b"((UID) 7)",
        b'("UID" 7)', b"(BODY[] (a))", b"(BODY[HEADER 5)",
    ],
)  # fmt: skip
def test_faults(text):
    with pytest.raises(SyntaxFault):
        read(text)


def test_an_empty_reply_is_one():
    assert read(b"()").uid is None


def test_flag_lists_are_shared_and_bounded():
    reader = FetchReader()
    assert reader.flag_set(b"\\Seen a") is reader.flag_set(b"\\Seen a")
    assert reader.flag_set(b"\\SEEN \\recent a a") == reader.flag_set(b"\\Seen a")
    for n in range(5000):
        reader.flag_set(b"k%d" % n)
    assert len(reader._flags) <= 4096
    assert reader.flag_sets([b"a", b"b", b"a"])[2] == FlagSet(Flags(0), ("a",))


def test_section_names():
    assert section_name(b'header.fields  ("date"  FROM)') == "HEADER.FIELDS (DATE FROM)"
    assert section_name(b"") == ""
