import ssl
from dataclasses import replace

import pytest
import trustme

from facteur.link import commands
from facteur.link.events import Problem, ProgressChanged, Trial
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey
from facteur.ui.accounts.change.talk import ChangeTalk
from facteur.ui.accounts.consent import ConsentDialog
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.trialsteps import StepState
from facteur.ui.accounts.wizard.wants import AskConsent
from facteur.ui.notice import Remedy
from tests.ui.accounts.change.conftest import IMAP, OAUTH, POP

KEY = AccountKey(3)


@pytest.fixture
def opened(window, style, client):
    def make(settings=IMAP, problem=None, remedy=None):
        talk = ChangeTalk(window, style, client, Account(key=KEY, settings=settings, position=0))
        talk.open(problem, remedy)
        return talk

    return make


@pytest.fixture(scope="module")
def der():
    made = trustme.CA().issue_cert("smtp.exemple.fr")
    return ssl.PEM_cert_to_DER_cert(made.cert_chain_pems[0].bytes().decode())


def test_a_change_is_tested_with_the_known_password_then_applied(opened, client):
    dialog = opened().dialog
    dialog.main.click()
    (test,) = client.of(commands.TestAccount)
    assert (test.known_account, test.password) == (KEY, "")
    assert test.account.submission_host == "smtp.exemple.fr"
    client.happened.emit(ProgressChanged(task=1, account=0, kind="test", done=2, total=4))
    assert dialog.page.progress.login is StepState.DONE
    client.done(test, trial=Trial())
    (change,) = client.of(commands.ChangeAccount)
    assert (change.account, change.password) == (KEY, "")
    assert change.fields == test.account
    client.done(change, account=KEY)
    assert dialog.main.text() == "Close"
    dialog.main.click()
    assert not dialog.isVisible()


def test_a_typed_password_is_tested_and_kept(opened, client):
    dialog = opened().dialog
    dialog.page.password.setText("new secret")
    dialog.page.password.textEdited.emit("new secret")
    dialog.main.click()
    (test,) = client.of(commands.TestAccount)
    client.done(test, trial=Trial(), keyring=True)
    (change,) = client.of(commands.ChangeAccount)
    assert test.password == change.password == "new secret"


def test_a_collecting_account_keeps_its_rules(opened, client):
    opened(POP).dialog.main.click()
    (test,) = client.of(commands.TestAccount)
    assert (test.account.protocol, test.account.leave_days) == ("pop", 9)


def test_a_test_that_is_left_ends_in_the_engine_too(opened, client):
    dialog = opened().dialog
    dialog.main.click()
    client.happened.emit(ProgressChanged(task=5, account=3, kind="test", done=0, total=4))
    dialog.reject()
    assert [stop.task for stop in client.of(commands.StopTask)] == [5]


def test_an_answer_after_leaving_means_nothing(opened, client):
    dialog = opened().dialog
    dialog.main.click()
    dialog.back.click()
    client.done(client.of(commands.TestAccount)[0], trial=Trial())
    assert not client.of(commands.ChangeAccount)
    dialog.main.click()
    dialog.reject()
    client.done(client.of(commands.TestAccount)[1], trial=Trial())
    assert not client.of(commands.ChangeAccount)


def test_a_host_that_cannot_be_is_said_in_words(opened, client):
    dialog = opened().dialog
    state = dialog.state
    dialog.state = replace(state, imap=replace(state.imap, host="a b"))
    dialog.visit(Place.TEST)
    assert dialog.page.card.words is not None
    assert not client.sent


def test_signing_in_again_is_the_browsers(opened, client, window):
    talk = opened(OAUTH)
    talk.dialog.page.wanted.emit(AskConsent())
    (sign_in,) = client.of(commands.SignIn)
    assert sign_in.account == KEY
    assert talk.dialog.findChild(ConsentDialog) is not None


@pytest.mark.parametrize("sending", [False, True])
def test_a_certificate_at_hand_is_shown_at_once(opened, der, sending):
    host, port = ("smtp.exemple.fr", 587) if sending else ("imap.exemple.fr", 993)
    problem = Problem(
        family="trust", code="certificate-unknown", host=host, port=port, certificate=der
    )
    dialog = opened(IMAP, problem, Remedy.TRUST_CERTIFICATE).dialog
    assert dialog.place is Place.CERTIFICATE
    assert dialog.page.title.text() == f"The certificate of {host}"
    dialog.back.click()
    assert dialog.place is Place.MANUAL


def test_a_certificate_that_is_not_at_hand_is_looked_at_by_the_test(opened, client, der):
    problem = Problem(family="trust", code="certificate-unknown", host="imap.exemple.fr", port=993)
    dialog = opened(IMAP, problem, Remedy.SEE_CERTIFICATE).dialog
    (test,) = client.of(commands.TestAccount)
    client.failed(
        test,
        Problem(family="trust", code="certificate-unknown", step="encrypt", certificate=der),
    )
    (button,) = dialog.page.card.words.buttons
    assert button.remedy is Remedy.TRUST_CERTIFICATE
    dialog.page.card.chosen.emit(button)
    assert dialog.place is Place.CERTIFICATE


def test_other_problems_lead_to_their_field(opened):
    problem = Problem(family="network", code="dns", host="smtp.exemple.fr", port=587)
    dialog = opened(IMAP, problem, Remedy.FIX_HOST).dialog
    assert dialog.place is Place.MANUAL
    assert dialog.focusWidget() is dialog.page.sending.host
