"""What a deed means to engine and server."""

import pytest

from facteur.engine.fields import settings_of
from facteur.link import commands
from facteur.link import practice as link
from facteur.mail.account import Protocol, SecretKind
from facteur.mail.keys import AccountKey
from facteur.ui.practice.lessons import Deed
from facteur.ui.practice.performing import Accounts, EngineStep, ServerStep, fields, steps

LISTENING = link.Listening(imap_port=143, pop_port=110, submission_port=587, passwords={})
ACCOUNTS = Accounts(
    keys={"imap": AccountKey(1), "pop": AccountKey(2)},
    fields={user: fields(user, LISTENING) for user in link.ADDRESSES},
)


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_means_something(deed: Deed):
    for step in steps(deed, ACCOUNTS):
        if isinstance(step, EngineStep):
            assert step.make(7).request == 7
        else:
            assert link.command(link.line(step.command)) == step.command


@pytest.mark.parametrize("user", link.ADDRESSES)
def test_the_accounts_are_ones_that_the_engine_takes(user: str):
    settings = settings_of(fields(user, LISTENING))
    assert settings.protocol is (Protocol.POP if user == "pop" else Protocol.IMAP)
    assert settings.server.is_loopback
    assert settings.secret_kind is SecretKind.ASK  # no keyring is touched
    assert settings.submission is not None


def test_a_rule_is_changed_and_agreed_to_in_this_order():
    change, answer = steps(Deed.RULE_LEAVE, ACCOUNTS)
    assert isinstance(change, EngineStep)
    assert isinstance(answer, EngineStep)
    changed, answered = change.make(1), answer.make(2)
    assert isinstance(changed, commands.ChangeAccount)
    assert (changed.account, changed.fields.after_download, changed.fields.leave_days) == (
        2, "leave", 3,
    )  # fmt: skip
    assert answered == commands.AnswerRemoval(request=2, account=2, allow=True)


def test_lines_go_to_the_server():
    assert steps(Deed.CUT_LINE, ACCOUNTS) == (ServerStep(command=link.SetLine(up=False)),)
