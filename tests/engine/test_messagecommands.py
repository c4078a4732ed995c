"""Commands about messages that go wrong, and damaged content that is fetched again."""

import asyncio
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.store.read import bodies as read_bodies
from tests.support.builders import Attachment, message
from tests.support.enginerig import Rig, running
from tests.support.mailserver import MailUser
from tests.support.oddrig import filled, play
from tests.support.oddserver import OddServer
from tests.support.secondclient import SecondClient


def read(path: str) -> bytes:
    return Path(path).read_bytes()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (commands.OpenMessage, {}),
        (commands.FetchPart, {"section": "1"}),
        (commands.FetchSource, {}),
        (commands.SavePart, {"section": "1"}),
    ],
)
def test_a_message_that_is_not_there(profile: Profile, kind: type, fields: dict[str, str]) -> None:
    async def scenario() -> None:
        async with running(profile) as rig:
            problem = await rig.refused(kind, message=99, **fields)
            assert (problem.family, problem.code) == ("usage", "no-message")

    asyncio.run(scenario())


def test_marks_both_ways_are_refused_and_unknown_messages_passed_over(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        problem = await rig.refused(commands.SetFlags, messages=[rig.key(1)], add=1, remove=1)
        assert problem.code == "flag-both-ways"
        await rig.ask(commands.SetFlags, messages=[rig.key(1), 999], add=int(Flags.SEEN))
        await rig.until(lambda: server.inbox.held[1].flags == {"\\Seen"})

    play(profile, filled(1), scene)


def test_saving_without_overwriting_and_opening(profile: Profile, tmp_path: Path) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.OpenMessage, message=rig.key(1))
        folder = tmp_path / "saved"
        folder.mkdir()
        paths = [
            (
                await rig.ask(
                    commands.SavePart,
                    message=rig.key(1),
                    section="",
                    folder=str(folder),
                    file_name="../a.eml",
                )
            ).path
            for _ in range(2)
        ]
        assert [Path(path).name for path in paths] == ["a.eml", "a (2).eml"]
        assert {read(path) for path in paths} == {server.inbox.held[1].raw}
        opened = Path((await rig.ask(commands.SavePart, message=rig.key(1), section="")).path)
        assert opened.parent == profile.attachments
        problem = await rig.refused(
            commands.SavePart, message=rig.key(1), section="", folder=str(tmp_path / "no")
        )
        assert problem.code == "folder-missing"

    play(profile, filled(1), scene)


def test_a_damaged_part_is_fetched_again(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        key = rig.key(1)
        await rig.ask(commands.FetchSource, message=key)
        part = read_bodies.part(rig.store.reader, key, "")
        assert part is not None
        await asyncio.to_thread(
            rig.store.content_write_now,
            lambda content: content._write.execute("UPDATE chunk SET data = zeroblob(20)"),
        )
        before = len(server.heard)
        await rig.ask(commands.FetchSource, message=key)
        assert any("BODY.PEEK[]" in text for text in server.heard[before:])
        assert part.sha256 is not None
        assert (
            b"".join(rig.store.reader.content.read_chunks(part.sha256)) == server.inbox.held[1].raw
        )

    play(profile, filled(1), scene)


def test_headers_on_screen_come_first(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.FetchHeaders, messages=[rig.key(uid) for uid in (1, 2)])
        await rig.ask(commands.FetchHeaders, messages=[999])

    play(profile, filled(2), scene)


@pytest.mark.server
@pytest.mark.slow
def test_an_attachment_is_saved_decoded(
    profile: Profile, mail_user: MailUser, tmp_path: Path
) -> None:
    content = bytes(range(256)) * 3000

    async def scenario() -> None:
        with SecondClient(mail_user) as second:
            second.append(message(attachments=(Attachment(name="a:b.bin", content=content),)))
        async with running(profile) as rig:
            await rig.add_user(mail_user)
            await rig.sync()
            await rig.ask(commands.OpenMessage, message=rig.key(1))
            await rig.ask(commands.FetchPart, message=rig.key(1), section="2")
            done = await rig.ask(
                commands.SavePart, message=rig.key(1), section="2", folder=str(tmp_path)
            )
            assert read(done.path) == content
            assert Path(done.path).name == "a_b.bin"
            told = [
                one
                for one in rig.events
                if isinstance(one, events.ProgressChanged) and one.kind == "part"
            ]
            assert told[-1].over
            assert told[-1].done >= len(content)

    asyncio.run(asyncio.wait_for(scenario(), 30))
