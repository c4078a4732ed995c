"""`account add`, `remove`, `test`: what reaches the engine, what people are told."""

import io
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import accounts
from facteur.cli.invocation import (
    AddAccount,
    ChangeAccount,
    OAuthWish,
    RemoveAccount,
    SendingWish,
    SignInAgain,
    TryAccount,
)
from facteur.engine.fields import settings_of
from facteur.link import commands
from facteur.link.codec import FromEngine
from facteur.link.events import BrowserWanted, Counts, Done, Failed, Problem, Trial
from facteur.mail.account import PopRules, Protocol, SecretKind, Security, ServerAddress, Submission
from facteur.store.write import accounts as write_accounts
from tests.cli.scripted import ADDRESS, Filled, ScriptedEngine, settings

CLEAR = ServerAddress(host="mail.example.org", port=143, security=Security.NONE)


def failing(family: str, code: str, step: str = "") -> ScriptedEngine:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        return [
            Failed(request=command.request, problem=Problem(family=family, code=code, step=step))
        ]

    return ScriptedEngine(answer)


def test_an_account_with_a_command(empty: Profile) -> None:
    engine = ScriptedEngine()
    command = AddAccount(settings=settings(), password_from_stdin=False)
    assert accounts.run(command, empty, engine) == 0
    (sent,) = engine.heard
    assert sent == commands.AddAccount(
        request=1,
        account=commands.AccountFields(
            address=ADDRESS,
            host="imap.example.org",
            port=993,
            security="tls",
            user="claire",
            secret_kind="command",
            password_command="pass show mail",
        ),
    )


def test_the_password_is_the_first_line_of_stdin_and_is_told_to_nobody_else(
    empty: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(" s3cret \nmore\n"))
    engine = ScriptedEngine()
    command = AddAccount(
        settings=settings(secret_kind=SecretKind.KEYRING, password_command=""),
        password_from_stdin=True,
    )
    assert accounts.run(command, empty, engine) == 0
    (sent,) = engine.heard
    assert isinstance(sent, commands.AddAccount)
    assert sent.password == " s3cret "
    said = capsys.readouterr()
    assert "s3cret" not in said.out + said.err


