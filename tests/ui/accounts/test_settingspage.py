from dataclasses import replace

import pytest

from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    Identity,
    PopRules,
    Preferences,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    Submission,
    Texts,
    local_settings,
)
from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.ui.accounts.settingspage import AccountFacts, SettingsPage

SERVER = ServerAddress(host="imap.b.fr", port=993, security=Security.TLS)
IMAP = AccountFacts(
    key=AccountKey(1),
    title="c@b.fr",
    settings=AccountSettings(
        address="c@b.fr",
        name="Claire",
        server=SERVER,
        user="c",
        submission=Submission(
            server=ServerAddress(host="smtp.b.fr", port=587, security=Security.STARTTLS)
        ),
    ),
    preferences=Preferences(colour="teal", interval_s=901),
    identities=(Identity(name="", address="shop@b.fr"),),
)
POP = AccountFacts(
    key=AccountKey(2),
    title="p@b.fr",
    settings=AccountSettings(
        address="p@b.fr",
        protocol=Protocol.POP,
        server=ServerAddress(host="pop.b.fr", port=110, security=Security.NONE),
        user="p",
        pop=PopRules(after_download=AfterDownload.LEAVE, leave_days=9, follow_deletion=True),
        secret_kind=SecretKind.OAUTH,
    ),
    preferences=Preferences(paused=True),
    identities=(),
    messages=7,
)
LOCAL = AccountFacts(
    key=AccountKey(3),
    title="On this computer",
    settings=local_settings(),
    preferences=Preferences(),
    identities=(),
)


@pytest.fixture
def page(qtbot, style):
    made = SettingsPage(style)
    qtbot.addWidget(made)
    return made


def test_an_account_on_a_server_shows_all_that_is_decided_about_it(page):
    page.show_account(IMAP)
    assert page.name.text() == "Claire"
    assert "imap.b.fr, 993" in page._receiving.text()
    assert "STARTTLS" in page._sending.text()
    assert "keyring" in page._login.text()
    assert page.interval.currentData() == 901  # not of the usual choices
    assert page.colours.dots["teal"].isChecked()
    assert page.rules.isHidden()
    assert not page.texts.isHidden()
    assert "stays on the server" in page._stays.text()


def test_an_account_that_collects_tells_its_rule_and_that_it_is_paused(page):
    page.show_account(POP)
    assert "9 day" in page._where.text()
    assert page.paused.isChecked()
    assert not page.rules.isHidden()
    assert page.texts.isHidden()
    assert "not encrypted" in page._receiving.text()
    assert page._sending.text() == "No server for sending is known yet."
    assert page.password.text() == "&Sign in again…"
    assert "deleted too" in page._deletion.text()
    assert "7 message" in page._stays.text()


@pytest.mark.parametrize("rule", list(AfterDownload))
@pytest.mark.parametrize("kind", list(SecretKind))
def test_every_rule_and_kind_of_sign_in_has_words(page, rule, kind):
    settings = replace(POP.settings, pop=PopRules(after_download=rule), secret_kind=kind)
    page.show_account(replace(POP, settings=settings))
    assert len(page._where.text()) > 40
    assert page._login.text().count(" · ") == 1


def test_the_account_without_a_server_shows_no_server(page):
    page.show_account(LOCAL)
    hidden = (page.name, page.identities, page._receiving, page.change, page.interval, page.paused)
    assert all(widget.isHidden() for widget in hidden)
    assert not page.colours.isHidden()
    assert not page.remove.isHidden()


def test_each_choice_is_a_wish_for_all_of_them(qtbot, page):
    page.show_account(IMAP)
    said = []
    page.preferred.connect(said.append)
    page.paused.click()
    page.texts.setCurrentIndex(page.texts.findData(Texts.ALL))
    page.texts.activated.emit(page.texts.currentIndex())
    page.interval.setCurrentIndex(page.interval.findData(3600))
    page.interval.activated.emit(page.interval.currentIndex())
    page.colours.dots["red"].click()
    page.colours.dots["teal"].click()  # what holds already is no change
    wanted = IMAP.preferences
    assert said == [
        replace(wanted, paused=True),
        replace(wanted, texts=Texts.ALL),
        replace(wanted, interval_s=3600),
        replace(wanted, colour="red"),
    ]
    with qtbot.waitSignal(page.named) as named:
        page.name.setText("  Claire M. ")
        page.name.editingFinished.emit()
    assert named.args == ["Claire M."]
    page.name.setText("Claire")
    with qtbot.assertNotEmitted(page.named):
        page.name.editingFinished.emit()


def test_the_space_on_the_server_is_shown_when_it_is_known(page):
    page.show_account(IMAP)
    assert page.space.isHidden()
    page.show_account(replace(IMAP, space=Space(used_octets=812, limit_octets=1000)))
    assert not page.space.isHidden()
    assert page.space.said.accessibleName().startswith("c@b.fr")
    page.show_account(POP)
    assert page.space.isHidden()


def test_what_comes_from_elsewhere_does_not_disturb_who_types_a_name(qtbot, page):
    page.show_account(IMAP)
    page.show()
    page.name.setFocus()
    qtbot.waitUntil(page.name.hasFocus)
    qtbot.keyClicks(page.name, " M")
    page.show_account(replace(IMAP, space=Space(used_octets=812, limit_octets=1000)))
    assert page.name.text() == "Claire M"
    page.name.editingFinished.emit()
    page.show_account(IMAP)  # it was not kept
    assert page.name.text() == "Claire"
    qtbot.keyClicks(page.name, " M")
    page.show_account(POP)
    assert page.name.text() == ""
