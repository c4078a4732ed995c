"""Answers commands and tells every party what changed.

A command is answered by exactly one reply, to the party that sent it; events go to all.
"""

import asyncio
import contextlib
from typing import assert_never

import facteur
from facteur.base.errors import FacteurError, NetworkError, UsageError
from facteur.base.log import logger
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.engine import (
    accountcommands,
    localcommands,
    messagecommands,
    preferring,
)
from facteur.engine.context import Context
from facteur.engine.effects import Effects
from facteur.engine.fields import settings_of
from facteur.engine.pop.account import PopRunner
from facteur.engine.practising import turn
from facteur.engine.problems import problem
from facteur.engine.runner import Runner
from facteur.link import commands, events
from facteur.link.channel import Channel
from facteur.mail.keys import TaskKey
from facteur.store.database import Store
from facteur.store.read import problems as read_problems
from facteur.store.rows import StoredProblem

_log = logger("link")


class Server:
    """The engine as its parties see it. `ended` is set by Shutdown."""

    def __init__(
        self, profile: Profile, store: Store, effects: Effects, settings: Settings
    ) -> None:
        self.ended = asyncio.Event()
        self.context = Context(profile, store, effects, settings, self._tell_all)
        self._channels: set[Channel] = set()
        self._busy: set[asyncio.Task[None]] = set()
        self._parties = 0
        self._empty = asyncio.Event()
        self._closing = False

    async def serve(self, channel: Channel) -> None:
        """Talk with one party until it leaves or the engine ends.

        One that comes when we are ending is not greeted: it asks the next engine.
        """
        if self._closing:
            channel.close()
            return
        self._parties += 1
        self._empty.clear()
        try:
            await self._serve(channel)
        finally:
            self._parties -= 1
            if not self._parties:
                self._empty.set()

    async def all_left(self, within_s: float) -> None:
        """Wait until nobody is served any more, that long at most; then nobody is let in."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while self._parties:
                    await self._empty.wait()
        self._closing = True

    async def _serve(self, channel: Channel) -> None:
        channel.send(commands.Hello(version=facteur.__version__))
        hello = await channel.receive()
        if not isinstance(hello, commands.Hello):
            channel.close()
            return
        channel.send(events.Ready())
        for event in self._snapshot():
            channel.send(event)
        self._channels.add(channel)
        try:
            while (command := await channel.receive()) is not None:
                if isinstance(command, commands.Hello):
                    continue
                task = asyncio.create_task(self._answer(channel, command))
                self._busy.add(task)
                task.add_done_callback(self._busy.discard)
        finally:
            self._channels.discard(channel)
            channel.close()

    async def close(self) -> None:
        """End everything: replies go out, transactions finish."""
        self._closing = True
        for task in list(self._busy):
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        await self.context.close()
        for channel in list(self._channels):
            channel.close()

    def _snapshot(self) -> list[events.Event]:
        """Return what a party that has just come must know besides the store."""
        found: list[events.Event] = []
        for runner in self.context.runners():
            found.append(runner.describe())
            if runner.password_wanted is not None:
                found.append(runner.password_wanted)
            if isinstance(runner, PopRunner) and (wanted := runner.removal_wanted()).count:
                found.append(wanted)
        found += [
            events.ProblemRaised(problem=_told(one))
            for one in read_problems.standing(self.context.store.reader)
        ]
        return [*found, *self.context.tasks.current()]

    def _tell_all(self, event: events.Event) -> None:
        for channel in list(self._channels):
            channel.send(event)

    async def _answer(self, channel: Channel, command: commands.Command) -> None:
        reply: events.Reply
        try:
            reply = await self._carry_out(command)
        except FacteurError as error:
            reply = self._failed(command, error)
        except asyncio.CancelledError:
            reply = self._failed(command, NetworkError("stopped"))
        except Exception as error:  # noqa: BLE001 - the top of a command: it must be answered
            _log.exception("%s failed", type(command).__name__)
            reply = events.Failed(request=command.request, problem=problem(error))
        self.context.broadcast.flush()  # what a command changed is heard before its reply
        channel.send(reply)
        if isinstance(command, commands.Shutdown):
            self.ended.set()

    def _failed(self, command: commands.Command, error: FacteurError) -> events.Failed:
        """Return the refusal, with the server where that is what it is about."""
        account, server = 0, None
        if isinstance(error, UsageError):
            pass
        elif isinstance(command, commands.AddAccount | commands.TestAccount):
            with contextlib.suppress(UsageError):
                server = settings_of(command.account).server
        elif (runner := self._runner_of(command)) is not None:
            account, server = runner.key, runner.settings.server
        return events.Failed(
            request=command.request, problem=problem(error, account=account, server=server)
        )

    def _runner_of(self, command: commands.Command) -> Runner | None:
        """Return the account that a command is about, None when it is about none or several."""
        context = self.context
        match command:
            case (
                commands.OpenMessage(message=message)
                | commands.FetchPart(message=message)
                | commands.FetchSource(message=message)
                | commands.SavePart(message=message)
            ):
                with contextlib.suppress(UsageError):
                    return context.runner_of(message)
            case commands.FetchHeaders(messages=[message, *_]):
                with contextlib.suppress(UsageError):
                    return context.runner_of(message)
            case (
                commands.Sync(account=account)
                | commands.ChangeAccount(account=account)
                | commands.SetPassword(account=account)
            ) if account:
                return context.find(account)
            case commands.Sync():
                runners = list(context.runners())
                return runners[0] if len(runners) == 1 else None
            case _:
                pass
        return None

    async def _carry_out(self, command: commands.Command) -> events.Reply:  # noqa: C901, PLR0911, PLR0912 - one line a command
        context = self.context
        match command:
            case commands.AddAccount():
                return await accountcommands.add(context, command)
            case commands.ChangeAccount():
                return await accountcommands.change(context, command)
            case commands.RemoveAccount():
                return await accountcommands.remove(context, command)
            case commands.TestAccount():
                return await accountcommands.test(context, command)
            case commands.SetPassword():
                return await accountcommands.set_password(context, command)
            case commands.Discover():
                from facteur.engine import discovering  # noqa: PLC0415 - once in an account's life

                return await discovering.discover(context, command)
            case commands.SignIn():
                from facteur.engine import agreeing  # noqa: PLC0415 - once in an account's life

                return await agreeing.agree(context, command)
            case commands.Prefer():
                return await preferring.prefer(context, command)
            case commands.SetIdentities():
                return await preferring.identify(context, command)
            case commands.DismissNotices():
                return await preferring.dismiss(context, command)
            case commands.Sync():
                return await accountcommands.sync(context, command)
            case commands.OpenMailbox():
                return messagecommands.open_mailbox(context, command)
            case commands.FetchHeaders():
                return await messagecommands.fetch_headers(context, command)
            case commands.OpenMessage():
                return await messagecommands.open_message(context, command)
            case commands.FetchPart() | commands.FetchSource():
                return await messagecommands.fetch_part(context, command)
            case commands.SavePart():
                return await messagecommands.save_part(context, command)
            case commands.SetFlags():
                return await messagecommands.set_flags(context, command)
            case commands.DiscardOperation():
                return await messagecommands.discard(context, command)
            case commands.RetryOperation():
                return await messagecommands.retry(context, command)
            case commands.AnswerRemoval():
                return await localcommands.answer_removal(context, command)
            case commands.KeepOnServer():
                return await localcommands.keep_on_server(context, command)
            case commands.SkipRefused():
                return await localcommands.skip_refused(context, command)
            case commands.AddLocalAccount():
                return await localcommands.add_account(context, command)
            case commands.CreateMailbox():
                return await localcommands.create(context, command)
            case commands.RenameMailbox():
                return await localcommands.rename(context, command)
            case commands.DeleteMailbox():
                return await localcommands.delete(context, command)
            case commands.MoveMessages():
                return await localcommands.move(context, command)
            case commands.CopyMessages():
                return await localcommands.copy(context, command)
            case commands.RestoreMessages():
                return await localcommands.restore(context, command)
            case commands.EraseMessages():
                return await localcommands.erase(context, command)
            case (
                commands.ExportMailbox()
                | commands.ImportMail()
                | commands.MakeBackup()
                | commands.CheckBackup()
                | commands.ListBackup()
            ):
                # Archives and ciphers, 20 MB in memory, are for who wants them.
                from facteur.engine import archivecommands  # noqa: PLC0415 - see above

                return await archivecommands.carry_out(context, command)
            case commands.StopTask(task=key):
                context.tasks.stop(TaskKey(key) if key else None)
            case commands.SetOnline(online=online):
                for runner in context.runners():
                    runner.set_online(online=online)
            case commands.TurnClock():
                turn(context.effects.clock, command)
            case commands.ReloadSettings():
                return accountcommands.reload_settings(context, command)
            case commands.Shutdown():
                pass
            case _:
                assert_never(command)
        return events.Done(request=command.request)


def _told(one: StoredProblem) -> events.Problem:
    return events.Problem(
        family=one.family,
        code=one.code,
        detail=one.detail,
        server_text=one.server_text,
        host=one.host,
        port=one.port,
        account=one.account or 0,
        mailbox=one.mailbox or 0,
        retry_at_ms=one.retry_at_ms,
    )
