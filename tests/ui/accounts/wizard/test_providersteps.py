import tomllib

from facteur.base import paths
from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.providersteps import step_sentences

BOTH = frozenset((Protocol.IMAP, Protocol.POP))


def test_every_step_of_the_providers_is_a_sentence(qapp):
    table = tomllib.loads((paths.resources() / "providers.toml").read_text(encoding="utf-8"))
    used = {step for provider in table["provider"] for step in provider.get("steps", ())}
    assert used
    for step in used:
        (sentence,) = step_sentences([step], "GMX", BOTH)
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_they_come_in_the_order_they_are_done_and_both_switches_at_once(qapp):
    said = step_sentences(["app-password", "enable-pop", "enable-imap", "odd"], "GMX", BOTH)
    assert len(said) == 2
    assert said[0].startswith("Switch IMAP or POP on")
    assert said[1].startswith("GMX wants an app password")


def test_what_concerns_a_protocol_that_cannot_be_had_is_left_out(qapp):
    only = frozenset((Protocol.POP,))
    assert step_sentences(["enable-imap"], "GMX", only) == ()
    (said,) = step_sentences(["enable-imap", "enable-pop"], "GMX", only)
    assert said.startswith("For POP")
    assert step_sentences(["paid-pop"], "GMX", frozenset((Protocol.IMAP,))) == ()
