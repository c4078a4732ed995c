import ssl

import pytest
import trustme
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.dialog import AccountDialog
from facteur.ui.accounts.entered import Entered
from facteur.ui.certificate import facts
from facteur.ui.notice import Button, Remedy, Words

POP_ENTERED = {
    "address": "a@b.fr",
    "host": "pop.b.fr",
    "user": "a",
    "protocol": Protocol.POP,
    "port": 995,
}
GOOD = Entered(address="a@b.fr", host="imap.b.fr", user="a@b.fr", password="")


def words(*remedies: tuple[Remedy, str]) -> Words:
    buttons = tuple(Button(text=r.value, remedy=r, value=value) for r, value in remedies)
    return Words(title="What happened", meaning="m", buttons=buttons)


@pytest.fixture
def dialog(qtbot, style):
    made = AccountDialog(style)
    qtbot.addWidget(made)
    made.fill(GOOD)
    made.show()
    return made


def page(dialog):
    return dialog._pages.currentWidget()


def test_nothing_is_tested_while_a_field_is_wrong(qtbot, dialog):
    dialog.fill(Entered())
    with qtbot.assertNotEmitted(dialog.test_asked):
        dialog.main.click()
    assert page(dialog) is dialog.form


def test_a_collecting_account_stays_what_it_is(qtbot, style):
    made = AccountDialog(style)
    qtbot.addWidget(made)
    given = Entered(**POP_ENTERED)
    made.fill(given)
    assert made.form._receiving.text() == "Receiving (POP)"
    with qtbot.waitSignal(made.test_asked) as said:
        made.main.click()
    assert said.args[0] == given


def test_test_then_keep_once(qtbot, dialog):
    with qtbot.waitSignal(dialog.test_asked) as said:
        dialog.main.click()
    assert said.args[0] == GOOD
    assert not dialog.main.isEnabled()
    dialog.show_success()
    assert dialog.main.text() == "Keep these settings"
    with qtbot.waitSignal(dialog.keep_asked) as said:
        dialog.main.click()
    assert said.args[0] == GOOD
    assert not dialog.main.isEnabled()


def test_fixing_goes_to_the_field_and_loses_nothing(dialog):
    dialog.main.click()
    dialog.show_failure("login", words((Remedy.FIX_PASSWORD, "")), None)
    dialog.trial.chosen.emit(dialog.trial.card.words.buttons[0])
    assert page(dialog) is dialog.form
    assert dialog.form.password.accessibleDescription() == "What happened"
    assert dialog.form.entered() == GOOD


@pytest.mark.parametrize(
    ("remedy", "value", "host", "port", "security"),
    [
        (Remedy.USE_HOST, "mail.b.fr", "mail.b.fr", 993, Security.TLS),
        (Remedy.USE_PORT, "143", "imap.b.fr", 143, Security.STARTTLS),
        (Remedy.RETRY, "", "imap.b.fr", 993, Security.TLS),
    ],
)
def test_offers_are_taken_and_tested_at_once(qtbot, dialog, remedy, value, host, port, security):
    dialog.main.click()
    offered = words((remedy, value))
    dialog.show_failure("connect", offered, None)
    with qtbot.waitSignal(dialog.test_asked) as said:
        dialog.trial.chosen.emit(offered.buttons[0])
    entered = said.args[0]
    assert (entered.host, entered.port, entered.security) == (host, port, security)


def test_trust_needs_the_tick_and_is_tested_again(qtbot, dialog):
    made = trustme.CA().issue_cert("imap.b.fr")
    read = facts(ssl.PEM_cert_to_DER_cert(made.cert_chain_pems[0].bytes().decode()))
    dialog.main.click()
    offered = words((Remedy.TRUST_CERTIFICATE, ""))
    dialog.show_failure("encrypt", offered, read)
    dialog.trial.chosen.emit(offered.buttons[0])
    assert page(dialog) is dialog.certificate_page
    assert not dialog.trust.isEnabled()
    dialog.certificate_page.agree.setChecked(True)
    with qtbot.waitSignal(dialog.test_asked) as said:
        dialog.trust.click()
    assert said.args[0].certificate_sha256 == read.sha256


def test_without_the_certificate_there_is_nothing_to_trust(dialog):
    dialog.main.click()
    dialog.show_failure("encrypt", words((Remedy.TRUST_CERTIFICATE, "")), None)
    assert dialog.trial.card._buttons.count() == 0


def test_escape_goes_back_step_by_step(qtbot, dialog):
    dialog.main.click()
    with qtbot.waitSignal(dialog.left):
        dialog.reject()
    assert page(dialog) is dialog.form
    with qtbot.waitSignal(dialog.left):
        dialog.reject()
    assert not dialog.isVisible()
    assert dialog.form.entered() == GOOD


def test_changing_keeps_rather_than_opens(qtbot, style):
    made = AccountDialog(style)
    qtbot.addWidget(made)
    made.fill(GOOD)
    made.main.click()
    made.show_success()
    assert made.main.text() == "Keep these settings"
    QCoreApplication.sendEvent(made, QEvent(QEvent.Type.LanguageChange))
    assert made.windowTitle() == "Change the account"


def at_certificate(dialog):
    made = trustme.CA().issue_cert("imap.b.fr")
    read = facts(ssl.PEM_cert_to_DER_cert(made.cert_chain_pems[0].bytes().decode()))
    dialog.main.click()
    offered = words((Remedy.TRUST_CERTIFICATE, ""))
    dialog.show_failure("encrypt", offered, read)
    dialog.trial.chosen.emit(offered.buttons[0])
    return read


def test_enter_never_trusts_from_the_box(qtbot, dialog):
    qtbot.waitUntil(dialog.isActiveWindow)
    at_certificate(dialog)
    assert not dialog.main.isVisible()
    agree = dialog.certificate_page.agree
    agree.setChecked(True)
    for before in (dialog.trust, dialog._back, dialog._cancel):
        before.setFocus()
        agree.setFocus()
        assert not dialog.trust.isDefault()
        with qtbot.assertNotEmitted(dialog.test_asked):
            qtbot.keyClick(agree, Qt.Key.Key_Return)
        assert page(dialog) is dialog.certificate_page


def test_after_trust_enter_goes_on_again(qtbot, dialog):
    qtbot.waitUntil(dialog.isActiveWindow)
    at_certificate(dialog)
    dialog.certificate_page.agree.setChecked(True)
    dialog.trust.setFocus()
    with qtbot.waitSignal(dialog.test_asked):
        dialog.trust.click()
    dialog.reject()
    with qtbot.waitSignal(dialog.test_asked):
        qtbot.keyClick(dialog.form.host, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", ["address", "host", "user", "password", "port", "remember"])
def test_enter_tests_from_every_field(qtbot, dialog, name):
    qtbot.waitUntil(dialog.isActiveWindow)
    where = getattr(dialog.form, name)
    dialog._cancel.setFocus()
    where.setFocus()
    with qtbot.waitSignal(dialog.test_asked):
        qtbot.keyClick(where, Qt.Key.Key_Return)


def test_enter_on_a_button_presses_that_one(qtbot, dialog):
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog._cancel.setFocus()
    with qtbot.assertNotEmitted(dialog.test_asked), qtbot.waitSignal(dialog.left):
        qtbot.keyClick(dialog._cancel, Qt.Key.Key_Return)
