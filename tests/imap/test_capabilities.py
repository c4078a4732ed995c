from facteur.imap import Capabilities


def test_names_and_what_they_imply():
    held = Capabilities.parse(
        b"IMAP4rev1 QRESYNC auth=plain AUTH=SCRAM-SHA-256 APPENDLIMIT=35".split()
    )
    assert "CONDSTORE" in held
    assert "ENABLE" in held
    assert "MOVE" not in held
    assert held.mechanisms == {"PLAIN", "SCRAM-SHA-256"}
    assert held.value("APPENDLIMIT") == 35
    assert held.value("MESSAGELIMIT") is None
    assert held


def test_rev2_has_its_base():
    held = Capabilities(frozenset({"IMAP4REV2"}))
    assert all(name in held for name in ("MOVE", "UIDPLUS", "ESEARCH", "LIST-STATUS", "LITERAL-"))
    assert "LITERAL+" not in held
    assert held.names == {"IMAP4REV2"}


def test_a_literal_plus_with_a_blank():
    assert Capabilities.parse([b"LITERAL", b"+", b""]).names == {"LITERAL+"}


def test_none():
    assert not Capabilities()
    assert Capabilities.parse([b"APPENDLIMIT=x"]).value("APPENDLIMIT") is None
