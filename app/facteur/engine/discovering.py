"""Looks for the settings of an address: the command Discover. No password is known here."""

from collections.abc import Callable

from facteur.base.errors import NetworkError, UsageError
from facteur.engine.context import Context
from facteur.link import commands, events
from facteur.mail.address import AddrSpec, addr_spec
from facteur.mail.keys import TaskKey
from facteur.mail.providers import Presets
from facteur.net.discovery import known
from facteur.net.discovery.findings import Answer, Auth, FoundServer, Source
from facteur.net.discovery.merge import Findings, merge
from facteur.net.discovery.names import registrable, registrable_of_ours
from facteur.net.discovery.presets import presets
from facteur.net.discovery.search import Search, State, Step
from facteur.net.discovery.sources import Sources
from facteur.net.oauthclients import OAuthClients

# As the user is shown them; the public directory is one more place where providers are known.
_SHOWN = (Source.KNOWN, Source.DOMAIN, Source.DNS, Source.GUESS)


async def discover(context: Context, command: commands.Discover) -> events.Reply:
    """Answer with what was found, within the limit of a search.

    Raises UsageError(`address-invalid`), NetworkError(`unreachable`) when nothing could be asked.
    """
    spec = addr_spec(command.address.strip())
    if spec is None or not spec.has_domain_name:
        raise UsageError("address-invalid", detail=command.address)
    search: Search | None = None

    def stop() -> None:
        if search is not None:
            search.stop()

    clients = context.effects.oauth
    ready = frozenset(name for name, one in clients.all.items() if one.is_registered)
    task = context.tasks.begin_apart(stop)
    tell = _Teller(task, context.broadcast.now, directory=command.internet)
    try:
        answers = _known(spec, presets(), ready)
        if not answers:
            search = _search(context, spec, tell.step, internet=command.internet)
            tell.begin()
            outcome = await search.run()
            answers = outcome.answers
            if not outcome.reached and not any(one.found for one in answers):
                raise NetworkError("unreachable", detail=spec.domain)
        else:
            tell.known()
    finally:
        context.tasks.end_apart(task)
    findings = merge(answers, presets(), ready)
    found = as_event(spec.domain, findings, _asked_for_tokens(findings, clients), ready)
    return events.Done(request=command.request, discovery=found)


def _known(spec: AddrSpec, known_ones: Presets, ready: frozenset[str]) -> tuple[Answer, ...]:
    provider = known_ones.of_domain(spec.domain)
    if provider is None:
        return ()
    is_ready = provider.oauth in ready
    return (known.answer(provider, spec.local_part, spec.domain, oauth_ready=is_ready),)


def _search(
    context: Context, spec: AddrSpec, say: Callable[[Step], None], *, internet: bool
) -> Search:
    effects = context.effects
    sources = Sources(
        local_part=spec.local_part,
        domain=spec.domain,
        presets=presets(),
        lookup=effects.lookup,
        web=effects.web,
        network=effects.network,
        internet=internet,
    )
    return Search(sources.questions(), effects.clock, say)


class _Teller:
    """Turns steps into events: one line a place, whatever is asked behind it."""

    def __init__(
        self, task: TaskKey, tell: Callable[[events.Event], None], *, directory: bool
    ) -> None:
        self._task = task
        self._tell = tell
        self._directory = directory

    def known(self) -> None:
        """Tell that nothing had to be asked: the other places were not looked at."""
        for source in _SHOWN:
            self._say(source, State.RUNNING)
            self._say(source, State.FOUND if source is Source.KNOWN else State.NONE)

    def begin(self) -> None:
        """Tell that Facteur itself does not know the provider."""
        if not self._directory:
            self._say(Source.KNOWN, State.RUNNING)
            self._say(Source.KNOWN, State.NONE)

    def step(self, step: Step) -> None:
        """Tell a step of the search."""
        shown = Source.KNOWN if step.source is Source.DIRECTORY else step.source
        self._say(shown, step.state, step.left_s)

    def _say(self, source: Source, state: State, left_s: int = 0) -> None:
        self._tell(
            events.DiscoveryChanged(
                task=self._task, source=source.value, state=state.value, left_s=left_s
            )
        )


def _asked_for_tokens(found: Findings, clients: OAuthClients) -> str:
    """Return where tokens for these servers come from, "" for nowhere.

    A provider that Facteur does not know may be in the user's own file of clients.
    """
    if found.provider is not None:
        return found.provider.oauth
    for one in found.servers:
        client = clients.of_host(one.server.host)
        if client is not None and (client.is_registered or one.auth is Auth.OAUTH):
            return client.name
    return ""


def as_event(domain: str, found: Findings, oauth: str, ready: frozenset[str]) -> events.Discovery:
    """Return the findings as they travel. ready: where this build is registered for OAuth."""
    provider = found.provider
    return events.Discovery(
        domain=domain,
        servers=[_server(one) for one in found.servers],
        provider=provider.key if provider else "",
        provider_name=found.name,
        steps=list(provider.steps) if provider else [],
        help_url=provider.help if provider else "",
        oauth=oauth,
        oauth_ready=oauth in ready,
        closed=found.closed,
        insecure=found.insecure,
    )


def _server(one: FoundServer) -> events.FoundServer:
    ours = one.source is Source.KNOWN
    return events.FoundServer(
        protocol=one.kind.value,
        host=one.server.host,
        port=one.server.port,
        security=one.server.security.value,
        user=one.user,
        source=one.source.value,
        auth=one.auth.value,
        host_domain=(registrable_of_ours if ours else registrable)(one.server.host),
        foreign=one.foreign,
    )
