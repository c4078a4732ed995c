import dataclasses

import pytest

from facteur.link import commands
from facteur.link.events import (
    AccountsChanged,
    PasswordNeeded,
    Problem,
    ProblemCleared,
    ProgressChanged,
)
from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import accounts
from facteur.store.write import accounts as writing
from facteur.store.write import local, messages
from facteur.ui.accounts.dialog import AccountDialog
from facteur.ui.accounts.entered import Entered
from facteur.ui.accounts.removequestion import RemoveQuestion
from facteur.ui.accounts.rulesdialog import RulesDialog
from tests.store.popbuilders import header, pop_settings

GOOD = Entered(address="a@b.fr", host="imap.b.fr", user="a@b.fr", password="secret")


@pytest.fixture
def collecting(shelf):
    """An account that collects, with two messages here."""

    def add(tx):
        key = writing.add(tx, pop_settings(after_download=AfterDownload.KEEP, leave_days=7), 1)
        inbox = local.special(tx, key, SpecialUse.INBOX, ("Inbox",))
        uid = local.take_uids(tx, inbox, 2)
        rows = [header(str(n))._replace(uid=uid + n) for n in range(2)]
        messages.insert_headers(tx, inbox, rows, 0, None)
        return key

    return shelf.store.write_now(add)


@pytest.fixture
def dialog(controller, shelf, window):
    controller.change(shelf.account)
    return window.findChild(AccountDialog)


def test_the_steps_of_a_running_test_are_live(dialog, client):
    dialog.main.click()
    client.happened.emit(
        ProgressChanged(task=1, account=0, kind="test", done=2, total=3, unit="steps")
    )
    words = [row.word.text() for row in dialog.trial._rows.values()]
    assert words == ["works", "works", "working…"]


def test_a_failed_test_is_in_words(dialog, client):
    dialog.main.click()
    client.failed(
        client.of(commands.TestAccount)[0],
        Problem(family="login", code="refused", step="login", server_text="NO"),
    )
    assert dialog.trial.card.words.title == "The server refused the user name or password"


def test_an_answer_after_leaving_means_nothing(dialog, client):
    dialog.main.click()
    dialog.reject()
    client.done(client.of(commands.TestAccount)[0])
    assert not dialog.trial.succeeded


def test_keeping_may_fail_too(dialog, client):
    dialog.main.click()
    client.done(client.of(commands.TestAccount)[0])
    dialog.main.click()
    client.failed(
        client.of(commands.ChangeAccount)[0], Problem(family="usage", code="account-exists")
    )
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
    shown = controller._settings.dialog.list
    assert shown.count() == 1
    client.happened.emit(PasswordNeeded(account=shelf.account, reason="missing", keyring=True))
    shelf.store.write_now(lambda tx: writing.remove(tx, shelf.account))
    client.happened.emit(AccountsChanged())
    assert shown.count() == 0
    assert not controller._password_dialogs
    controller.change(shelf.account)
    controller.remove(shelf.account)


@pytest.mark.parametrize("host", ["", "a b"])
def test_a_host_that_cannot_be_is_said_in_words(dialog, client, host):
    dialog.test_asked.emit(Entered(address="a@b.fr", host=host, user="a"))
    assert dialog.trial.card.words is not None
    assert not client.sent


@pytest.mark.parametrize(
    ("keyring", "remember", "said"),
    [(True, True, ""), (False, True, "No keyring"), (True, False, "as you chose")],
)
def test_a_good_test_says_what_becomes_of_the_password(dialog, client, keyring, remember, said):
    dialog.form.remember.setChecked(remember)
    dialog.main.click()
    client.done(client.of(commands.TestAccount)[0], keyring=keyring)
    words = dialog.trial._password.text()
    assert said in words
    assert bool(said) == bool(words)


def test_a_refused_pop_port_offers_the_other_pop_port(controller, client, collecting, window):
    controller.change(collecting)
    dialog = window.findChild(AccountDialog)
    dialog.main.click()
    refused = Problem(family="network", code="refused", host="pop.b.fr", port=1995)
    client.failed(client.of(commands.TestAccount)[0], refused)
    assert dialog.trial.card.words.buttons[0].value == "995"


