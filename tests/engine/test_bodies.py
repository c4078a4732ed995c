"""Only what is shown is fetched; what a server breaks is worked around."""

import asyncio
import email.utils

import pytest

from facteur.base.paths import Profile
from facteur.link import commands
from facteur.store.read import bodies as read_bodies
from facteur.store.rows import Body, Part
from tests.support.builders import Attachment, message
from tests.support.enginerig import Rig, running
from tests.support.mailserver import MailUser
from tests.support.oddrig import filled, play
from tests.support.oddserver import OddServer
from tests.support.secondclient import SecondClient

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


async def opened(rig: Rig, uid: int = 1) -> Body:
    key = rig.key(uid)
    await rig.ask(commands.OpenMessage, message=key)
    body = read_bodies.body(rig.store.reader, key)
    assert body is not None
    return body


def parts(rig: Rig, uid: int = 1) -> dict[str, Part]:
    return {part.section: part for part in read_bodies.parts(rig.store.reader, rig.key(uid))}


def on_dovecot(profile: Profile, user: MailUser, raw: bytes, scene) -> list[str]:
    """Open one message on a real server; return what was asked for."""

    async def scenario() -> None:
        with SecondClient(user) as second:
            second.append(raw)
        async with asyncio.timeout(30), running(profile) as rig:
            rig.context.settings.set("texts_months", 0)
            await rig.add_user(user)
            await rig.sync()
            user.server.rawlog(user).clear()
            await scene(rig)

    asyncio.run(scenario())
    return [text for text in user.server.rawlog(user).commands() if "FETCH" in text]


@pytest.mark.server
@pytest.mark.slow
def test_attachments_stay_on_the_server(profile: Profile, logged_user: MailUser):
    raw = message(
        text="Look.\n", html='<p>Look <img src="cid:pic"></p>',
        attachments=(
            Attachment(name="pic.png", media_type="image/png", content=PNG, inline_id="pic"),
            Attachment(name="big.bin", media_type="application/octet-stream", content=bytes(50_000)),
        ),
    )  # fmt: skip

    async def scene(rig: Rig) -> None:
        body = await opened(rig)
        assert body.is_html
        assert "Look" in body.text
        found = parts(rig)
        assert {section for section, part in found.items() if part.sha256 is not None} >= {
            "HEADER",
            "2",
        }
        assert found["3"].sha256 is None
        assert found["3"].safe_name == "big.bin"
        await opened(rig)  # again: nothing is asked

    asked = on_dovecot(profile, logged_user, raw, scene)
    assert len([text for text in asked if "BODYSTRUCTURE" in text]) == 1
    assert not [text for text in asked if "[3" in text or "[]" in text]
    assert all(".PEEK[" in text for text in asked if "BODY" in text.replace("BODYSTRUCTURE", ""))


@pytest.mark.server
@pytest.mark.slow
def test_a_long_text_is_cut(profile: Profile, logged_user: MailUser):
    async def scene(rig: Rig) -> None:
        body = await opened(rig)
        assert body.cut
        assert 200_000 < len(body.text) <= 262_144

    asked = on_dovecot(
        profile, logged_user, message(text="x" * 70 + "\n" + "word word\n" * 60_000), scene
    )
    assert any("BODY.PEEK[1]<0.262144>" in text for text in asked)


def test_a_structure_that_cannot_be_read_costs_the_whole_message(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        for uid in (2, 3):
            body = await opened(rig, uid)
            assert body.text.strip() == "Good morning."
        assert sum("BODY.PEEK[]<0.5242880>" in text for text in server.heard) == 2

    server = filled(1)
    server.inbox.add(structure="((((")
    server.inbox.add(structure='("TEXT" "PLAIN" NIL "oops)')
    play(profile, server, scene)


def test_a_server_whose_view_lags_is_asked_once_more(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        left = [1]

        def lagging(text: str) -> str | None:
            if "BODYSTRUCTURE" in text and left[0]:
                left[0] -= 1
                return "OK done"
            return None

        server.answer = lagging
        assert (await opened(rig)).text.strip() == "Good morning."
        assert server.count("NOOP") == 1

    play(profile, filled(1), scene)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("OK done", "gone"),
        ("* 1 FETCH (UID 1 BODY[HEADER] NIL)\r\nOK done", "not-delivered"),
        ("NO what", "command"),
    ],
)
def test_a_server_that_gives_nothing(profile: Profile, answer: str, code: str):
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: answer if "BODY.PEEK[HEADER]" in text else None
        problem = await rig.refused(commands.OpenMessage, message=rig.key(1))
        assert (problem.family, problem.code) == ("refused", code)
        assert problem.host == "127.0.0.1"
        assert read_bodies.body(rig.store.reader, rig.key(1)) is None

    play(profile, filled(1), scene)


def test_texts_come_in_idle_moments_and_one_that_is_refused_stops_nothing(profile: Profile):
    def picky(text: str) -> str | None:
        return "NO [CANNOT] never" if text.startswith("UID FETCH 2 (UID BODY.PEEK[1]") else None

    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.Sync, wait=True, depth="bodies", mailbox=rig.mailbox())
        await asyncio.sleep(0.1)
        before = len(server.heard)
        await asyncio.sleep(0.1)
        assert len(server.heard) - before < 5
        assert (await opened(rig, 1)).text.strip() == "Good morning."

    server = filled(3)
    server.answer = picky
    play(profile, server, scene)


def test_a_text_that_was_opened_is_there_offline(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        await opened(rig)
        await rig.ask(commands.SetOnline, online=False)
        assert (await opened(rig)).text.strip() == "Good morning."
        other = await rig.refused(commands.OpenMessage, message=rig.key(2))
        assert (other.family, other.code) == ("network", "offline")

    server = filled(2)
    server.answer = lambda text: (
        "NO no" if "2 (UID BODYSTRUCTURE" in text or "1:2 (UID BODYSTRUCTURE" in text else None
    )
    play(profile, server, scene)


@pytest.mark.server
@pytest.mark.slow
def test_what_was_brought_unasked_gets_its_pictures_when_opened(
    profile: Profile, logged_user: MailUser
):
    raw = message(
        html='<p>Look <img src="cid:pic"></p>', date=email.utils.formatdate(),
        attachments=(
            Attachment(name="pic.png", media_type="image/png", content=PNG, inline_id="pic"),
        ),
    )  # fmt: skip

    async def scene(rig: Rig) -> None:
        rig.context.settings.set("texts_months", 1)
        await rig.sync(depth="bodies")
        assert read_bodies.body(rig.store.reader, rig.key(1)) is not None
        assert parts(rig)["2"].sha256 is None
        await opened(rig)
        assert parts(rig)["2"].sha256 is not None

    on_dovecot(profile, logged_user, raw, scene)
