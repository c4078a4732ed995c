"""The practice server through IMAPClient and imaplib: what a mail program relies on."""

import imaplib
from collections.abc import Iterator
from email import message_from_bytes

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from facteur.link import practice as link
from tests.support.practiceserver import RunningServer


@pytest.fixture
def client(server: RunningServer) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", server.listening.imap_port, ssl=False) as made:
        made.login("imap", server.listening.passwords["imap"])
        yield made


def other(server: RunningServer) -> IMAPClient:
    made = IMAPClient("127.0.0.1", server.listening.imap_port, ssl=False)
    made.login("imap", server.listening.passwords["imap"])
    return made


def with_attachment(client: IMAPClient) -> int:
    client.select_folder("INBOX")
    return client.search(["SUBJECT", "garden"])[0]


def test_a_wrong_password_opens_nothing(server: RunningServer):
    with IMAPClient("127.0.0.1", server.listening.imap_port, ssl=False) as made:
        with pytest.raises(LoginError):
            made.login("imap", server.listening.passwords["pop"])
        with pytest.raises(LoginError):
            made.login("imap", "")


def test_folders_say_what_they_are_for(client: IMAPClient):
    uses = {name: flags for flags, _, name in client.list_folders()}
    assert set(uses) == {"INBOX", "Sent", "Drafts", "Trash", "House"}
    assert b"\\Sent" in uses["Sent"]
    assert b"\\Trash" in uses["Trash"]


def test_select_tells_all_that_a_program_needs(client: IMAPClient):
    found = client.select_folder("Sent")
    assert found[b"EXISTS"] == 2
    assert found[b"UIDNEXT"] == 3
    assert found[b"UIDVALIDITY"] > 0
    assert b"\\Flagged" in found[b"PERMANENTFLAGS"]
    assert client.folder_status("Sent", ["UIDNEXT", "MESSAGES"]) == {b"UIDNEXT": 3, b"MESSAGES": 2}


def test_the_structure_of_a_message_names_its_parts(client: IMAPClient):
    uid = with_attachment(client)
    structure = client.fetch([uid], ["BODYSTRUCTURE"])[uid][b"BODYSTRUCTURE"]
    assert structure.is_multipart
    text, picture = structure[0]
    assert text[:2] == (b"text", b"plain")
    assert picture[:2] == (b"image", b"png")
    assert picture[8] == (b"attachment", (b"filename", b"garden.png"))


def test_sections_are_the_bytes_of_the_message(client: IMAPClient):
    uid = with_attachment(client)
    sections = (
        "BODY.PEEK[]",
        "BODY.PEEK[1]",
        "BODY.PEEK[2]",
        "BODY.PEEK[2.MIME]",
        "BODY.PEEK[TEXT]",
    )
    found = client.fetch([uid], [*sections, "BODY.PEEK[HEADER]", "RFC822.SIZE"])[uid]
    whole = found[b"BODY[]"]
    assert found[b"RFC822.SIZE"] == len(whole)
    assert found[b"BODY[HEADER]"] + found[b"BODY[TEXT]"] == whole
    assert found[b"BODY[2.MIME]"] + found[b"BODY[2]"] in whole
    parts = message_from_bytes(whole).get_payload()
    assert isinstance(parts, list)
    assert found[b"BODY[1]"].decode() == str(parts[0].get_payload())
    assert found[b"BODY[2]"].split() == str(parts[1].get_payload()).encode().split()


def test_a_piece_of_a_section(client: IMAPClient):
    uid = with_attachment(client)
    whole = client.fetch([uid], ["BODY.PEEK[2]"])[uid][b"BODY[2]"]
    piece = client.fetch([uid], ["BODY.PEEK[2]<10.20>"])[uid]
    assert piece[b"BODY[2]<10>"] == whole[10:30]


def test_a_missing_section_is_empty(client: IMAPClient):
    uid = with_attachment(client)
    assert client.fetch([uid], ["BODY.PEEK[7]"])[uid][b"BODY[7]"] == b""


def test_header_lines_are_chosen_as_they_stand(client: IMAPClient):
    client.select_folder("INBOX")
    chosen = client.fetch([1], ["BODY.PEEK[HEADER.FIELDS (SUBJECT)]"])[1]
    assert list(chosen.values())[-1].startswith(b"Subject: Happy new year!\r\n")


def test_reading_without_peek_marks_as_read(client: IMAPClient):
    client.select_folder("INBOX")
    uid = client.search(["UNSEEN"])[0]
    client.fetch([uid], ["BODY[1]"])
    assert b"\\Seen" in client.get_flags([uid])[uid]


def test_flags_are_kept_and_told_to_others(server: RunningServer, client: IMAPClient):
    client.select_folder("INBOX")
    with other(server) as second:
        second.select_folder("INBOX")
        client.add_flags([2], [b"\\Flagged", b"later"])
        assert told_of(second, 2)[-1] == (b"\\Flagged", b"\\Seen", b"later")
        assert not [line for line in second.noop()[1] if line[1] == b"FETCH"]
        client.remove_flags([2], [b"later"])
    assert client.get_flags([2])[2] == (b"\\Flagged", b"\\Seen")


def told_of(second: IMAPClient, number: int) -> tuple[object, ...]:
    told = [line for line in second.noop()[1] if line[1] == b"FETCH"]
    assert [line[0] for line in told] == [number]
    return told[0][2]


def test_what_arrives_is_told_in_idle(server: RunningServer, client: IMAPClient):
    client.select_folder("INBOX")
    client.idle()
    server.send(link.Deliver(user="imap"))
    told = client.idle_check(timeout=10)
    client.idle_done()
    assert any(line[1] == b"EXISTS" for line in told)


def test_what_is_expunged_leaves_for_everybody_in_their_own_numbers(
    server: RunningServer, client: IMAPClient
):
    client.select_folder("House")
    with other(server) as second:
        second.select_folder("House")
        client.delete_messages([1])
        assert (1, b"EXPUNGE") in client.expunge()[1]
        # Not told yet: the second connection still counts two, and numbers mean what they meant.
        assert second.fetch([1, 2], ["FLAGS"])[2][b"SEQ"] == 2
        assert (1, b"EXPUNGE") in second.noop()[1]
    assert client.search() == [2]


def test_append_and_copy(client: IMAPClient):
    client.append("Drafts", b"Subject: kept\r\n\r\nText\r\n", [b"\\Draft"])
    client.select_folder("Drafts")
    uid = client.search(["SUBJECT", "kept"])[0]
    client.copy([uid], "Trash")
    client.select_folder("Trash")
    assert client.search(["SUBJECT", "kept"])
    client.unselect_folder()


def test_folders_are_made_renamed_and_removed(client: IMAPClient):
    client.create_folder("Plans")
    client.rename_folder("Plans", "Old plans")
    assert client.folder_exists("Old plans")
    client.delete_folder("Old plans")
    assert not client.folder_exists("Old plans")


def test_a_cut_line_answers_nobody_until_it_is_back():
    with RunningServer() as server:
        client = other(server)
        server.send(link.SetLine(up=False))
        server.until(lambda event: event == link.Line(up=False))
        with pytest.raises((OSError, imaplib.IMAP4.error)):
            client.noop()
        client.shutdown()
        with pytest.raises((OSError, imaplib.IMAP4.error)):
            imaplib.IMAP4("127.0.0.1", server.listening.imap_port)
        server.send(link.SetLine(up=True))
        server.until(lambda event: event == link.Line(up=True))
        with other(server) as again:
            assert again.folder_exists("INBOX")
