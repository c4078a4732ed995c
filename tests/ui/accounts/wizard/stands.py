"""States of the wizard, and what its engine answers, for the tests of its pages."""

from facteur.link.events import Discovery, Done, Failed, FoundServer, Problem, Trial
from facteur.ui.accounts.wizard.state import WizardState, with_address, with_discovery
from facteur.ui.accounts.wizard.wants import Answered, Keep, Try

TRIAL = Trial(messages=12, octets=640_000_000, recent_messages=9, recent_octets=620_000_000)


def found(
    *, auth: str = "password", oauth: str = "", ready: bool = False, steps: tuple[str, ...] = ()
) -> Discovery:
    def one(protocol: str, host: str, port: int) -> FoundServer:
        return FoundServer(
            protocol=protocol,
            host=host,
            port=port,
            security="tls",
            user="claire@example.org",
            source="known",
            auth=auth,
        )

    return Discovery(
        domain="example.org",
        servers=[
            one("imap", "imap.example.org", 993),
            one("pop", "pop.example.org", 995),
            one("submission", "smtp.example.org", 465),
        ],
        provider="example",
        provider_name="Example",
        steps=list(steps),
        help_url="https://example.org/help",
        oauth=oauth,
        oauth_ready=ready,
    )


def state(discovery: Discovery | None = None) -> WizardState:
    made = with_address(WizardState(name="Claire"), "claire@example.org")
    return with_discovery(made, discovery or found())


def tried(**known: object) -> Answered:
    return Answered(want=Try(), reply=Done(request=1, **known))  # type: ignore[arg-type]


def failed(family: str, code: str, step: str, **known: object) -> Answered:
    problem = Problem(family=family, code=code, step=step, **known)  # type: ignore[arg-type]
    return Answered(want=Try(), reply=Failed(request=1, problem=problem))


def not_kept(family: str, code: str) -> Answered:
    return Answered(want=Keep(), reply=Failed(request=1, problem=Problem(family=family, code=code)))