def test_no_password_at_all(empty: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    engine = ScriptedEngine()
    with pytest.raises(UsageError) as caught:
        accounts.run(AddAccount(settings=settings(), password_from_stdin=True), empty, engine)
    assert caught.value.code == "password-empty"
    assert engine.heard == []


def test_a_password_that_is_no_text(empty: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\udce9\n"))
    with pytest.raises(UsageError) as caught:
        accounts.run(
            AddAccount(settings=settings(), password_from_stdin=True), empty, ScriptedEngine()
        )
    assert caught.value.code == "not-text"


def test_on_a_terminal_the_password_is_asked_for(
    empty: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(accounts.getpass, "getpass", lambda prompt, stream: "typed")
    engine = ScriptedEngine()
    accounts.run(AddAccount(settings=settings(), password_from_stdin=True), empty, engine)
    assert getattr(engine.heard[0], "password", "") == "typed"


def test_without_a_keyring_the_way_out_is_named(
    empty: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    command = AddAccount(settings=settings(), password_from_stdin=False)
    assert accounts.run(command, empty, failing("login", "no-keyring")) == 1
    assert "--password-command" in capsys.readouterr().err


def test_no_encryption_needs_to_be_said(empty: Profile) -> None:
    engine = ScriptedEngine()
    with pytest.raises(UsageError) as caught:
        accounts.run(
            AddAccount(settings=settings(server=CLEAR), password_from_stdin=False), empty, engine
        )
    assert caught.value.code == "not-encrypted"
    assert engine.greeted == []
    said = AddAccount(
        settings=settings(server=CLEAR), password_from_stdin=False, accept_no_encryption=True
    )
    assert accounts.run(said, empty, engine) == 0


def test_no_encryption_is_free_on_this_computer(empty: Profile) -> None:
    here = ServerAddress(host="127.0.0.1", port=143, security=Security.NONE)
    command = AddAccount(settings=settings(server=here), password_from_stdin=False)
    assert accounts.run(command, empty, ScriptedEngine()) == 0


def test_remove(filled: Filled) -> None:
    engine = ScriptedEngine()
    assert accounts.run(RemoveAccount(address=ADDRESS), filled.profile, engine) == 0
    assert engine.heard == [commands.RemoveAccount(request=1, account=filled.account)]


def test_an_unknown_account_needs_no_engine(filled: Filled) -> None:
    engine = ScriptedEngine()
    for command in (RemoveAccount(address="x@y"), TryAccount(address="x@y")):
        with pytest.raises(UsageError):
            accounts.run(command, filled.profile, engine)
    assert engine.greeted == []


def test_test(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    engine = ScriptedEngine()
    assert accounts.run(TryAccount(address=ADDRESS), filled.profile, engine) == 0
    (sent,) = engine.heard
    assert isinstance(sent, commands.TestAccount)
    assert sent.known_account == filled.account
    assert "works" in capsys.readouterr().out
    refused = failing("login", "refused", step="login")
    assert accounts.run(TryAccount(address=ADDRESS), filled.profile, refused) == 1
    assert "login: The server refuses" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("retry", "said"), [(True, "To be asked for again: 3."), (False, "Left there for good: 3.")]
)
def test_what_a_server_refused(
    filled: Filled, capsys: pytest.CaptureFixture[str], retry: bool, said: str
) -> None:
    pop = settings("p@example.org", protocol=Protocol.POP, pop=PopRules())
    key = filled.store.write_now(lambda tx: write_accounts.add(tx, pop, 1))
    engine = ScriptedEngine(
        lambda command: [Done(request=command.request, counts=Counts(messages=3, octets=0))]
    )
    command = ChangeAccount(address="p@example.org", allow=True, retry_refused=retry)
    assert accounts.run(command, filled.profile, engine) == 0
    assert engine.heard == [
        commands.AnswerRemoval(request=1, account=key, allow=True),
        commands.SkipRefused(request=2, account=key, retry=retry),
    ]
    assert said in capsys.readouterr().out


def test_what_fails_ends_the_change(filled: Filled) -> None:
    pop = settings("p@example.org", protocol=Protocol.POP, pop=PopRules())
    filled.store.write_now(lambda tx: write_accounts.add(tx, pop, 1))
    engine = failing("store", "disk-full")
    command = ChangeAccount(
        address="p@example.org", follow_deletion=True, allow=True, retry_refused=True
    )
    assert accounts.run(command, filled.profile, engine) == 1
    assert len(engine.heard) == 1


OUT = ServerAddress(host="out.example.org", port=465, security=Security.TLS)


def test_the_server_for_sending_is_changed_and_nothing_else(filled: Filled) -> None:
    engine = ScriptedEngine()
    command = ChangeAccount(address=ADDRESS, sending=SendingWish(server=OUT, user="u"))
    assert accounts.run(command, filled.profile, engine) == 0
    (sent,) = engine.heard
    assert isinstance(sent, commands.ChangeAccount)
    assert sent.password == ""
    changed = settings_of(sent.fields)
    assert changed.submission == Submission(server=OUT, user="u")
    assert replace(changed, submission=None) == settings()


def test_only_an_account_that_collects_has_rules(filled: Filled) -> None:
    engine = ScriptedEngine()
    sending = SendingWish(server=OUT)
    for command in (
        ChangeAccount(address=ADDRESS, sending=sending, follow_deletion=False),
        ChangeAccount(address=ADDRESS, allow=True),
    ):
        with pytest.raises(UsageError) as caught:
            accounts.run(command, filled.profile, engine)
        assert caught.value.code == "account-not-pop"
    assert not engine.heard


def test_sending_without_encryption_has_to_be_wanted(filled: Filled, empty: Profile) -> None:
    engine = ScriptedEngine()
    sending = SendingWish(server=CLEAR)
    with pytest.raises(UsageError) as caught:
        accounts.run(ChangeAccount(address=ADDRESS, sending=sending), filled.profile, engine)
    assert caught.value.code == "not-encrypted"
    wanted = ChangeAccount(address=ADDRESS, sending=sending, accept_no_encryption=True)
    assert accounts.run(wanted, filled.profile, engine) == 0
    adding = AddAccount(
        settings=settings(submission=Submission(server=CLEAR)), password_from_stdin=False
    )
    with pytest.raises(UsageError):
        accounts.run(adding, empty, engine)
    assert accounts.run(replace(adding, accept_no_encryption=True), empty, engine) == 0


PAGE = "https://login.example/authorize?state=" + "x" * 300


def agreeing(*, keyring: bool = True, fails: str = "") -> ScriptedEngine:
    """Return an engine whose user agrees at once, or does not."""

    def answer(command: commands.Command) -> Sequence[FromEngine]:
        if not isinstance(command, commands.SignIn):
            return []
        wanted = BrowserWanted(request=command.request, task=3, url=PAGE)
        if fails:
            problem = Problem(family="login", code=fails)
            return [wanted, Failed(request=command.request, problem=problem)]
        return [wanted, Done(request=command.request, grant=7, keyring=keyring)]

    return ScriptedEngine(answer)


def oauth_account(wish: OAuthWish) -> AddAccount:
    made = settings(secret_kind=SecretKind.OAUTH, password_command="", oauth_client=wish.client)
    return AddAccount(settings=made, password_from_stdin=False, oauth=wish)


def test_an_account_whose_owner_agrees_in_the_browser(
    empty: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = agreeing()
    assert accounts.run(oauth_account(OAuthWish(provider="google")), empty, engine) == 0
    asked, sent = engine.heard
    assert asked == commands.SignIn(request=1, oauth="google", user="claire")
    assert isinstance(sent, commands.AddAccount)
    assert (sent.grant, sent.password, sent.account.secret_kind) == (7, "", "oauth")
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == PAGE
    assert "keyring" not in said.err


def test_the_users_own_client_and_no_keyring(
    empty: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("hush\n"))
    engine = agreeing(keyring=False)
    wish = OAuthWish(provider="google", client="mine", secret_from_stdin=True)
    assert accounts.run(oauth_account(wish), empty, engine) == 0
    asked, sent = engine.heard
    assert isinstance(asked, commands.SignIn)
    assert (asked.client, asked.client_secret) == ("mine", "hush")
    assert isinstance(sent, commands.AddAccount)
    assert sent.account.oauth_client == "mine"
    said = capsys.readouterr()
    assert "each start" in said.err
    assert "hush" not in said.out + said.err


def test_who_does_not_agree_has_no_account(
    empty: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = agreeing(fails="oauth-denied")
    assert accounts.run(oauth_account(OAuthWish(provider="google")), empty, engine) == 1
    assert len(engine.heard) == 1
    assert "Approval was not given" in capsys.readouterr().err


def test_agreeing_again(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    again = SignInAgain(address=ADDRESS, oauth=OAuthWish(provider=""))
    engine = agreeing()
    with pytest.raises(UsageError) as caught:
        accounts.run(again, filled.profile, engine)
    assert caught.value.code == "account-not-oauth"
    made = settings(secret_kind=SecretKind.OAUTH, password_command="")
    filled.store.write_now(lambda tx: write_accounts.change(tx, filled.account, made))
    assert accounts.run(again, filled.profile, engine) == 0
    assert engine.heard == [
        commands.SignIn(request=1, oauth="", user="claire", account=filled.account)
    ]
    assert "goes on" in capsys.readouterr().out


def test_an_account_that_cannot_send(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    unsent = Problem(family="trust", code="starttls-missing", step="send", host="smtp.example.org")
    engine = ScriptedEngine(
        lambda command: [Done(request=command.request, trial=Trial(unsent=unsent))]
    )
    assert accounts.run(TryAccount(address=ADDRESS), filled.profile, engine) == 1
    said = capsys.readouterr()
    assert "works" in said.out
    assert "send:" in said.err
    assert "smtp.example.org" in said.err
