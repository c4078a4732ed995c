import dataclasses

import pytest

from facteur.link import commands
from facteur.link.events import (
    AccountsChanged,
    PasswordNeeded,
    Problem,
    ProblemCleared,
)
from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import accounts
from facteur.store.write import accounts as writing
from facteur.store.write import local, messages
from facteur.ui.accounts.change.dialog import ChangeDialog
from facteur.ui.accounts.removequestion import RemoveQuestion
from facteur.ui.accounts.rulesdialog import RulesDialog
from facteur.ui.notice import Remedy
from tests.store.popbuilders import header, pop_settings


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


def test_changing_begins_with_the_settings_of_the_account(controller, client, collecting, window):
    controller.change(collecting)
    dialog = window.findChild(ChangeDialog)
    assert dialog.page.receiving.host.text() == "pop.example.org"
    dialog.rules_asked.emit()
    assert window.findChild(RulesDialog) is not None
    assert not client.sent


def test_changing_may_begin_at_what_mends_a_problem(controller, shelf, window):
    problem = Problem(family="network", code="refused", account=shelf.account)
    controller.change(shelf.account, problem, Remedy.FIX_PORT)
    dialog = window.findChild(ChangeDialog)
    assert dialog.focusWidget() is dialog.page.receiving.port


def test_a_password_that_was_given_elsewhere_is_not_asked_for_any_more(controller, client, shelf):
    client.happened.emit(PasswordNeeded(account=shelf.account, reason="missing", keyring=True))
    dialog = controller._password_dialogs[shelf.account]
    assert dialog.isVisible()
    client.happened.emit(
        ProblemCleared(account=shelf.account, family="login", code="password-needed")
    )
    assert not dialog.isVisible()
    assert not controller._password_dialogs
    assert not controller._needed
