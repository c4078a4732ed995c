from dataclasses import replace

import pytest

from facteur.base.errors import UsageError
from facteur.engine.fields import settings_of
from facteur.mail.account import SecretKind, Security
from facteur.ui.accounts.change.state import fields_of, lacks_password, state_of
from facteur.ui.accounts.wizard.state import Origin
from facteur.ui.words import Around
from tests.ui.accounts.change.conftest import COMMAND, IMAP, OAUTH, POP, server

PROVIDER = Around(provider="Exemple", help_url="https://exemple.fr/help")
ASK = replace(IMAP, secret_kind=SecretKind.ASK)
OPEN = replace(IMAP, server=server("127.0.0.1", 143, Security.NONE))
BARE = replace(IMAP, submission=None, provider="")


@pytest.mark.parametrize("settings", [IMAP, POP, OAUTH, COMMAND, ASK, OPEN, BARE])
def test_what_is_not_changed_stays_as_it_is(settings):
    assert settings_of(fields_of(state_of(settings, PROVIDER), settings)) == settings


def test_every_value_says_that_it_is_in_use():
    state = state_of(IMAP, PROVIDER)
    assert {state.imap.host_from, state.submission.port_from} == {Origin.USED}
    assert state.submission.user == "claire"
    assert (state.discovery.provider_name, state.discovery.help_url) == (
        "Exemple",
        "https://exemple.fr/help",
    )
    assert not state.unencrypted_agreed
    assert state_of(OPEN, PROVIDER).unencrypted_agreed


def test_a_typed_password_replaces_a_command_and_an_agreement():
    typed = replace(state_of(COMMAND, PROVIDER), password="secret")
    assert settings_of(fields_of(typed, COMMAND)).secret_kind is SecretKind.KEYRING
    asked = replace(typed, remember=False)
    assert settings_of(fields_of(asked, COMMAND)).secret_kind is SecretKind.ASK
    app = replace(state_of(OAUTH, PROVIDER), use_password=True)
    assert lacks_password(app, OAUTH)
    assert not lacks_password(replace(app, password="secret"), OAUTH)
    assert not lacks_password(state_of(OAUTH, PROVIDER), OAUTH)
    assert not lacks_password(state_of(IMAP, PROVIDER), IMAP)


def test_a_locked_keyring_is_not_forgotten_but_takes_no_new_password():
    locked = replace(state_of(IMAP, PROVIDER), keyring=False)
    assert settings_of(fields_of(locked, IMAP)).secret_kind is SecretKind.KEYRING
    typed = replace(locked, password="secret")
    assert settings_of(fields_of(typed, IMAP)).secret_kind is SecretKind.ASK


def test_both_servers_change_and_sending_can_be_left_as_it_was():
    state = state_of(IMAP, PROVIDER)
    state = replace(
        state,
        imap=replace(state.imap, host="mail.exemple.fr", certificate_sha256=""),
        submission=replace(state.submission, host="out.exemple.fr", port=465, user="other"),
    )
    changed = settings_of(fields_of(state, IMAP))
    assert (changed.server.host, changed.certificate_sha256) == ("mail.exemple.fr", "")
    assert changed.submission
    assert (changed.submission.server.host, changed.submission.user) == ("out.exemple.fr", "other")
    left = settings_of(fields_of(replace(state, sending=False), IMAP))
    assert left.server.host == "mail.exemple.fr"
    assert left.submission == IMAP.submission


def test_no_server_for_sending_is_one_of_the_choices():
    state = state_of(IMAP, PROVIDER)
    state = replace(state, submission=replace(state.submission, host=""))
    assert settings_of(fields_of(state, IMAP)).submission is None


def test_a_host_that_cannot_be_is_no_account():
    state = state_of(IMAP, PROVIDER)
    with pytest.raises(UsageError):
        fields_of(replace(state, imap=replace(state.imap, host="a b")), IMAP)
