from dataclasses import replace

import pytest

from facteur.mail.account import Security
from facteur.ui.accounts.change.servers import ServersPage
from facteur.ui.accounts.change.state import state_of
from facteur.ui.accounts.wizard.servercolumn import SECURITIES
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.wants import AskConsent, Visit
from facteur.ui.certificate import spaced
from facteur.ui.notice import Remedy
from facteur.ui.words import Around
from tests.ui.accounts.change.conftest import COMMAND, IMAP, OAUTH, OTHER_PIN, PIN, POP


@pytest.fixture
def shown(qtbot, style):
    def make(settings):
        page = ServersPage(style, settings)
        qtbot.addWidget(page)
        page.asked = []
        page.wanted.connect(page.asked.append)
        page.show_state(state_of(settings, Around(provider="Exemple")))
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


def test_both_servers_stand_there_and_the_protocol_stays(shown):
    page = shown(IMAP)
    assert page.receiving.host.text() == "imap.exemple.fr"
    assert (page.sending.host.text(), page.sending.port.value()) == ("smtp.exemple.fr", 587)
    assert page.receiving._sources[0].text() == "in use"
    assert all(button.isHidden() for button in (*page.protocols.values(), page.paste))
    assert "remove the account and add the address anew" in page._protocol_words.text()
    assert "POP" in shown(POP)._protocol_words.text()


def test_all_is_tested_before_it_is_applied(shown):
    page = shown(IMAP)
    assert page.primary_text() == "Test and apply"
    page.press_primary()
    assert page.asked == [Visit(place=Place.TEST)]
    assert page.password.placeholderText() == "unchanged"


def test_trusted_certificates_show_their_fingerprint_and_can_be_dropped(shown):
    page = shown(IMAP)
    for column, sha256 in ((page.receiving, PIN), (page.sending, OTHER_PIN)):
        assert spaced(sha256) in column._pinned.text().replace("\n", "")
        column.forget.click()
        assert column.forget.isHidden()
    assert page.state.imap.certificate_sha256 == page.state.submission.certificate_sha256 == ""


def test_an_agreement_needs_no_password_and_can_be_renewed(shown):
    page = shown(OAUTH)
    assert page._secret.isHidden()
    assert not page._consent.isHidden()
    page.again.click()
    assert page.asked == [AskConsent()]
    page.press_primary()
    assert page.asked[-1] == Visit(place=Place.TEST)


def test_a_password_instead_of_an_agreement_has_to_be_typed(shown):
    page = shown(OAUTH)
    page.method.setCurrentIndex(1)
    page.method.activated.emit(1)
    assert not page._secret.isHidden()
    page.press_primary()
    assert not page.asked
    assert page.password.hasFocus()
    assert page._password_hint.text() == "The password is missing."
    page.password.setText("secret")
    page.password.textEdited.emit("secret")
    page.press_primary()
    assert page.asked == [Visit(place=Place.TEST)]


def test_a_command_is_replaced_only_by_what_is_typed(shown):
    assert "replaces it" in shown(COMMAND)._password_hint.text()


@pytest.mark.parametrize("address", ["", "claire", "a b@c.fr"])
def test_an_address_that_cannot_be_is_pointed_at(shown, address):
    page = shown(IMAP)
    page.mail.setText(address)
    page.mail.textEdited.emit(address)
    page.press_primary()
    assert not page.asked
    assert page.mail.hasFocus()
    assert not page._mail_hint.isHidden()
    page.mail.textEdited.emit("claire@exemple.fr")
    assert page._mail_hint.isHidden()


def test_what_cannot_be_is_said_beside_its_field(shown):
    page = shown(IMAP)
    page.show_state(replace(page.state, imap=replace(page.state.imap, host="a b")))
    page.press_primary()
    assert not page.asked
    assert page.receiving._hint.text()


def test_no_encryption_has_to_be_agreed_to(shown):
    page = shown(IMAP)
    index = SECURITIES.index(Security.NONE)
    page.receiving.security.setCurrentIndex(index)
    page.receiving.security.activated.emit(index)
    page.press_primary()
    assert not page.asked
    page.agree.click()
    page.press_primary()
    assert page.asked


@pytest.mark.parametrize(
    ("remedy", "name"),
    [
        (Remedy.FIX_HOST, "host"),
        (Remedy.FIX_PORT, "port"),
        (Remedy.FIX_SECURITY, "security"),
        (Remedy.FIX_USER, "user"),
    ],
)
@pytest.mark.parametrize("sending", [False, True])
def test_a_problem_leads_to_its_field_at_its_server(shown, remedy, name, sending):
    page = shown(IMAP)
    page.point_at(remedy, sending=sending)
    assert getattr(page.sending if sending else page.receiving, name).hasFocus()


def test_a_problem_of_signing_in_leads_to_how_one_signs_in(shown):
    page = shown(IMAP)
    page.point_at(Remedy.FIX_PASSWORD, sending=False)
    assert page.password.hasFocus()
    page.point_at(Remedy.FIX_ADDRESS, sending=False)
    assert page.mail.hasFocus()
    page = shown(OAUTH)
    page.point_at(Remedy.SIGN_IN, sending=False)
    assert page.again.hasFocus()
