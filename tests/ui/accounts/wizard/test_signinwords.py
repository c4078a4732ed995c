from dataclasses import replace

import pytest

from facteur.ui.accounts.wizard.signinwords import (
    Way,
    can_consent,
    explanation,
    help_url,
    provider_name,
    way,
)
from facteur.ui.accounts.wizard.state import WizardState, with_address
from tests.ui.accounts.wizard.stands import found, state

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("discovery", "expected"),
    [
        (found(), Way.PASSWORD),
        (found(auth="app-password"), Way.APP_PASSWORD),
        (found(steps=("authorisation-code",)), Way.APP_PASSWORD),
        (found(auth="oauth", oauth="example", ready=True), Way.CONSENT),
        (found(auth="oauth", oauth="example"), Way.UNREGISTERED),
        (found(auth="app-password", oauth="example"), Way.APP_PASSWORD),
        (found(auth="app-password", oauth="example", ready=True), Way.CONSENT),
    ],
)
def test_the_way_that_fits(discovery, expected):
    given = state(discovery)
    assert way(given) is expected
    assert bool(explanation(given)) is (expected is not Way.PASSWORD)
    assert "{" not in explanation(given)


def test_an_own_client_id_opens_the_page():
    given = replace(state(found(auth="oauth", oauth="example")), oauth_client="mine")
    assert can_consent(given)
    assert way(given) is Way.CONSENT


def test_without_discovery_the_domain_stands_for_the_provider():
    typed = with_address(WizardState(), "claire@example.org")
    assert provider_name(typed) == "example.org"
    assert help_url(typed) == ""
    assert way(typed) is Way.PASSWORD
