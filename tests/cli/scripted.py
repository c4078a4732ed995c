"""An engine that says what a test tells it to, and a profile with some mail in it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from facteur.base.paths import Profile
from facteur.link.channel import MemoryChannel
from facteur.link.codec import FromEngine
from facteur.link.commands import Command, Hello
from facteur.link.events import Done, Problem, Ready
from facteur.mail.account import AccountSettings, SecretKind, Security, ServerAddress
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import Attributes
from facteur.mail.message import ListFilter, ListOrder
from facteur.store.database import Store, open_writer
from facteur.store.read import mailboxes, messages
from facteur.store.rows import Body, Card, CardAddress, HeaderRow, ListedMailbox, Part, SkeletonRow
from facteur.store.write import accounts as write_accounts
from facteur.store.write import bodies as write_bodies
from facteur.store.write import mailboxes as write_mailboxes
from facteur.store.write import messages as write_messages

SENT_MS = 1_795_420_800_000  # 2026-11-23T08:00:00Z
ADDRESS = "claire@example.org"

Answer = Callable[[Command], Sequence[FromEngine]]


class ScriptedEngine:
    """Notes every command; `answer` returns what is said to it, Done when it returns nothing.

    first: said right after Ready. problem: why the engine is not ready. ends: at the first command.
    """

    def __init__(
        self,
        answer: Answer | None = None,
        *,
        first: Sequence[FromEngine] = (),
        problem: Problem | None = None,
        ends: bool = False,
    ) -> None:
        self.heard: list[Command] = []
        self.greeted: list[Hello] = []
        self._answer = answer
        self._first = first
        self._problem = problem
        self._ends = ends
        self.channels: list[MemoryChannel] = []

    @asynccontextmanager
    async def __call__(self, profile: Profile) -> AsyncIterator[MemoryChannel]:
        channel = MemoryChannel()
        self.channels.append(channel)
        async with asyncio.TaskGroup() as group:  # as the real one does: it wraps what is raised
            group.create_task(self._serve(channel))
            yield channel
            channel.leave()

    async def _serve(self, channel: MemoryChannel) -> None:
        while (command := await channel.receive()) is not None:
            if isinstance(command, Hello):
                self.greeted.append(command)
                channel.send(Hello(version="x"))
                channel.send(Ready(problem=self._problem))
                for message in self._first:
                    channel.send(message)
                continue
            self.heard.append(command)
            if self._ends:
                channel.close()
                continue
            for message in (self._answer and self._answer(command)) or [
                Done(request=command.request)
            ]:
                channel.send(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A profile that is open for writing: one account, folders, three messages in INBOX.

    messages: newest first: one unread with hostile letters, one flagged with a keyword and an
    attachment, one whose headers are not here.
    """

    profile: Profile
    store: Store
    account: AccountKey
    inbox: MailboxKey
    messages: tuple[MessageKey, ...]


def settings(address: str = ADDRESS, **changes: object) -> AccountSettings:
    values: dict[str, object] = {
        "address": address,
        "server": ServerAddress(host="imap.example.org", port=993, security=Security.TLS),
        "user": "claire",
        "secret_kind": SecretKind.COMMAND,
        "password_command": "pass show mail",
    }
    return AccountSettings(**{**values, **changes})  # pyright: ignore[reportArgumentType]


def fill(profile: Profile) -> Filled:
    store = open_writer(profile)
    account = store.write_now(lambda tx: write_accounts.add(tx, settings(), SENT_MS))
    store.write_now(
        lambda tx: write_mailboxes.apply_list(
            tx, account, [listed("INBOX", "inbox"), listed("Sent/Älter", "")], complete=True
        )
    )
    inbox = mailboxes.find(store.reader, account, "INBOX")
    assert inbox is not None
    store.write_now(lambda tx: _put_messages(tx, inbox.key))
    found = messages.keys(store.reader, inbox.key, ListOrder(), ListFilter(), limit=10)
    return Filled(
        profile=profile,
        store=store,
        account=account,
        inbox=inbox.key,
        messages=tuple(MessageKey(key) for key in found),
    )


