from dataclasses import replace

import pytest

from facteur.base.errors import UsageError
from facteur.link.events import Discovery, Trial
from facteur.mail.account import PopRules, Protocol, Security
from facteur.ui.accounts.wizard.state import (
    Origin,
    Place,
    Server,
    WizardState,
    Wrong,
    account_fields,
    following,
    foreign,
    offered,
    step_number,
    steps,
    untested,
    with_address,
    with_discovery,
    wrong,
)
from tests.ui.accounts.wizard.conftest import discovery, server

IMAP, POP = Protocol.IMAP, Protocol.POP


@pytest.mark.parametrize(
    ("place", "imap", "pop"),
    [
        (Place.ADDRESS, (1, 5), (1, 6)),
        (Place.DISCOVERY, (2, 5), (2, 6)),
        (Place.MANUAL, (2, 5), (2, 6)),
        (Place.KEEP, (3, 5), (3, 6)),
        (Place.QUESTIONS, None, None),
        (Place.COMPARE, None, None),
        (Place.POP, None, (4, 6)),
        (Place.SIGN_IN, (4, 5), (5, 6)),
        (Place.TEST, (5, 5), (6, 6)),
        (Place.DONE, None, None),
    ],
)
def test_steps_are_counted_on_the_way_that_is_taken(place, imap, pop):
    assert step_number(place, IMAP) == imap
    assert step_number(place, POP) == pop
    assert len(steps(POP)) == len(steps(IMAP)) + 1


def test_the_way_leads_from_the_address_to_the_end(found):
    for protocol, between in ((IMAP, []), (POP, [Place.POP])):
        place, way = Place.ADDRESS, []
        while place is not None:
            way.append(place)
            place = following(place, replace(found, protocol=protocol))
        assert way == [
            Place.ADDRESS,
            Place.DISCOVERY,
            Place.KEEP,
            *between,
            Place.SIGN_IN,
            Place.TEST,
            Place.DONE,
        ]
    assert following(Place.QUESTIONS, found) is Place.KEEP
    assert following(Place.MANUAL, found) is Place.KEEP


def test_what_was_found_fills_what_was_not_typed(fresh):
    typed = Server(
        host="mail.exemple.fr", port=1143, security=Security.STARTTLS, host_from=Origin.TYPED
    )
    state = with_discovery(replace(fresh, imap=typed), discovery())
    assert state.imap == typed
    assert (state.pop.host, state.pop.host_from) == ("pop.exemple.fr", Origin.DOMAIN)
    assert state.submission.port == 465


def test_a_typed_user_stays(fresh):
    state = replace(fresh, imap=Server(user="claire", user_from=Origin.TYPED))
    state = with_discovery(state, discovery())
    assert (state.imap.user, state.imap.user_from) == ("claire", Origin.TYPED)
    assert state.imap.host_from is Origin.DOMAIN


def test_another_address_forgets_what_was_found_and_keeps_what_was_typed(found):
    found = replace(
        found, trial=Trial(messages=3), grant=5, foreign_agreed=True, rules=PopRules(leave_days=3)
    )
    other = with_address(found, " paul@autre.fr ")
    assert (other.address, other.domain) == ("paul@autre.fr", "autre.fr")
    assert (other.discovery, other.imap.host, other.trial, other.grant) == (None, "", None, 0)
    assert not other.foreign_agreed
    assert other.rules.leave_days == 3
    typed = replace(found, imap=replace(found.imap, host="mine", host_from=Origin.TYPED))
    assert with_address(typed, "paul@autre.fr").imap.host == "mine"
    assert with_address(found, found.address) is found


def test_what_was_entrusted_to_one_domain_is_not_to_another(found):
    trusting = replace(
        found, password="hush", oauth_client="mine", client_secret="shh", unencrypted_agreed=True
    )
    kept = with_address(trusting, "clara@EXEMPLE.fr")
    assert (kept.password, kept.oauth_client, kept.client_secret) == ("hush", "mine", "shh")
    assert kept.unencrypted_agreed
    other = with_address(trusting, "claire@autre.fr")
    assert (other.password, other.oauth_client, other.client_secret) == ("", "", "")
    assert not other.unencrypted_agreed


def test_numbers_outlive_the_settings_they_were_seen_with(found):
    trial = Trial(messages=3)
    state = untested(replace(found, trial=trial, already=3))
    assert (state.trial, state.numbers, state.already) == (None, trial, -1)
    assert untested(state).numbers == trial
    assert with_address(state, "x@y.fr").numbers is None


def test_the_one_protocol_that_is_offered_is_chosen(fresh):
    assert offered(fresh) == {IMAP, POP}
    state = with_discovery(fresh, discovery("pop"))
    assert offered(state) == {POP}
    assert state.protocol is POP


