from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings

from facteur.link import commands
from facteur.link.events import (
    BrowserWanted,
    DiscoveryChanged,
    Problem,
    ProgressChanged,
    Trial,
)
from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.wizard.kept import KeptWizard
from facteur.ui.accounts.wizard.state import Place, Server, WizardState
from facteur.ui.accounts.wizard.talk import WizardTalk
from facteur.ui.accounts.wizard.wants import (
    AskConsent,
    Keep,
    OpenSettings,
    StopConsent,
    StopTrying,
    Try,
)
from tests.ui.accounts.wizard.conftest import discovery


@pytest.fixture
def kept(tmp_path):
    return KeptWizard(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def talk(window, style, client, kept):
    made = WizardTalk(window, style, client, kept)
    made.open(WizardState(name="Claire", address="claire@exemple.fr"))
    return made


def asked(talk, want):
    """Say what the page shown wants, as pages do."""
    talk.dialog.page.wanted.emit(want)


def test_the_search_is_asked_for_told_live_and_answered(talk, client):
    talk.dialog.main.click()
    (discover,) = client.of(commands.Discover)
    assert (discover.address, discover.internet) == ("claire@exemple.fr", True)
    client.happened.emit(DiscoveryChanged(task=5, source="dns", state="found"))
    assert talk.dialog.page.sources.lines["dns"].word.text() == "found"
    talk.dialog.page.skip.click()
    (stop,) = client.of(commands.StopTask)
    assert stop.task == 5
    client.done(discover, discovery=discovery("imap"))
    assert talk.dialog.state.imap.host == "imap.exemple.fr"


def test_an_answer_to_an_earlier_search_means_nothing(talk, client):
    talk.dialog.main.click()
    talk.dialog.back.click()
    talk.dialog.page.mail.setText("paul@autre.fr")
    talk.dialog.main.click()
    first, second = client.of(commands.Discover)
    client.done(first, discovery=discovery())
    assert talk.dialog.state.discovery is None
    client.done(second, discovery=discovery(domain="autre.fr"))
    assert talk.dialog.state.discovery.domain == "autre.fr"


def test_consent_is_asked_with_what_is_known_and_can_be_stopped(talk, client):
    talk.dialog.state = replace(
        talk.dialog.state,
        discovery=discovery(oauth="google"),
        oauth_client="mine",
        client_secret="shh",
    )
    asked(talk, AskConsent())
    (sign_in,) = client.of(commands.SignIn)
    assert (sign_in.oauth, sign_in.user, sign_in.client, sign_in.client_secret) == (
        "google",
        "claire@exemple.fr",
        "mine",
        "shh",
    )
    heard = []
    talk.dialog.page.hear = heard.append
    client.happened.emit(BrowserWanted(request=sign_in.request, task=8, url="https://a.b/"))
    client.happened.emit(BrowserWanted(request=99, task=9, url="https://c.d/"))
    assert [news.url for news in heard] == ["https://a.b/"]
    asked(talk, StopConsent())
    assert client.of(commands.StopTask)[-1].task == 8
    client.done(sign_in, grant=3)
    assert len(heard) == 1


def ready(talk, **facts):
    state = replace(
        talk.dialog.state,
        imap=Server(host="imap.b.fr", port=993, user="c"),
        pop=Server(host="pop.b.fr", port=995, user="c"),
        password="secret",
        **facts,
    )
    talk.dialog.state = state
    return state


def test_a_test_is_told_step_by_step_and_its_late_answer_means_nothing(talk, client):
    ready(talk)
    heard = []
    talk.dialog.page.hear = heard.append
    asked(talk, Try())
    (test,) = client.of(commands.TestAccount)
    assert (test.account.host, test.password) == ("imap.b.fr", "secret")
    client.happened.emit(ProgressChanged(task=1, account=0, kind="test", done=2))
    assert heard[-1].step == 2
    asked(talk, StopTrying())
    client.done(test, trial=Trial(messages=1))
    assert len(heard) == 1
    asked(talk, Try())
    client.done(client.of(commands.TestAccount)[-1], trial=Trial(messages=1))
    assert heard[-1].reply.trial.messages == 1


def test_a_test_that_is_left_ends_in_the_engine_too(talk, client):
    """Else a password could still go to a host that the user has just seen to be wrong."""
    ready(talk)
    asked(talk, Try())
    client.happened.emit(ProgressChanged(task=3, account=0, kind="test", done=0))
    client.happened.emit(ProgressChanged(task=4, account=2, kind="test", done=0))
    talk.dialog.reject()
    assert [stop.task for stop in client.of(commands.StopTask)] == [3]


def test_a_test_that_is_over_is_not_stopped(talk, client):
    ready(talk)
    asked(talk, Try())
    client.happened.emit(ProgressChanged(task=3, account=0, kind="test", done=0))
    client.happened.emit(ProgressChanged(task=3, account=0, kind="test", done=2, over=True))
    talk.dialog.reject()
    assert client.of(commands.StopTask) == []


def test_nothing_of_another_engine_is_stopped(talk, client):
    ready(talk)
    asked(talk, Try())
    client.happened.emit(ProgressChanged(task=3, account=0, kind="test", done=0))
    lost = Problem(family="bug", code="engine-lost")
    client.failed(client.of(commands.TestAccount)[0], lost)
    talk.dialog.reject()
    assert client.of(commands.StopTask) == []


def test_a_host_that_cannot_be_is_answered_without_the_engine(talk, client):
    heard = []
    talk.dialog.page.hear = heard.append
    asked(talk, Try())
    asked(talk, Keep())
    assert client.sent == []
    assert [news.reply.problem.code for news in heard] == ["host-empty", "host-empty"]


def test_keeping_then_finishing_prefers_and_shows_the_account(qtbot, talk, client, kept):
    ready(talk, only_new=True, colour="red")
    asked(talk, Keep())
    (add,) = client.of(commands.AddAccount)
    assert (add.account.address, add.password, add.only_new) == (
        "claire@exemple.fr",
        "secret",
        True,
    )
    assert not add.allow_removal
    client.done(add, account=7)
    assert talk.dialog.place is Place.DONE
    with qtbot.waitSignal(talk.added) as said:
        talk.dialog.accept_kept()
    assert said.args == [7]
    (prefer,) = client.of(commands.Prefer)
    assert (prefer.account, prefer.colour, prefer.texts) == (7, "red", "recent")
    assert kept.state() is None
    assert talk.dialog is None


def test_without_a_keyring_the_password_is_asked_at_each_start(talk, client):
    ready(talk)
    asked(talk, Keep())
    (first,) = client.of(commands.AddAccount)
    client.failed(first, Problem(family="login", code="no-keyring"))
    _first, again = client.of(commands.AddAccount)
    assert (again.account.secret_kind, again.password) == ("ask", "secret")
    client.done(again, account=3)
    assert talk.dialog.place is Place.DONE


def test_closing_the_last_page_shows_the_account_too(qtbot, talk, client):
    ready(talk)
    asked(talk, Keep())
    client.done(client.of(commands.AddAccount)[0], account=7)
    with qtbot.waitSignal(talk.added):
        talk.dialog.reject()


@pytest.mark.parametrize(
    ("offered", "folder", "said"),
    [
        (True, "/media/disk", [("backup_folder", "/media/disk"), ("backup_monthly", True)]),
        (True, "", []),
        (False, "/media/disk", []),
    ],
)
def test_backups_are_offered_to_who_collects(talk, client, offered, folder, said):
    wanted = []
    talk.setting_wanted.connect(lambda key, value: wanted.append((key, value)))
    ready(talk, protocol=Protocol.POP, offer_backup=offered, backup_folder=folder)
    asked(talk, Keep())
    client.done(client.of(commands.AddAccount)[0], account=7)
    talk.dialog.accept_kept()
    assert wanted == said
    assert client.of(commands.Prefer) == []


def test_leaving_keeps_what_was_typed_and_an_answer_after_it_means_nothing(
    qtbot, talk, client, kept
):
    ready(talk)
    talk.dialog.main.click()
    with qtbot.waitSignal(talk.kept_changed):
        talk.dialog.reject()
    assert kept.address == "claire@exemple.fr"
    assert kept.state().password == ""
    assert talk.dialog is None
    client.done(client.of(commands.Discover)[0], discovery=discovery())
    client.happened.emit(ProgressChanged(task=1, account=0, kind="test", done=2))


def test_the_settings_of_an_account_are_opened_instead(qtbot, talk):
    with qtbot.waitSignal(talk.settings_asked) as said:
        asked(talk, OpenSettings(address="claire@exemple.fr"))
    assert said.args == ["claire@exemple.fr"]
    assert talk.dialog is None


@pytest.mark.qt_log_ignore("does not support raise")
def test_there_is_one_wizard_at_a_time(talk):
    before = talk.dialog
    talk.open(WizardState())
    assert talk.dialog is before


def test_an_unencrypted_server_is_sent_as_it_was_chosen(talk, client):
    state = ready(talk)
    talk.dialog.state = replace(
        state, imap=replace(state.imap, security=Security.NONE), unencrypted_agreed=True
    )
    asked(talk, Try())
    assert client.of(commands.TestAccount)[0].account.security == "none"


def test_one_that_was_opened_and_closed_again_leaves_an_earlier_one_to_be_resumed(talk, kept):
    talk.dialog.reject()
    assert kept.address == "claire@exemple.fr"
    talk.open(WizardState())
    talk.dialog.reject()
    assert kept.address == "claire@exemple.fr"
    talk.open(kept.state())
    talk.dialog.page.changed.emit(WizardState())  # emptied by the user
    talk.dialog.reject()
    assert kept.address == ""