def put_body(filled: Filled, key: MessageKey, *, is_html: bool = True) -> None:
    """Store text, HTML and two parts for the message; their bytes stay on the server."""
    body = Body(
        message=key,
        html="<p>Good <b>morning</b>\x1b[2J</p>" if is_html else "<p>Good</p>",
        text="Good morning\x1b[2J\nand more\n",
        is_html=is_html,
        sets_colours=False,
        card=Card(
            subject="Plans\x1b]0;gotcha\x07",
            sender=[CardAddress(name="Paul", address="paul@example.net")],
            to=[CardAddress(name="", address=ADDRESS)],
            date_ms=SENT_MS,
            message_id="2@example.net",
        ),
        remote=("https://example.net/pixel.gif",),
        defects=(("charset-unknown", "1"),),
        cut=False,
    )
    shown = _part(key, "1", "text/plain", "", shown=True)
    attached = _part(key, "2", "application/pdf", "plan.pdf", shown=False)
    filled.store.write_now(
        lambda tx: write_bodies.store(
            tx,
            body,
            [shown, attached],
            version=1,
            snippet="Good morning",
            has_attachment=True,
            stored_ms=SENT_MS,
        )
    )


def put_content(filled: Filled, key: MessageKey, section: str, data: bytes) -> bytes:
    """Store the bytes of a part, naming it where that is needed; return their SHA-256."""
    sha256 = filled.store.content_write_now(lambda content: content.put(data))
    known = _part(key, section, "message/rfc822", "", shown=False)
    if section == "":
        filled.store.write_now(
            lambda tx: tx.run(
                "INSERT OR IGNORE INTO part (message_id, section, position, content_type,"
                " encoding, name, safe_name, size_octets, shown, content_id)"
                " VALUES (?, '', 0, ?, '', '', '', ?, 0, '')",
                key,
                known.content_type,
                len(data),
            )
        )
    filled.store.write_now(lambda tx: write_bodies.set_part_content(tx, key, section, sha256))
    return sha256


def listed(path: str, use: str) -> ListedMailbox:
    return ListedMailbox(
        name=path.encode(),
        path=path,
        delimiter="/",
        special_use=use,
        attributes=int(Attributes.SUBSCRIBED),
        status_messages=-1,
        status_unseen=-1,
    )


def _put_messages(tx: object, inbox: MailboxKey) -> None:
    rows = [
        _header(3, "Mallory \x1b[31m", "Win\x1b[2J\u202e a prize", SENT_MS + 60_000),
        _header(
            2, "Paul", "Plans", SENT_MS, flags=int(Flags.SEEN | Flags.FLAGGED), keyword="$work"
        ),
    ]
    skeleton = [
        SkeletonRow(
            uid=row.uid, flags=row.flags, keywords=row.keywords, received_ms=row.received_ms
        )
        for row in rows
    ]
    skeleton.append(SkeletonRow(uid=1, flags=0, keywords=(), received_ms=SENT_MS - 60_000))
    write_messages.insert_skeleton(tx, inbox, skeleton, 1, 3)  # pyright: ignore[reportArgumentType]
    write_messages.insert_headers(tx, inbox, rows, 2, 3)  # pyright: ignore[reportArgumentType]
    write_mailboxes.finish_skeleton(tx, inbox)  # pyright: ignore[reportArgumentType]


def _header(
    uid: int, name: str, subject: str, received_ms: int, *, flags: int = 0, keyword: str = ""
) -> HeaderRow:
    return HeaderRow(
        uid=uid,
        flags=flags,
        keywords=(keyword,) if keyword else (),
        received_ms=received_ms,
        size_octets=2048,
        sent_ms=None if uid == 3 else SENT_MS,
        sender_name=name,
        sender_address="paul@example.net",
        recipients=ADDRESS,
        subject=subject,
        header_message_id=f"{uid}@example.net",
        in_reply_to="",
        reference_ids="",
        list_id="",
        has_attachment=0,
    )


def _part(key: MessageKey, section: str, kind: str, name: str, *, shown: bool) -> Part:
    return Part(
        message=key,
        section=section,
        position=int(section or 0),
        content_type=kind,
        encoding="base64" if name else "8bit",
        name=name,
        safe_name=name,
        size_octets=1234,
        shown=shown,
        content_id="",
        sha256=None,
    )
