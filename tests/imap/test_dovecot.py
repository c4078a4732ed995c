"""The machine over a blocking socket against a real Dovecot: what is sent must be understood."""

import socket
import ssl
from collections.abc import Iterator

import pytest

from facteur.imap import (
    Completed,
    Connection,
    Event,
    FetchBatch,
    Fetched,
    IdleStarted,
    ListRow,
    NumSet,
    State,
    StatusRow,
    Vanished,
    encode_name,
)  # fmt: skip
from facteur.imap import commands as c
from facteur.mail.structure import walk
from facteur.sasl import Plain
from tests.support.mailserver import Dovecot, MailUser
from tests.support.scripted import drained, flattened

pytestmark = [pytest.mark.server, pytest.mark.slow]


class Client:
    """A connection and its socket."""

    def __init__(self, server: Dovecot, user: MailUser, *, tls: bool) -> None:
        self.host = "127.0.0.1"
        context = ssl.create_default_context(cafile=str(server.ca_file))
        context.check_hostname = False
        self.context = context
        port = server.ports.imaps if tls else server.ports.imap
        self.socket = socket.create_connection((self.host, port), timeout=10)
        if tls:
            self.socket = context.wrap_socket(self.socket)
        self.user = user
        self.connection = Connection(tls=tls)
        self.read(lambda _: self.connection.state is not State.GREETING)

    def write(self) -> None:
        self.socket.sendall(drained(self.connection))

    def read(self, until) -> list[Event]:
        events: list[Event] = []
        while not until(events):
            data = self.socket.recv(65536)
            assert data, "the server hung up"
            events += self.connection.receive(data)
            self.write()
        return events

    def do(self, *commands: c.Command) -> list[Event]:
        """Send commands in one flight; return all events. All must succeed."""
        tags = [self.connection.send(command) for command in commands]
        self.write()
        events = self.read(lambda _: not self.connection.in_flight)
        done = [event for event in events if isinstance(event, Completed)]
        assert [event.tag for event in done] == tags
        assert all(event.ok for event in done), done
        return flattened(events)

    def log_in(self) -> None:
        self.do(c.Authenticate(mechanism=Plain(user=self.user.name, password=self.user.password)))
        if not self.connection.capabilities:
            self.do(c.CapabilityCommand())


@pytest.fixture
def client(dovecot: Dovecot, mail_user: MailUser) -> Iterator[Client]:
    mail_user.fill("INBOX", 120)
    made = Client(dovecot, mail_user, tls=True)
    made.log_in()
    yield made
    made.socket.close()


