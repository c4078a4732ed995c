"""A small real profile for tests of the reading pane, and a client that only remembers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facteur.base.paths import Profile
from facteur.link.commands import Command
from facteur.link.events import Done, Failed, Problem, Reply
from facteur.mail.account import AccountSettings, Security, ServerAddress
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MessageKey
from facteur.store.database import Store, open_writer
from facteur.store.rows import Body, Card, CardAddress, ListedMailbox, Part
from facteur.store.transaction import Transaction
from facteur.store.write import accounts, bodies, mailboxes

SENT_MS = 1_795_000_000_000
NO_FLAGS = Flags(0)


class FakeClient(QObject):
    """Stands in for EngineClient: remembers commands, answers when told."""

    happened = Signal(object)
    started = Signal()
    lost = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Command] = []
        self.replies: dict[int, Callable[[Reply], None]] = {}

    def send(
        self, make: Callable[[int], Command], on_reply: Callable[[Reply], None] | None = None
    ) -> int:
        request = len(self.sent) + 1
        self.sent.append(make(request))
        if on_reply is not None:
            self.replies[request] = on_reply
        return request

    def of(self, kind: type) -> list:
        return [command for command in self.sent if isinstance(command, kind)]

    def done(self, command: Command, **facts: object) -> None:
        self.replies.pop(command.request)(Done(request=command.request, **facts))

    def failed(self, command: Command, problem: Problem) -> None:
        self.replies.pop(command.request)(Failed(request=command.request, problem=problem))


class Shelf:
    """A profile with one account and one INBOX that messages are put into."""

    def __init__(self, home: Path) -> None:
        self.store: Store = open_writer(Profile(home=home))
        self.reader = self.store.reader
        self.account = self.store.write_now(self._account)
        self.mailbox = self.store.write_now(
            lambda tx: tx.number("SELECT id FROM mailbox WHERE path = 'INBOX'")
        )
        self._uid = 0

    def close(self) -> None:
        self.store.close()

    def message(
        self,
        *,
        subject: str = "Devis pour la toiture",
        sender: tuple[str, str] = ("Claire Martin", "claire.martin@toits-et-ciel.fr"),
        flags: Flags = NO_FLAGS,
        recipients: str = "claire@exemple.fr, Luc Perrin",
    ) -> MessageKey:
        self._uid += 1
        uid = self._uid

        def put(tx: Transaction) -> int:
            key = tx.insert(
                "INSERT INTO message (mailbox_id, uid, flags, received_ms, state) VALUES (?, ?, ?, ?, 1)",
                self.mailbox,
                uid,
                int(flags),
                SENT_MS,
            )
            tx.run(
                "INSERT INTO header (message_id, size_octets, sent_ms, sender_name, sender_address,"
                " recipients, subject, header_message_id, in_reply_to, reference_ids, list_id)"
                " VALUES (?, 1000, ?, ?, ?, ?, ?, 'x', '', '', '')",
                key,
                SENT_MS,
                sender[0],
                sender[1],
                recipients,
                subject,
            )
            return key

        return MessageKey(self.store.write_now(put))

    def body(
        self,
        message: MessageKey,
        *,
        text: str = "Bonjour,\n",
        html: str = "",
        sets_colours: bool = False,
        remote: tuple[str, ...] = (),
        defects: tuple[tuple[str, str], ...] = (),
        cut: bool = False,
        parts: tuple[Part, ...] = (),
        subject: str = "Devis pour la toiture",
        warnings: tuple[str, ...] = (),
    ) -> None:
        card = Card(
            subject=subject,
            sender=[CardAddress("Claire Martin", "claire.martin@toits-et-ciel.fr")],
            to=[CardAddress("", "claire@exemple.fr"), CardAddress("Luc Perrin", "luc@exemple.fr")],
            date_ms=SENT_MS,
            warnings=list(warnings),
        )
        stored = Body(
            message=message,
            html=html,
            text=text,
            is_html=bool(html),
            sets_colours=sets_colours,
            card=card,
            remote=remote,
            defects=defects,
            cut=cut,
        )
        self.store.write_now(
            lambda tx: bodies.store(
                tx,
                stored,
                parts,
                version=1,
                snippet="",
                has_attachment=bool(parts),
                stored_ms=SENT_MS,
            )
        )

    def part(self, message: MessageKey, section: str, name: str, **facts: object) -> Part:
        known: dict = {
            "position": 1,
            "content_type": "application/pdf",
            "encoding": "base64",
            "safe_name": name,
            "size_octets": 412_000,
            "shown": False,
            "content_id": "",
            "sha256": None,
        }
        return Part(message=message, section=section, name=name, **(known | facts))

    def content(self, data: bytes) -> bytes:
        return self.store.content_write_now(lambda store: store.put(data))

    def set_flags(self, message: MessageKey, flags: Flags) -> None:
        self.store.write_now(
            lambda tx: tx.run("UPDATE message SET flags = ? WHERE id = ?", int(flags), message)
        )

    def _account(self, tx: Transaction) -> AccountKey:
        settings = AccountSettings(
            address="claire@exemple.fr",
            server=ServerAddress(host="imap.exemple.fr", port=993, security=Security.TLS),
            user="claire@exemple.fr",
        )
        key = accounts.add(tx, settings, SENT_MS)
        inbox = ListedMailbox(
            name=b"INBOX",
            path="INBOX",
            delimiter="/",
            special_use="inbox",
            attributes=0,
            status_messages=0,
            status_unseen=0,
        )
        mailboxes.apply_list(tx, key, [inbox], complete=True)
        return key
