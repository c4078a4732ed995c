import dataclasses

import pytest

from facteur.base.errors import UsageError
from facteur.engine.fields import settings_of
from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.ui.accounts.entered import Entered
from facteur.ui.accounts.fields import entered_of, fields_of

KNOWN = AccountSettings(
    address="a@b.fr",
    server=ServerAddress(host="imap.b.fr", port=993, security=Security.TLS),
    user="a",
)


def test_a_collecting_account_goes_to_the_engine_and_back_unchanged():
    rules = PopRules(
        after_download=AfterDownload.LEAVE,
        leave_days=7,
        follow_deletion=True,
        headers_over_octets=2_000_000,
    )
    server = ServerAddress(host="pop.b.fr", port=110, security=Security.STARTTLS)
    pop = dataclasses.replace(KNOWN, protocol=Protocol.POP, server=server, pop=rules)
    assert settings_of(fields_of(entered_of(pop), pop)) == pop


def test_a_password_command_is_kept_until_a_password_is_typed():
    known = dataclasses.replace(KNOWN, secret_kind=SecretKind.COMMAND, password_command="pass x")
    entered = entered_of(known)
    kept = fields_of(entered, known)
    assert (kept.secret_kind, kept.password_command) == ("command", "pass x")
    typed = fields_of(dataclasses.replace(entered, password="x", remember=False), known)
    assert (typed.secret_kind, typed.password_command) == ("ask", "")
    assert kept.security == Security.TLS.value


def test_a_host_that_cannot_be_is_refused():
    with pytest.raises(UsageError):
        fields_of(Entered(address="a@b.fr", host="a b", user="a"), None)