def only(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_a_whole_session(client):
    events = client.do(
        c.Enable(names=("QRESYNC",)),
        c.Id(fields=(("name", "Facteur"),)),
        c.NamespaceCommand(),
        c.List(
            returns=("SPECIAL-USE", "SUBSCRIBED", "CHILDREN"),
            status=("MESSAGES", "UIDNEXT", "HIGHESTMODSEQ"),
        ),
        c.Select(mailbox=b"INBOX", condstore=True),
    )
    assert "QRESYNC" in client.connection.enabled
    assert b"INBOX" in {row.name for row in only(events, ListRow)}
    assert any(row.name == b"INBOX" and row.messages == 120 for row in only(events, StatusRow))
    selected = client.connection.selected
    assert selected.exists == 120
    assert selected.uidvalidity
    assert selected.highestmodseq
    items = (
        "UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE",
        "BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES)]",
    )  # fmt: skip
    rows = only(
        client.do(c.Fetch(messages=NumSet.span(71, 120), by_sequence=True, items=items)), Fetched
    )
    assert len(rows) == 50
    assert all(row.uid and row.flags and row.internal_date_ms and row.size_octets for row in rows)
    assert all(row.sections[0].content.endswith(b"\r\n\r\n") for row in rows)
    uids = NumSet.of(row.uid for row in rows)
    structures = only(
        client.do(c.Fetch(messages=uids, items=("UID", "BODYSTRUCTURE", "ENVELOPE"))), Fetched
    )
    assert len(structures) == 50
    assert not any(row.structure_fault for row in structures)
    for row in structures[:10]:
        for part in walk(row.structure):
            if part.section and not part.is_multipart:
                (told,) = only(
                    client.do(
                        c.Fetch(
                            messages=NumSet.of([row.uid]), items=(f"BODY.PEEK[{part.section}]",)
                        )
                    ),
                    Fetched,
                )
                assert len(told.section(part.section)) == part.size_octets


def test_runs_come_as_batches(client):
    client.do(c.Select(mailbox=b"INBOX"))
    client.connection.send(c.Fetch(messages=NumSet.span(1), items=("UID", "FLAGS", "INTERNALDATE")))
    client.write()
    events = client.read(lambda _: not client.connection.in_flight)
    assert sum(len(event) for event in events if isinstance(event, FetchBatch)) >= 110


def test_changes(client):
    client.do(c.Enable(names=("QRESYNC",)), c.Select(mailbox=b"INBOX"))
    held = client.connection.selected
    before = (held.uidvalidity, held.highestmodseq)
    client.do(c.Fetch(messages=NumSet.span(1), items=("UID",)))
    uids = [held.map.uid(n) for n in (1, 2, 3, 4)]
    client.do(
        c.Store(messages=NumSet.of(uids[:1]), add=True, flags=("\\Flagged", "$Label1")),
        c.Store(messages=NumSet.of(uids[1:2]), add=True, flags=("\\Deleted",)),
    )
    events = client.do(c.Expunge(messages=NumSet.of(uids[1:2])))
    (gone,) = only(events, Vanished)
    assert list(gone.uids) == uids[1:2]
    assert held.exists == 119
    assert held.map.uid(2) == uids[2]
    client.do(c.Create(mailbox=encode_name("Entwürfe & Co 📫")))
    client.do(c.Create(mailbox=b"Archive"))
    done = client.do(c.Copy(messages=NumSet.of(uids[2:3]), mailbox=b"Archive"))[-1]
    assert done.code.name == "COPYUID"
    assert list(done.code.source) == uids[2:3]
    moved = client.do(c.Move(messages=NumSet.of(uids[3:]), mailbox=b"Archive"))
    assert only(moved, Vanished)
    message = b"From: a@example.org\r\nSubject: x\r\n\r\n" + b"line\r\n" * 50_000
    chunks = [message[n : n + 10_000] for n in range(0, len(message), 10_000)]
    appended = client.do(
        c.Append(
            mailbox=b"Archive",
            size_octets=len(message),
            content=chunks,
            flags=("\\Seen",),
            internal_date_ms=10**12,
        )
    )[-1]
    assert appended.code.name == "APPENDUID"
    events = client.do(
        c.Unselect(),
        c.Select(
            mailbox=b"INBOX",
            qresync=c.QResync(
                uidvalidity=before[0], modseq=before[1], known_uids=NumSet.span(1, 120)
            ),
        ),
    )
    assert {uid for event in only(events, Vanished) for uid in event.uids} == {uids[1], uids[3]}
    changed = client.do(
        c.Fetch(messages=NumSet.span(1), items=("FLAGS",), changed_since=before[1], vanished=True)
    )
    (flagged,) = only(changed, Fetched)
    assert flagged.uid == uids[0]
    assert flagged.flags.keywords == ("$Label1",)
    result = client.do(
        c.Search(returns=("ALL", "COUNT"), criteria=(b"FROM", "é", b"NOT", b"DELETED"))
    )[0]
    assert result.count is not None or result.numbers is None
    assert client.do(c.Search(criteria=(b"ALL",)))[0].numbers is not None
    client.do(
        c.Rename(mailbox=b"Archive", new_name=b"Old mail"),
        c.Delete(mailbox=b"Old mail"),
        c.Logout(),
    )
    assert client.connection.state is State.LOGOUT


def test_idle(client):
    client.do(c.Select(mailbox=b"INBOX"))
    client.connection.send(c.Idle())
    client.write()
    events = client.read(lambda found: any(isinstance(event, IdleStarted) for event in found))
    assert client.connection.idling
    client.connection.finish_idle()
    client.write()
    events = client.read(lambda _: not client.connection.in_flight)
    assert only(events, Completed)[-1].ok


def test_starttls(dovecot, mail_user):
    client = Client(dovecot, mail_user, tls=False)
    client.do(c.StartTls())
    client.socket = client.context.wrap_socket(client.socket)
    client.connection.start_tls_done()
    client.do(c.CapabilityCommand())
    client.log_in()
    assert client.connection.state is State.AUTHENTICATED
    client.socket.close()
