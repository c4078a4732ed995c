from dataclasses import replace

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication

from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.wizard.manual import ManualPage
from facteur.ui.accounts.wizard.servercolumn import SECURITIES
from facteur.ui.accounts.wizard.state import Origin, Place, Server, WizardState, with_address
from facteur.ui.accounts.wizard.wants import Visit
from tests.ui.accounts.wizard.stands import found, state


@pytest.fixture
def page(qtbot, style):
    made = ManualPage(style)
    qtbot.addWidget(made)
    made.asked = []
    made.wanted.connect(made.asked.append)
    made.show_state(state())
    made.show()
    return made


def choose(column, security):
    index = SECURITIES.index(security)
    column.security.setCurrentIndex(index)
    column.security.activated.emit(index)


def test_what_was_found_stands_there_with_its_source(page):
    assert page.receiving.host.text() == "imap.example.org"
    assert page.sending.port.value() == 465
    assert page.receiving._sources[0].text() == "known provider"


def test_the_port_follows_the_security_until_it_is_edited(page):
    choose(page.receiving, Security.STARTTLS)
    assert page.state.imap.port == 143
    page.receiving.port.setValue(1143)
    choose(page.receiving, Security.TLS)
    assert page.state.imap.port == 1143
    choose(page.sending, Security.STARTTLS)
    assert page.state.submission.port == 587


def test_the_protocol_changes_the_server_that_receives(page):
    page.protocols[Protocol.POP].click()
    assert page.receiving.host.text() == "pop.example.org"
    assert page.receiving.port.value() == 995
    choose(page.receiving, Security.STARTTLS)
    assert page.state.pop.port == 110
    assert page.state.imap.port == 993


def test_what_is_typed_counts_as_typed(page):
    page.receiving.host.setText("mail.example.org")
    page.receiving.host.textEdited.emit("mail.example.org")
    assert page.state.imap.host == "mail.example.org"
    assert page.state.imap.host_from is Origin.TYPED
    assert page.receiving._sources[0].text() == "typed by you"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (Server(port=993), "The server name is missing. It looks like imap.example.com."),
        (Server(host="a b", port=993), "That is not a server name."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(page, changed, words):
    page.show_state(replace(page.state, imap=changed))
    page.press_primary()
    assert not page.asked
    assert page.receiving._hint.text().startswith(words)
    assert page.receiving.host.accessibleDescription().startswith(words)


def test_unencrypted_has_to_be_agreed_to(page):
    choose(page.receiving, Security.NONE)
    assert page._danger.isVisible()
    page.press_primary()
    assert not page.asked
    page.agree.click()
    page.press_primary()
    assert page.asked == [Visit(place=Place.SIGN_IN)]


def test_a_foreign_server_that_nobody_agreed_to_leads_to_the_question(page):
    servers = [
        msgspec.structs.replace(one, foreign=True, host_domain="ovh.net") for one in found().servers
    ]
    foreign = state(msgspec.structs.replace(found(), servers=servers))
    page.show_state(replace(foreign, password="x"))
    page.press_primary()
    assert page.asked == [Visit(place=Place.DISCOVERY)]
    page.show_state(replace(foreign, password="x", foreign_agreed=True))
    page.press_primary()
    assert page.asked[1:] == [Visit(place=Place.TEST)]


def test_with_a_password_the_settings_are_tested_at_once(page):
    page.show_state(replace(page.state, password="x"))
    assert page.primary_text() == "Test these settings"
    page.press_primary()
    assert page.asked == [Visit(place=Place.TEST)]


def test_collecting_comes_first_to_its_options(page):
    page.protocols[Protocol.POP].click()
    page.press_primary()
    assert page.asked == [Visit(place=Place.POP)]


def test_an_empty_user_name_is_the_address(qtbot, style):
    made = ManualPage(style)
    qtbot.addWidget(made)
    asked = []
    made.wanted.connect(asked.append)
    typed = with_address(WizardState(), "claire@example.org")
    made.show_state(replace(typed, imap=Server(host="imap.example.org", port=993)))
    made.press_primary()
    assert made.state.imap.user == "claire@example.org"
    assert asked == [Visit(place=Place.SIGN_IN)]


def test_pasted_settings_fill_both_columns(page):
    QGuiApplication.clipboard().setText(
        "POP3: pop.other.example port 995\nSMTP: smtp.other.example port 587\nlogin: claire"
    )
    page.paste.click()
    assert page.box.isVisible()
    assert page.box.take.isEnabled()
    page.box.take.click()
    assert page.state.protocol is Protocol.POP
    assert page.state.pop.host == "pop.other.example"
    assert page.state.pop.user == "claire"
    assert page.state.submission.security is Security.STARTTLS
    assert page.state.submission.host_from is Origin.TYPED
    assert page.receiving.host.text() == "pop.other.example"
    assert page.box.isHidden()


def test_a_text_without_servers_is_said_to_be_one(page):
    page.box.show()
    page.box.text.setPlainText("Hello")
    assert page.box._found.text() == "No server name was found in this text."
    assert not page.box.take.isEnabled()


def test_the_method_is_a_choice_where_there_are_two(page):
    assert page.method.count() == 1
    offered = found(auth="app-password", oauth="example", ready=True)
    page.show_state(state(offered))
    assert page.method.count() == 2
    page.method.setCurrentIndex(1)
    page.method.activated.emit(1)
    assert page.state.use_password
