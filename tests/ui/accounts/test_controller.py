import pytest

from facteur.link import commands
from facteur.link.events import (
    AccountsChanged,
    PasswordNeeded,
    Problem,
    ProblemCleared,
    ProgressChanged,
)
from facteur.mail.account import SecretKind, Security
from facteur.store.read import accounts
from facteur.store.write import accounts as writing
from facteur.ui.accounts.controller import entered_of, fields_of
from facteur.ui.accounts.dialog import AccountDialog
from facteur.ui.accounts.entered import Entered
from facteur.ui.accounts.manage import RemoveQuestion

GOOD = Entered(address="a@b.fr", host="imap.b.fr", user="a@b.fr", password="secret")


def filled(controller):
    controller.add()
    dialog = controller._add_dialog
    dialog.fill(GOOD, known_password=False)
    dialog.form.password.setText("secret")
    return dialog


def test_adding_tests_then_keeps_then_opens_the_inbox(qtbot, controller, client):
    dialog = filled(controller)
    dialog.main.click()
    (test,) = client.of(commands.TestAccount)
    assert (test.account.host, test.password, test.known_account) == ("imap.b.fr", "secret", 0)
    client.done(test)
    dialog.main.click()
    (add,) = client.of(commands.AddAccount)
    assert (add.account.address, add.password) == ("a@b.fr", "secret")
    with qtbot.waitSignal(controller.added) as said:
        client.done(add, account=7)
    assert said.args == [7]
    assert controller._add_dialog is None


def test_the_steps_of_a_running_test_are_live(controller, client):
    dialog = filled(controller)
    dialog.main.click()
    client.happened.emit(
        ProgressChanged(task=1, account=0, kind="test", done=2, total=3, unit="steps")
    )
    words = [row.word.text() for row in dialog.trial._rows.values()]
    assert words == ["works", "works", "working…"]


def test_a_failed_test_is_in_words(controller, client):
    dialog = filled(controller)
    dialog.main.click()
    client.failed(
        client.of(commands.TestAccount)[0],
        Problem(family="login", code="refused", step="login", server_text="NO"),
    )
    assert dialog.trial.card.words.title == "The server refused the user name or password"


def test_an_answer_after_leaving_means_nothing(controller, client):
    dialog = filled(controller)
    dialog.main.click()
    dialog.reject()
    client.done(client.of(commands.TestAccount)[0])
    assert not dialog.trial.succeeded
    dialog.reject()
    controller.add()
    assert controller._add_dialog is dialog
    assert dialog.form.entered() == GOOD


def test_keeping_may_fail_too(controller, client):
    dialog = filled(controller)
    dialog.main.click()
    client.done(client.of(commands.TestAccount)[0])
    dialog.main.click()
    client.failed(client.of(commands.AddAccount)[0], Problem(family="usage", code="account-exists"))
    assert dialog.trial.card.words.title == "This address is already in Facteur."


def test_changing_uses_the_known_password(qtbot, controller, client, shelf, window):
    controller.change(shelf.account)
    dialog = window.findChild(AccountDialog)
    dialog.main.click()
    (test,) = client.of(commands.TestAccount)
    assert (test.known_account, test.password) == (shelf.account, "")
    client.done(test)
    dialog.main.click()
    (change,) = client.of(commands.ChangeAccount)
    assert change.account == shelf.account
    with qtbot.assertNotEmitted(controller.added):
        client.done(change)
    assert not dialog.isVisible()


def test_removing_asks_first(controller, client, shelf, window):
    controller.remove(shelf.account)
    question = window.findChild(RemoveQuestion)
    assert not client.sent
    question.go_on.click()
    assert client.of(commands.RemoveAccount)[0].account == shelf.account


def test_a_password_is_asked_for_once_and_again_only_by_wish(qtbot, controller, client, shelf):
    needed = PasswordNeeded(account=shelf.account, reason="missing", keyring=True)
    client.happened.emit(needed)
    dialog = controller._password_dialogs[shelf.account]
    with qtbot.waitSignal(controller.passwords_missing) as said:
        dialog.reject()
    assert said.args == [(shelf.account,)]
    client.happened.emit(needed)
    assert not controller._password_dialogs
    controller.ask_password(shelf.account)
    dialog = controller._password_dialogs[shelf.account]
    dialog.field.setText("secret")
    with qtbot.waitSignal(controller.passwords_missing) as said:
        dialog.main.click()
    assert said.args == [()]
    (given,) = client.of(commands.SetPassword)
    assert (given.password, given.remember) == ("secret", True)


def test_a_refused_password_is_asked_for_again(controller, client, shelf):
    client.happened.emit(PasswordNeeded(account=shelf.account, reason="missing", keyring=False))
    dialog = controller._password_dialogs[shelf.account]
    dialog.field.setText("wrong")
    dialog.main.click()
    client.happened.emit(PasswordNeeded(account=shelf.account, reason="refused", keyring=False))
    assert "refused" in controller._password_dialogs[shelf.account]._reason.text()


def test_a_problem_that_is_over_clears_the_wish(qtbot, controller, client, shelf):
    client.happened.emit(PasswordNeeded(account=shelf.account, reason="missing", keyring=True))
    with qtbot.waitSignal(controller.passwords_missing) as said:
        client.happened.emit(
            ProblemCleared(account=shelf.account, family="login", code="password-needed")
        )
    assert said.args == [()]


def test_a_removed_account_is_not_asked_about(controller, client, shelf):
    controller.manage()
    assert controller._manage_dialog.list.count() == 1
    client.happened.emit(PasswordNeeded(account=shelf.account, reason="missing", keyring=True))
    shelf.store.write_now(lambda tx: writing.remove(tx, shelf.account))
    client.happened.emit(AccountsChanged())
    assert controller._manage_dialog.list.count() == 0
    assert not controller._password_dialogs
    controller.change(shelf.account)
    controller.remove(shelf.account)


def test_a_password_command_is_kept_until_a_password_is_typed(shelf):
    settings = accounts.accounts(shelf.reader)[0].settings
    import dataclasses

    known = dataclasses.replace(settings, secret_kind=SecretKind.COMMAND, password_command="pass x")
    entered = entered_of(known)
    kept = fields_of(entered, known)
    assert (kept.secret_kind, kept.password_command) == ("command", "pass x")
    typed = fields_of(dataclasses.replace(entered, password="x", remember=False), known)
    assert (typed.secret_kind, typed.password_command) == ("ask", "")
    assert kept.security == Security.TLS.value


@pytest.mark.parametrize("host", ["", "a b"])
def test_a_host_that_cannot_be_is_said_in_words(controller, client, host):
    dialog = filled(controller)
    dialog.test_asked.emit(Entered(address="a@b.fr", host=host, user="a"))
    assert dialog.trial.card.words is not None
    assert not client.sent


def test_without_a_keyring_the_password_is_asked_at_each_start(qtbot, controller, client):
    dialog = filled(controller)
    dialog.main.click()
    client.done(client.of(commands.TestAccount)[0])
    dialog.main.click()
    (first,) = client.of(commands.AddAccount)
    client.failed(first, Problem(family="login", code="no-keyring"))
    _first, again = client.of(commands.AddAccount)
    assert (again.account.secret_kind, again.password) == ("ask", first.password)
    with qtbot.waitSignal(controller.added):
        client.done(again, account=3)
