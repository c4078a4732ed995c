"""The listener on loopback: for one answer with the right state, whoever else knocks."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from facteur.base.errors import LoginError
from facteur.net import oauthredirect
from facteur.net.oauthredirect import Redirect
from tests.support.authserver import visit

Knock = Callable[[str, asyncio.Task[str]], Awaitable[object]]


def waiting(knock: Knock, **fields: str) -> str:
    """Wait for the state `right` while somebody knocks; return the code."""

    async def scenario() -> str:
        async with asyncio.timeout(10), Redirect(**fields) as redirect:
            redirect.expect("right")
            code = asyncio.create_task(redirect.code())
            await knock(f"http://127.0.0.1:{redirect.port}/", code)
            return await code

    return asyncio.run(scenario())


def test_the_browser_comes_back():
    async def knock(url: str, code: asyncio.Task[str]) -> None:
        status, _, text = await visit(f"{url}?state=right&code=abc", language="fr-FR,en;q=0.5")
        assert (status, text) == (
            200,
            "Merci. La suite se passe dans Facteur\u00a0: vous pouvez fermer cette page.\n",
        )
        assert await code == "abc"
        with pytest.raises(OSError):  # one answer only
            await visit(f"{url}?state=right&code=def")

    assert waiting(knock) == "abc"


@pytest.mark.parametrize(
    ("language", "accepted", "word"),
    [("", "de,en;q=0.8,fr;q=0.5", "Thank"), ("fr", "en", "Merci"), ("", "de", "Thank")],
)
def test_in_whose_language(language: str, accepted: str, word: str):
    async def knock(url: str, _code: object) -> None:
        _, _, text = await visit(f"{url}?state=right&code=abc", language=accepted)
        assert text.startswith(word)

    waiting(knock, language=language)


@pytest.mark.parametrize(
    "target",
    [
        "?state=wrong&code=evil",
        "?code=evil",
        "?state=&code=evil",
        "?state=right&state=right&code=evil",
        "?state=right&code=evil&code=evil",
        "?state=right",
        "?state=right&code=!x",
        "?state=right&code=evil&iss=https://evil.example",
        "?state=wrong&error=access_denied",
        "?state=%ff&code=evil",
        "favicon.ico?state=right&code=evil",
        "",
    ],
)
def test_whoever_else_knocks_changes_nothing(target: str):
    async def knock(url: str, _code: object) -> None:
        status, _, _ = await visit(url + target)
        assert status in {400, 404}
        await visit(f"{url}?state=right&code=abc&iss=https://good.example/")

    assert waiting(knock, issuer="https://good.example") == "abc"


@pytest.mark.parametrize(
    ("error", "code"), [("access_denied", "oauth-denied"), ("server_error", "oauth-refused")]
)
def test_the_user_does_not_agree(error: str, code: str):
    async def knock(url: str, _code: object) -> None:
        _, _, text = await visit(f"{url}?state=right&error={error}", language="en")
        assert text.startswith("Approval was not given.")

    with pytest.raises(LoginError) as caught:
        waiting(knock)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "said",
    [
        b"POST /?state=right&code=evil HTTP/1.1\r\n\r\n",
        b"GET http://127.0.0.1/?state=right&code=evil HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x00\r\n\r\n",
        b"GET /?state=right&code=evil\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"GET /" + b"x" * 50_000 + b" HTTP/1.1\r\n\r\n",
        b"",
    ],
)
def test_nonsense(said: bytes):
    async def knock(url: str, _code: object) -> None:
        port = int(url.rsplit(":", 1)[1].strip("/"))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        writer.write_eof()
        assert b"200 OK" not in await reader.read()
        writer.close()
        await visit(f"{url}?state=right&code=abc")

    assert waiting(knock) == "abc"


def test_a_silent_visitor_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(oauthredirect, "PATIENCE_S", 0.05)

    async def knock(url: str, _code: object) -> None:
        port = int(url.rsplit(":", 1)[1].strip("/"))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await reader.read() == b""
        writer.close()
        await visit(f"{url}?state=right&code=abc")

    assert waiting(knock) == "abc"


def test_it_is_on_this_computer_only():
    async def scenario() -> None:
        async with Redirect() as redirect:
            assert redirect._server is not None
            assert {one.getsockname()[0] for one in redirect._server.sockets} == {"127.0.0.1"}

    asyncio.run(scenario())


def test_before_anybody_is_waited_for():
    async def scenario() -> None:
        async with Redirect() as redirect:
            status, _, _ = await visit(f"http://127.0.0.1:{redirect.port}/?state=&code=evil")
            assert status == 400

    asyncio.run(scenario())
