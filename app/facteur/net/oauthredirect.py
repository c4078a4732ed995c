"""Where the user's browser comes back to from the provider's page (RFC 8252 §7.3).

A listener on 127.0.0.1 with a port of chance, for one answer. Whoever comes without the state of
this sign-in is sent away and changes nothing: any program of this computer can knock here.
"""

import asyncio
import contextlib
import hmac
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import parse_qs, urlsplit

from facteur.base.errors import LoginError
from facteur.base.log import logger
from facteur.base.paths import resources

PATIENCE_S = 10.0  # with one visitor
_LINE_OCTETS: Final = 16_384
_MOST_LINES: Final = 100
_MOST_VISITORS: Final = 16  # at once
_LANGUAGES: Final = ("en", "fr")

_log = logger("net")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A request for a page, as far as it matters. query: each value once, others left out."""

    path: str
    query: Mapping[str, str]
    language: str


class Redirect:
    """The listener; use it as a context. language: en, fr, or "" for that of the browser."""

    def __init__(self, *, issuer: str = "", language: str = "") -> None:
        self._state = ""  # nobody is waited for yet
        self._issuer = issuer
        self._language = language
        self._server: asyncio.Server | None = None
        self._visits: set[asyncio.Task[None]] = set()
        self._answer: asyncio.Future[str] | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def expect(self, state: str) -> None:
        """Wait for the answer with this state from now on."""
        self._state = state

    async def __aenter__(self) -> Self:
        self._answer = asyncio.get_running_loop().create_future()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LINE_OCTETS)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for visit in list(self._visits):
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        if self._answer is not None:
            self._answer.cancel()

    async def code(self) -> str:
        """Wait for the browser and return the code. Raises LoginError (`oauth-denied`, …)."""
        assert self._answer is not None
        assert self._server is not None
        code = await self._answer
        self._server.close()
        if self._visits:  # the page is still being shown
            await asyncio.wait(set(self._visits), timeout=PATIENCE_S)
        if not code:
            raise LoginError("oauth-denied")
        if code.startswith("!"):
            raise LoginError("oauth-refused", detail=code[1:])
        return code

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        if len(self._visits) >= _MOST_VISITORS:
            writer.close()
            return
        self._visits.add(task)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._receive(reader, writer)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as error:
            _log.info("a visitor of the sign-in left: %s", type(error).__name__)
        except asyncio.CancelledError:
            pass  # of a task that asyncio's server began; nobody else waits for it
        finally:
            self._visits.discard(task)
            with contextlib.suppress(OSError):
                writer.close()

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = await _read(reader)
        if visit is None or visit.path != "/":
            await _say(writer, "404 Not Found", "")
            return
        answer, word = self._judge(visit.query)
        status = "400 Bad Request" if word == "foreign" else "200 OK"
        await _say(writer, status, _text(self._language or visit.language, word))
        if answer is not None and self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def _judge(self, query: Mapping[str, str]) -> tuple[str | None, str]:
        """Return the code ("" for a refusal, "!" and why for an error), and what to tell."""
        told = query.get("state", "").encode("utf-8", "surrogatepass")
        done = self._answer is None or self._answer.done()
        if not self._state or not hmac.compare_digest(told, self._state.encode()) or done:
            _log.info("somebody came back who is not waited for")
            return None, "foreign"
        issuer = query.get("iss", "")
        if issuer and self._issuer and issuer.rstrip("/") != self._issuer.rstrip("/"):
            return None, "foreign"  # RFC 9207 §2.4
        error = query.get("error", "")
        if error:
            return ("" if error == "access_denied" else f"!{error[:80]}"), "denied"
        code = query.get("code", "")
        return (code, "agreed") if code and not code.startswith("!") else (None, "foreign")


async def _read(reader: asyncio.StreamReader) -> _Visit | None:
    """Read one request; None for one that asks for no page."""
    words = (await reader.readline()).decode("latin-1").split()
    language = "en"
    for _ in range(_MOST_LINES):
        line = (await reader.readline()).decode("latin-1").strip()
        if not line:
            break
        name, _, value = line.partition(":")
        if name.strip().lower() == "accept-language":
            language = _preferred(value)
    else:
        return None
    if len(words) != 3 or words[0] != "GET" or not words[1].startswith("/"):  # noqa: PLR2004 - RFC 9112 §3
        return None
    parts = urlsplit(words[1])
    query = parse_qs(parts.query, max_num_fields=50)
    single = {name: values[0] for name, values in query.items() if len(values) == 1}
    return _Visit(path=parts.path, query=single, language=language)


def _preferred(accepted: str) -> str:
    """Return the first of our languages in an Accept-Language; browsers list the best first."""
    for one in accepted.split(","):
        tag = one.strip().split(";")[0].split("-")[0].lower()
        if tag in _LANGUAGES:
            return tag
    return "en"


def _text(language: str, word: str) -> str:
    with (resources() / "oauth-answers.toml").open("rb") as file:
        texts: dict[str, dict[str, str]] = tomllib.load(file)
    return texts.get(language, texts["en"])[word]


async def _say(writer: asyncio.StreamWriter, status: str, text: str) -> None:
    body = f"{text}\n".encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\n"
        "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    )
    writer.write(head.encode("ascii") + body)
    await writer.drain()