def test_a_foreign_domain_has_to_be_agreed_to(fresh):
    strange = server("imap", host="ssl0.ovh.net", host_domain="ovh.net", foreign=True)
    state = with_discovery(fresh, Discovery(domain="exemple.fr", servers=[strange]))
    assert foreign(state) == ("ovh.net",)
    assert wrong(state, Place.DISCOVERY) is Wrong.FOREIGN
    assert wrong(replace(state, foreign_agreed=True), Place.DISCOVERY) is None


def test_a_foreign_domain_cannot_be_walked_around(fresh):
    servers = [
        server("imap", host="ssl0.ovh.net", host_domain="ovh.net", foreign=True),
        server("submission", host="ssl1.ovh.net", host_domain="ovh.net", foreign=True),
    ]
    state = with_discovery(fresh, Discovery(domain="exemple.fr", servers=servers))
    assert wrong(state, Place.MANUAL) is Wrong.FOREIGN
    assert wrong(replace(state, foreign_agreed=True), Place.MANUAL) is None
    by_hand = replace(state, imap=replace(state.imap, host_from=Origin.TYPED))
    assert wrong(by_hand, Place.MANUAL) is Wrong.FOREIGN
    assert wrong(replace(by_hand, sending=False), Place.MANUAL) is None


def manual(**facts):
    return WizardState(address="a@b.fr", imap=Server(host="h", port=993, user="u"), **facts)


@pytest.mark.parametrize(
    ("state", "place", "expected"),
    [
        (WizardState(), Place.DISCOVERY, Wrong.NOTHING),
        (WizardState(), Place.MANUAL, Wrong.HOST),
        (manual(), Place.MANUAL, None),
        (replace(manual(), imap=Server(host="a b", port=1, user="u")), Place.MANUAL, Wrong.HOST),
        (replace(manual(), imap=Server(host="h", port=0, user="u")), Place.MANUAL, Wrong.PORT),
        (replace(manual(), imap=Server(host="h", port=1)), Place.MANUAL, Wrong.USER),
        (manual(submission=Server(host="a/b", port=1)), Place.MANUAL, Wrong.SUBMISSION_HOST),
        (manual(submission=Server(host="a", port=70000)), Place.MANUAL, Wrong.SUBMISSION_PORT),
        (manual(submission=Server(host="a/b"), sending=False), Place.MANUAL, None),
        (
            replace(manual(), imap=Server(host="h", port=1, user="u", security=Security.NONE)),
            Place.MANUAL,
            Wrong.UNENCRYPTED,
        ),
        (
            manual(
                submission=Server(host="h", port=1, security=Security.NONE),
                unencrypted_agreed=True,
            ),
            Place.MANUAL,
            None,
        ),
        (manual(protocol=POP), Place.KEEP, Wrong.NOTHING),
        (manual(), Place.SIGN_IN, Wrong.SECRET),
        (manual(password="p"), Place.SIGN_IN, None),
        (manual(), Place.TEST, None),
    ],
)
def test_what_keeps_the_user_on_a_page(state, place, expected):
    assert wrong(state, place) is expected


def test_oauth_needs_a_grant_and_no_password(found):
    state = replace(found, discovery=discovery(oauth="google", oauth_ready=True), password="p")
    assert state.by_oauth
    assert wrong(state, Place.SIGN_IN) is Wrong.SECRET
    assert wrong(replace(state, grant=4), Place.SIGN_IN) is None
    assert account_fields(state).secret_kind == "oauth"
    assert not replace(state, use_password=True).by_oauth
    unregistered = replace(state, discovery=discovery(oauth="google"))
    assert not unregistered.by_oauth
    assert replace(unregistered, oauth_client="mine").by_oauth


def test_what_goes_to_the_engine(found):
    state = replace(
        found,
        protocol=POP,
        rules=PopRules(leave_days=9),
        submission=replace(found.submission, user="relay"),
        discovery=discovery(provider="gmx"),
    )
    fields = account_fields(state)
    assert (fields.protocol, fields.host, fields.port, fields.leave_days) == (
        "pop",
        "pop.exemple.fr",
        995,
        9,
    )
    assert (fields.submission_host, fields.submission_user) == ("submission.exemple.fr", "relay")
    assert (fields.provider, fields.secret_kind) == ("gmx", "keyring")
    assert account_fields(found).submission_user == ""  # the one that receives
    assert account_fields(replace(found, sending=False)).submission_host == ""
    assert account_fields(replace(found, remember=False)).secret_kind == "ask"
    assert account_fields(replace(found, keyring=False)).secret_kind == "ask"


def test_a_host_that_cannot_be_is_refused():
    with pytest.raises(UsageError):
        account_fields(WizardState(address="a@b.fr"))


def test_secrets_are_not_printed():
    assert "hush" not in repr(WizardState(password="hush", client_secret="hush"))
    assert WizardState(name=" x ").typed
    assert not WizardState(name=" ").typed
