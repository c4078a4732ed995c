"""Which of all answers win."""

from facteur.mail.account import Security, ServerAddress
from facteur.net.discovery import known
from facteur.net.discovery.findings import Answer, Auth, FoundServer, Kind, Source
from facteur.net.discovery.merge import Findings, merge
from facteur.net.discovery.presets import presets

IMAP, POP, SEND = Kind.IMAP, Kind.POP, Kind.SUBMISSION


def server(
    kind: Kind, host: str, source: Source, port: int = 993, auth: Auth = Auth.PASSWORD
) -> FoundServer:
    address = ServerAddress(host=host, port=port, security=Security.TLS)
    return FoundServer(kind=kind, server=address, user="claire", source=source, auth=auth)


def says(source: Source, *servers: tuple[Kind, str], **more: object) -> Answer:
    found = tuple(server(kind, host, source) for kind, host in servers)
    return Answer(source=source, servers=found, **more)  # pyright: ignore[reportArgumentType] -- fields of an answer


def of(*answers: Answer, ready: frozenset[str] = frozenset()) -> Findings:
    return merge(answers, presets(), ready)


def hosts(found: Findings) -> list[tuple[Kind, str]]:
    return [(one.kind, one.server.host) for one in found.servers]


def test_a_complete_answer_silences_lesser_ones() -> None:
    found = of(
        says(Source.GUESS, (IMAP, "g.test"), (POP, "g.test"), (SEND, "g.test")),
        says(Source.DOMAIN, (IMAP, "d.test"), (SEND, "d.test"), name="Example"),
    )
    assert hosts(found) == [(IMAP, "d.test"), (SEND, "d.test")]
    assert found.name == "Example"


def test_lesser_ones_fill_the_gaps_of_an_incomplete_answer() -> None:
    found = of(
        says(Source.GUESS, (POP, "g.test"), (SEND, "g.test")),
        says(Source.DNS, (IMAP, "n.test")),
    )
    assert hosts(found) == [(IMAP, "n.test"), (POP, "g.test"), (SEND, "g.test")]


def test_at_most_two_of_a_kind_and_none_twice() -> None:
    found = of(
        says(Source.DNS, (IMAP, "n.test"), (IMAP, "n.test")),
        says(Source.GUESS, (IMAP, "n.test"), (IMAP, "g.test"), (IMAP, "h.test")),
    )
    assert hosts(found) == [(IMAP, "n.test"), (IMAP, "g.test")]
    assert found.servers[0].source is Source.DNS


def test_what_the_domain_denies_is_not_guessed() -> None:
    found = of(
        says(Source.DNS, (IMAP, "n.test"), denied=frozenset({POP})),
        says(Source.GUESS, (POP, "g.test"), (SEND, "g.test")),
    )
    assert hosts(found) == [(IMAP, "n.test"), (SEND, "g.test")]


def test_nothing_at_all() -> None:
    assert of() == Findings()
    assert of(says(Source.DOMAIN, insecure=True)) == Findings(insecure=True)


def test_an_unencrypted_server_is_no_news_where_there_are_others() -> None:
    found = of(says(Source.DOMAIN, insecure=True), says(Source.GUESS, (IMAP, "g.test")))
    assert not found.insecure


def test_a_closed_provider() -> None:
    tuta = presets().named("tuta")
    assert tuta is not None
    closed = known.answer(tuta, "claire", "bistro.example", source=Source.DNS)
    guessed = says(Source.GUESS, (IMAP, "g.test"), (SEND, "g.test"))
    found = of(guessed, closed)
    assert (found.closed, found.servers, found.name) == (True, (), "Tuta")
    published = says(Source.DOMAIN, (IMAP, "d.test"), (SEND, "d.test"))
    assert not of(closed, published).closed
    assert not of(closed, says(Source.DOMAIN, (IMAP, "d.test"))).closed


def test_the_provider_behind_published_hosts_is_recognised() -> None:
    published = says(Source.DOMAIN, (IMAP, "imap.gmail.com"), (SEND, "smtp.gmail.com"), name="Uni")
    found = of(published)
    assert found.provider is presets().named("gmail")
    assert found.name == "Gmail"
    assert {one.auth for one in found.servers} == {Auth.APP_PASSWORD}
    assert {one.auth for one in of(published, ready=frozenset({"google"})).servers} == {Auth.OAUTH}


def test_a_provider_whose_hosts_were_not_taken_is_not_named() -> None:
    ovh = presets().named("ovh")
    assert ovh is not None
    by_mail_host = known.answer(ovh, "claire", "bistro.example", source=Source.DNS)
    found = of(says(Source.DOMAIN, (IMAP, "d.test"), (SEND, "d.test")), by_mail_host)
    assert found.provider is None
    assert of(by_mail_host).provider is ovh
