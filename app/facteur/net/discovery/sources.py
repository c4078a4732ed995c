"""The sources that need the network, each a question about one domain.

The part before the @ is used here to fill in what comes back; none of it is sent.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from facteur.base.errors import NetworkError, RemoteProtocolError
from facteur.base.log import logger
from facteur.mail.providers import Presets
from facteur.net.discovery import autoconfig, known, services
from facteur.net.discovery.findings import Answer, FoundServer, Source
from facteur.net.discovery.guess import guess
from facteur.net.discovery.lookup import Lookup
from facteur.net.discovery.names import clean_host, registrable
from facteur.net.discovery.web import Page, Web
from facteur.net.stream import Network

DIRECTORY = "https://autoconfig.thunderbird.net/v1.1/{domain}"
PUBLISHED = (
    "https://autoconfig.{domain}/mail/config-v1.1.xml",
    "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
)
_MOST_MAIL_HOSTS = 5
_log = logger("net")
_T = TypeVar("_T")
Note = Callable[[Answer], None]
Question = Callable[[Note], Awaitable[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything that can be asked about the address. internet: the public directory, too."""

    local_part: str
    domain: str
    presets: Presets
    lookup: Lookup
    web: Web
    network: Network
    internet: bool = True

    def questions(self) -> dict[Source, Question]:
        """Return what to ask; each may say what it knows so far before it answers."""
        found: dict[Source, Question] = {
            Source.DOMAIN: self._published,
            Source.DNS: self._dns,
            Source.GUESS: self._guess,
        }
        if self.internet:
            found[Source.DIRECTORY] = self._directory
        return found

    async def _published(self, note: Note) -> Answer:
        """Ask the domain itself, both ways at once; the first way wins and need not wait."""
        told: dict[str, Answer] = {}

        async def ask(url: str) -> Answer:
            page = await self.web.get(url.format(domain=self.domain))
            told[url] = self._read(page, Source.DOMAIN)
            note(_best([told[one] for one in PUBLISHED if one in told]))
            return told[url]

        asked = [asyncio.create_task(ask(url)) for url in PUBLISHED]
        try:
            for one in asked:
                answer = await _quietly(one)
                if answer is not None and answer.found:
                    return answer
        finally:
            for one in asked:
                one.cancel()
            ends = await asyncio.gather(*asked, return_exceptions=True)
        if not told:
            raise next(end for end in ends if isinstance(end, NetworkError))
        return _best(list(told.values()))

    async def _directory(self, _note: Note) -> Answer:
        """Ask the public directory; who keeps it has seen which hosts belong to the domain.

        Whom it might send us on to has not.
        """
        url = DIRECTORY.format(domain=self.domain)
        page = await self.web.get(url)
        answer = self._read(page, Source.DIRECTORY)
        if page is not None and registrable(page.host) != registrable(urlsplit(url).netloc):
            return answer
        return replace(answer, servers=tuple(replace(one, foreign=False) for one in answer.servers))

    async def _dns(self, note: Note) -> Answer:
        """Ask for SRV records and, where they are not all, who takes the domain's mail."""
        names = list(services.NAMES)
        asked = (_quietly(self.lookup.services(f"{name}.{self.domain}")) for name in names)
        records, mail_hosts = await asyncio.gather(
            asyncio.gather(*asked), _quietly(self.lookup.mail_hosts(self.domain))
        )
        if mail_hosts is None and all(one is None for one in records):
            raise NetworkError("dns", detail=self.domain)
        answer = services.answer(
            {name: told for name, told in zip(names, records, strict=True) if told},
            f"{self.local_part}@{self.domain}",
            self._is_foreign,
        )
        if answer.settles:
            return answer
        note(answer)
        return _best([answer, await self._by_mail_hosts(mail_hosts or ())])

    async def _by_mail_hosts(self, hosts: tuple[str, ...]) -> Answer:
        """Return what is known of the organisation that takes the mail; it learns nothing."""
        hosts = tuple(host for one in hosts[:_MOST_MAIL_HOSTS] if (host := clean_host(one)))
        for host in hosts:
            provider = self.presets.of_mail_host(host)
            if provider is not None:
                return known.answer(provider, self.local_part, self.domain, source=Source.DNS)
        owner = registrable(hosts[0]) if hosts else ""
        if "." not in owner or owner == registrable(self.domain):
            return Answer(source=Source.DNS)
        urls = [PUBLISHED[0].format(domain=owner)]
        if self.internet:
            urls.insert(0, DIRECTORY.format(domain=owner))
        pages = await asyncio.gather(*(_quietly(self.web.get(url)) for url in urls))
        return _best([self._read(page, Source.DNS) for page in pages])

    async def _guess(self, note: Note) -> Answer:
        user = f"{self.local_part}@{self.domain}"
        return await guess(self.domain, user, self.lookup, self.network, note)

    def _read(self, page: Page | None, source: Source) -> Answer:
        """Return what a file says; every server is foreign when another domain gave it to us."""
        if page is None:
            return Answer(source=source)
        try:
            file = autoconfig.read(page.data, self.local_part, self.domain)
        except RemoteProtocolError as error:
            _log.info("settings from %s are not used: %s", page.host, error)
            return Answer(source=source)
        handed_on = self._is_foreign(page.host)
        return Answer(
            source=source,
            name=file.name,
            insecure=file.insecure,
            servers=tuple(
                FoundServer(
                    kind=one.kind,
                    server=one.server,
                    user=one.user,
                    source=source,
                    auth=one.auth,
                    foreign=handed_on or self._is_foreign(one.server.host),
                )
                for one in file.servers
            ),
        )

    def _is_foreign(self, host: str) -> bool:
        same = registrable(host) == registrable(self.domain)
        return not same and not self.presets.knows(self.domain, host)


def _best(answers: list[Answer]) -> Answer:
    """Return the first that helps; of none, the first that at least says something."""
    told = [one for one in answers if one.found] or [one for one in answers if one.insecure]
    return told[0] if told else answers[0]


async def _quietly(question: Awaitable[_T]) -> _T | None:
    """Return the answer, None where nobody could be asked."""
    try:
        return await question
    except NetworkError:
        return None
