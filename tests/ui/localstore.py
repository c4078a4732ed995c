"""A real profile with an account whose folders are on this computer, for tests of the window."""

from pathlib import Path

from facteur.base.paths import Profile
from facteur.mail.account import (
    AccountSettings,
    PopRules,
    Protocol,
    Security,
    ServerAddress,
)
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.store.database import Store, open_writer
from facteur.store.read import mailboxes
from facteur.store.rows import HeaderRow
from facteur.store.write import accounts, local
from facteur.ui.mailboxes.names import folder_name

_MORNING_MS = 1_795_000_000_000


class LocalShelf:
    """Inbox, Drafts, Sent, Trash, and own folders Projects, Projects/House, Trips."""

    def __init__(self, home: Path, rules: PopRules | None = None) -> None:
        self.store: Store = open_writer(Profile(home=home))
        self.reader = self.store.reader
        self.account: AccountKey = self.store.write_now(
            lambda tx: accounts.add(tx, pop_settings(rules), _MORNING_MS)
        )
        self.inbox: MailboxKey = self.store.write_now(lambda tx: local.ensure(tx, self.account))
        for path in ("Projects/House", "Trips"):
            self.store.write_now(lambda tx, path=path: local.create(tx, self.account, path))
        self._made = 0

    def key(self, path: str) -> MailboxKey:
        found = mailboxes.mailboxes(self.reader)
        return next(box.key for box in found if box.path == path)

    def message(self, path: str = "Inbox", subject: str = "Estimate for the roof") -> MessageKey:
        self._made += 1
        number, mailbox = self._made, self.key(path)
        row = HeaderRow(
            uid=0, flags=0, keywords=(), received_ms=_MORNING_MS + number, size_octets=1000,
            sent_ms=_MORNING_MS, sender_name="Claire", sender_address="claire@example.org",
            recipients="me", subject=subject, header_message_id=f"{number}@x", in_reply_to="",
            reference_ids="", list_id="", has_attachment=0,
        )  # fmt: skip
        name = number.to_bytes(32)
        self.store.write_now(lambda tx: local.insert_batch(tx, mailbox, [(row, name)]))
        return self.store.write_now(lambda tx: MessageKey(tx.number("SELECT max(id) FROM message")))

    def trash(self, *messages: MessageKey) -> None:
        def work(tx) -> None:
            local.move(tx, messages, local.trash_of(tx, self.account))

        self.store.write_now(work)

    def close(self) -> None:
        self.store.close()


def pop_settings(rules: PopRules | None = None) -> AccountSettings:
    return AccountSettings(
        address="claire@example.org",
        protocol=Protocol.POP,
        server=ServerAddress(host="pop.example.org", port=995, security=Security.TLS),
        user="claire",
        pop=rules or PopRules(),
    )


def name_of(mailbox: Mailbox) -> str:
    return folder_name(mailbox.special_use, mailbox.levels[-1])


def uses(shelf: LocalShelf) -> dict[str, SpecialUse]:
    return {box.path: box.special_use for box in mailboxes.mailboxes(shelf.reader)}