def test_changing_a_collecting_account_keeps_its_rules(controller, client, collecting, window):
    controller.change(collecting)
    dialog = window.findChild(AccountDialog)
    dialog.main.click()
    (test,) = client.of(commands.TestAccount)
    assert (test.account.protocol, test.account.leave_days) == ("pop", 7)


def test_rules_are_changed_without_a_server_and_without_a_test(
    controller, client, collecting, window
):
    controller.change_rules(collecting)
    dialog = window.findChild(RulesDialog)
    assert dialog.page.rules() == PopRules(leave_days=7)
    dialog.page.form.delete.radio.setChecked(True)
    dialog.main.click()
    (change,) = client.sent
    assert isinstance(change, commands.ChangeAccount)
    assert (change.account, change.password) == (collecting, "")
    assert change.fields.after_download == "delete"
    assert (change.fields.address, change.fields.port) == ("claire@example.org", 995)
    client.failed(change, Problem(family="store", code="disk-full"))
    assert not dialog.card.isHidden()
    dialog.main.click()
    client.done(client.sent[-1], account=collecting)
    assert not dialog.isVisible()


def test_without_uidl_copies_cannot_be_left(controller, shelf, collecting, window):
    shelf.store.write_now(lambda tx: writing.learn(tx, collecting, capabilities=("TOP", "USER")))
    controller.change_rules(collecting)
    assert not window.findChild(RulesDialog).page.form.leave.radio.isEnabled()


def test_an_account_that_works_on_the_server_has_no_such_rules(controller, shelf, window):
    controller.change_rules(shelf.account)
    assert window.findChild(RulesDialog) is None


def test_the_estimate_is_of_the_account_itself(controller, shelf, collecting):
    found = controller._known(
        next(a for a in accounts.accounts(shelf.reader) if a.key == collecting)
    )
    assert (found.recent_octets, found.first_ms) == (0, 1)


def test_removing_the_only_copies_needs_the_tick(controller, client, collecting, window):
    controller.remove(collecting)
    question = window.findChild(RemoveQuestion)
    question.go_on.click()
    assert not client.sent
    question.understood.setChecked(True)
    question.go_on.click()
    (removal,) = client.of(commands.RemoveAccount)
    assert (removal.account, removal.with_mail) == (collecting, True)


def test_mail_that_came_meanwhile_is_asked_about(controller, client, shelf, collecting, window):
    key = shelf.store.write_now(lambda tx: writing.add(tx, pop_settings("b@example.org"), 1))
    controller.remove(key)
    window.findChild(RemoveQuestion).go_on.click()
    (removal,) = client.of(commands.RemoveAccount)
    assert not removal.with_mail
    shelf.store.write_now(lambda tx: local.ensure(tx, key))
    client.failed(removal, Problem(family="usage", code="only-copy", detail="1"))
    assert len(window.findChildren(RemoveQuestion)) == 2


def test_adding_knows_what_is_here_and_leads_to_its_settings(controller, shelf):
    controller.add()
    wizard = controller._wizard.dialog
    (address,) = wizard.state.present
    wizard.page.mail.setText(address.upper())
    wizard.page.act.click()
    assert controller._wizard.dialog is None
    assert controller._settings.dialog.isVisible()


def test_a_wizard_that_was_left_can_be_resumed_without_its_password(qtbot, controller):
    controller.add()
    wizard = controller._wizard.dialog
    wizard.page.mail.setText("claire@exemple.fr")
    wizard.state = dataclasses.replace(wizard.state, password="secret")
    with qtbot.waitSignal(controller.left_changed) as said:
        wizard.reject()
    assert said.args == ["claire@exemple.fr"]
    assert controller.left_address == "claire@exemple.fr"
    controller.resume_adding()
    assert controller._wizard.dialog.page.mail.text() == "claire@exemple.fr"
    assert controller._wizard.dialog.state.password == ""


def test_there_may_be_nothing_to_resume(controller):
    controller.resume_adding()
    assert controller._wizard.dialog.page.mail.text() == ""
