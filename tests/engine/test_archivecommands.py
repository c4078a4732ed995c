"""Export, import and backup as commands: progress, stop, refusals, what is remembered."""

import asyncio
from pathlib import Path

from facteur.base.paths import Profile
from facteur.engine import archiving
from facteur.link import commands, events
from facteur.store.read import wholes
from facteur.store.read.notices import notices
from tests.engine.pop.test_dovecot import collected, pop_fields
from tests.support.enginerig import Rig, running
from tests.support.mailserver import MailUser


async def ask(rig: Rig, kind: type[commands.Command], **fields: object) -> events.Counts:
    done = await rig.ask(kind, **fields)
    assert done.counts is not None
    return done.counts


def test_out_and_in_again(mail_user: MailUser, profile: Profile, tmp_path: Path) -> None:
    mail_user.fill("INBOX", 7)
    path = str(tmp_path / "x.mbox")

    async def scene() -> None:
        async with running(profile) as rig:
            account = await rig.add(pop_fields(mail_user), mail_user.password)
            await rig.sync()
            inbox = rig.mailbox("INBOX")
            counts = await ask(rig, commands.ExportMailbox, mailbox=inbox, path=path)
            octets = sum(map(len, collected(rig)))
            assert (counts.messages, counts.octets, counts.left_out) == (7, octets, 0)
            made = await rig.ask(commands.CreateMailbox, account=account, path="Old/2025")
            counts = await ask(rig, commands.ImportMail, mailbox=made.mailbox, path=path)
            assert (counts.messages, counts.octets) == (7, octets)
            assert len(rig.seen("Old/2025")) == 7
            counts = await ask(rig, commands.ImportMail, mailbox=made.mailbox, path=path)
            assert (counts.messages, counts.skipped) == (0, 7)
            progress = [one for one in rig.events if isinstance(one, events.ProgressChanged)]
            assert {"export", "import"} <= {one.kind for one in progress if one.over}
            told = [(one.code, one.count, one.times) for one in notices(rig.store.reader)]
            assert sorted(told) == [("exported", 7, 1), ("imported", 7, 2)]

    asyncio.run(scene())


def test_a_backup_is_remembered_and_one_that_failed_is_not(
    mail_user: MailUser, profile: Profile, tmp_path: Path
) -> None:
    mail_user.fill("INBOX", 3)

    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add(pop_fields(mail_user), mail_user.password)
            await rig.sync()
            problem = await rig.refused(commands.MakeBackup, path=str(tmp_path / "no" / "b.zip"))
            assert (problem.family, problem.code) == ("archive", "missing")
            assert wholes.last_backup(rig.store.reader) is None
            done = await rig.ask(commands.MakeBackup, path=str(tmp_path), passphrase="word")
            assert done.path.endswith(".zip.age")
            remembered = wholes.last_backup(rig.store.reader)
            assert remembered is not None
            assert (remembered.path, remembered.messages) == (done.path, 3)
            problem = await rig.refused(commands.CheckBackup, path=done.path)
            assert problem.code == "passphrase-needed"
            problem = await rig.refused(commands.CheckBackup, path=done.path, passphrase="x")
            assert problem.code == "passphrase-wrong"
            counts = await ask(rig, commands.CheckBackup, path=done.path, passphrase="word")
            assert (counts.messages, counts.left_out) == (3, 0)
            (told,) = notices(rig.store.reader)
            assert (told.code, told.detail, told.count) == ("backup-made", done.path, 3)

    asyncio.run(scene())


def test_stop_ends_an_import_and_what_came_stays(
    mail_user: MailUser, profile: Profile, tmp_path: Path
) -> None:
    count = archiving.AT_ONCE * 12
    path = tmp_path / "big.mbox"
    text = "".join(
        f"From a Mon Nov 23 08:00:00 2026\nSubject: {n}\n\nHello {n}\n\n" for n in range(count)
    )
    path.write_text(text)

    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add(pop_fields(mail_user), mail_user.password)
            await rig.sync()
            reply = rig.send(commands.ImportMail, mailbox=rig.mailbox(), path=str(path))
            begun = await rig.event(events.ProgressChanged, lambda one: one.kind == "import")
            await rig.ask(commands.StopTask, task=begun.task)
            failed = await asyncio.wait_for(reply, 10)
            assert isinstance(failed, events.Failed)
            assert failed.problem.code == "stopped"
            here = len(rig.seen())
            assert here < count
            counts = await ask(rig, commands.ImportMail, mailbox=rig.mailbox(), path=str(path))
            assert (counts.messages, counts.skipped) == (count - here, here)

    asyncio.run(scene())


def test_what_cannot_be(mail_user: MailUser, profile: Profile, tmp_path: Path) -> None:
    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add_user(mail_user)  # IMAP
            await rig.sync()
            inbox = rig.mailbox()
            problem = await rig.refused(commands.ImportMail, mailbox=inbox, path=str(tmp_path))
            assert problem.code == "mailbox-not-local"
            problem = await rig.refused(
                commands.ExportMailbox, mailbox=inbox, path=str(tmp_path / "x"), form="doc"
            )
            assert problem.code == "form-unknown"

    asyncio.run(scene())
