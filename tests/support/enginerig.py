"""A whole engine in this process, commanded as the window and the command line command it."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.engine.process import Engine
from facteur.link import commands, events
from facteur.link.channel import MemoryChannel
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.query import rows
from facteur.store.read import mailboxes as read_mailboxes
from tests.support.fakes import FakeSecrets
from tests.support.mailserver import MailUser

PATIENCE_S = 10.0
_E = TypeVar("_E")
# UID → flags as shown, keywords, size, Message-ID, subject.
Seen = dict[int, tuple[int, str, int, str, str]]


class Rig:
    """One party of a running engine: `ask` for a reply, `until` for an event."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.store = engine.store
        self.context = engine.server.context
        self.channel = MemoryChannel()
        self.events: list[events.Event] = []
        self._requests = itertools.count(1)
        self._replies: dict[int, asyncio.Future[events.Reply]] = {}
        self._heard = asyncio.Event()

    async def listen(self) -> None:
        while (message := await self.channel.hear()) is not None:
            if isinstance(message, events.Done | events.Failed):
                self._replies.pop(message.request).set_result(message)
            elif not isinstance(message, commands.Hello):
                self.events.append(message)
                self._heard.set()

    def send(self, kind: type[commands.Command], **fields: object) -> asyncio.Future[events.Reply]:
        """Send a command; the reply comes in the future."""
        request = next(self._requests)
        reply: asyncio.Future[events.Reply] = asyncio.get_running_loop().create_future()
        self._replies[request] = reply
        self.channel.command(kind(request=request, **fields))  # pyright: ignore[reportArgumentType, reportCallIssue] -- fields of that kind
        return reply

    async def ask(self, kind: type[commands.Command], **fields: object) -> events.Done:
        """Send a command that must be carried out."""
        reply = await asyncio.wait_for(self.send(kind, **fields), PATIENCE_S)
        assert isinstance(reply, events.Done), reply
        return reply

    async def refused(self, kind: type[commands.Command], **fields: object) -> events.Problem:
        """Send a command that must fail."""
        reply = await asyncio.wait_for(self.send(kind, **fields), PATIENCE_S)
        assert isinstance(reply, events.Failed), reply
        return reply.problem

    async def until(self, holds: Callable[[], _E], seconds: float = PATIENCE_S) -> _E:
        """Wait until something holds; looked at after each event and now and then."""
        async with asyncio.timeout(seconds):
            while not (found := holds()):
                self._heard.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._heard.wait(), 0.05)
        return found

    async def event(self, kind: type[_E], holds: Callable[[_E], bool] = lambda _: True) -> _E:
        """Return the first event of a kind that holds, already heard or still to come."""
        return await self.until(
            lambda: next((one for one in self.events if isinstance(one, kind) and holds(one)), None)
        )

    async def add(self, fields: commands.AccountFields, password: str = "") -> AccountKey:
        done = await self.ask(commands.AddAccount, account=fields, password=password)
        return AccountKey(done.account)

    async def add_user(self, user: MailUser, **changed: object) -> AccountKey:
        return await self.add(fields_of(user, **changed), user.password)

    async def sync(self, mailbox: str = "", depth: str = "headers") -> None:
        key = self.mailbox(mailbox) if mailbox else 0
        await self.ask(commands.Sync, mailbox=key, wait=True, depth=depth)

    def mailbox(self, name: str = "INBOX") -> MailboxKey:
        for account in self.context.runners():
            found = read_mailboxes.find(self.store.reader, account.key, name)
            if found is not None:
                return found.key
        raise AssertionError(f"no mailbox {name}")

    def seen(self, mailbox: str = "INBOX") -> Seen:
        """Return what the store has of a mailbox."""
        sql = (
            "SELECT m.uid, m.flags, coalesce((SELECT group_concat(keyword, ' ' ORDER BY keyword)"
            " FROM keyword k WHERE k.message_id = m.id), ''), coalesce(h.size_octets, -1),"
            " coalesce(h.header_message_id, ''), coalesce(h.subject, '')"
            " FROM message m LEFT JOIN header h ON h.message_id = m.id WHERE m.mailbox_id = ?"
        )
        shape = tuple[int, int, str, int, str, str]
        found = rows(self.store.reader.mail, shape, sql, (self.mailbox(mailbox),))
        return {row[0]: row[1:] for row in found}

    def key(self, uid: int, mailbox: str = "INBOX") -> int:
        sql = "SELECT id FROM message WHERE mailbox_id = ? AND uid = ?"
        return rows(self.store.reader.mail, tuple[int], sql, (self.mailbox(mailbox), uid))[0][0]


def fields_of(user: MailUser, **changed: object) -> commands.AccountFields:
    server = user.server
    settings: dict[str, object] = {
        "address": user.address,
        "host": server.host,
        "port": server.ports.imap,
        "security": "none",
        "user": user.name,
    }
    return commands.AccountFields(**{**settings, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind


@contextlib.asynccontextmanager
async def running(profile: Profile, effects: Effects | None = None) -> AsyncIterator[Rig]:
    """Run an engine; at the end nothing may be left that nobody looked at."""
    loop = asyncio.get_running_loop()
    before = asyncio.all_tasks()
    unseen: list[str] = []
    loop.set_exception_handler(lambda _loop, found: unseen.append(str(found)))
    engine = Engine.open(profile, effects or Effects(secrets=FakeSecrets()))
    rig = Rig(engine)
    serving = asyncio.create_task(engine.server.serve(rig.channel))
    listening = asyncio.create_task(rig.listen())
    rig.channel.command(commands.Hello(version="test"))
    try:
        yield rig
    finally:
        rig.channel.leave()
        await asyncio.wait_for(serving, PATIENCE_S)
        await asyncio.wait_for(engine.close(), PATIENCE_S)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await asyncio.sleep(0)
    left = asyncio.all_tasks() - before
    left = {task for task in left if task.get_name() != "server"}
    assert not unseen, unseen
    assert not left, left
