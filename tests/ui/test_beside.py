"""What stands beside the mail: made late, joined all the same; see also test_desk."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.mail.account import Preferences
from facteur.store.read import accounts
from facteur.store.write import accounts as writing
from facteur.ui import beside as beside_module
from facteur.ui.accounts.change.dialog import ChangeDialog
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.actions.binder import ActionBinder
from facteur.ui.beside import Beside, Source
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.mainwindow import MainWindow, Panes
from facteur.ui.memory import window_memory
from facteur.ui.notice import Remedy
from facteur.ui.theme.style import Style
from facteur.ui.topbar import TopBar
from tests.ui.readerstore import FakeClient, Shelf


@pytest.fixture
def shelf(tmp_path: Path):
    made = Shelf(tmp_path)
    yield made
    made.close()


@pytest.fixture
def beside(qtbot, tmp_path: Path, shelf: Shelf) -> Beside:
    style = Style()
    window = MainWindow(window_memory(Profile(home=tmp_path)))
    qtbot.addWidget(window)
    panes = Panes(
        top=TopBar(style, ActionBinder(window, style)),
        sidebar=MailboxesView(style),
        list=QWidget(),
        reader=QWidget(),
    )
    window.place(panes)
    client = FakeClient()
    source = Source(
        account_name=lambda _key: "",
        mailbox_name=lambda _key: "Inbox",
        accounts=lambda: tuple(accounts.accounts(shelf.reader)),
    )
    return Beside(window, style, client, shelf.store.reader, source)


def test_a_store_that_cannot_be_used_is_said_until_it_can(beside):
    beside.tell_store_problem(events.Problem(family="store", code="newer"))
    assert beside.banner.notice is not None
    beside.tell_store_problem(None)
    assert beside.banner.notice is None


def test_the_button_of_a_strip_about_being_offline_asks_to_go_online(beside, qtbot):
    beside.activity.activity.take(events.AccountStateChanged(account=1, state="offline"))
    beside.activity.show()
    with qtbot.waitSignal(beside.online_wanted):
        beside.banner.main_pressed.emit()


def test_another_try_is_a_command(beside):
    problem = events.Problem(family="network", code="refused", account=1)
    beside.activity.remedy_wanted.emit(problem, Remedy.RETRY)
    assert [type(command) for command in beside._client.sent] == [commands.Sync]


@pytest.mark.parametrize(("press", "retry"), [("main_pressed", True), ("second_pressed", False)])
def test_both_ways_on_with_refused_messages_are_commands(beside, press, retry):
    problem = events.Problem(family="refused", code="messages-refused", account=7, detail="2")
    beside._client.happened.emit(events.ProblemRaised(problem=problem))
    beside.activity.show()
    assert beside.banner.notice is not None
    getattr(beside.banner, press).emit()
    (command,) = beside._client.sent
    assert isinstance(command, commands.SkipRefused)
    assert (command.account, command.retry) == (7, retry)
    beside._client.happened.emit(
        events.ProblemCleared(account=7, family="refused", code="messages-refused")
    )
    beside.activity.show()
    assert beside.banner.notice is None


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The pages that were opened in the browser."""
    pages: list[str] = []
    monkeypatch.setattr(beside_module, "open_page", pages.append)
    return pages


def gmail(shelf: Shelf) -> None:
    settings = accounts.account(shelf.reader, shelf.account).settings
    shelf.store.write_now(
        lambda tx: writing.change(tx, shelf.account, replace(settings, provider="gmail"))
    )


def test_an_app_password_is_made_at_the_providers_page_and_typed_here(beside, shelf, opened):
    gmail(shelf)
    wants = events.Problem(family="login", code="app-password", account=shelf.account)
    beside._client.happened.emit(events.ProblemRaised(problem=wants))
    beside.activity.show()
    assert beside.banner.notice is not None
    assert beside.banner.notice.main == "Create an app password"
    beside.banner.main_pressed.emit()
    (page,) = opened
    assert page.startswith("https://")
    assert list(beside.accounts._password_dialogs) == [shelf.account]


def test_only_pages_of_our_own_list_are_opened(beside, shelf, opened):
    off = events.Problem(
        family="login", code="disabled", account=shelf.account, server_text="https://evil.example/"
    )
    beside.activity.remedy_wanted.emit(off, Remedy.OPEN_PAGE)
    assert opened == [""]
    gmail(shelf)
    beside.activity.remedy_wanted.emit(off, Remedy.OPEN_PAGE)
    assert opened[1].startswith("https://myaccount.google.com/")


def test_a_certificate_is_shown_where_it_can_be_trusted(beside, shelf):
    strange = events.Problem(
        family="trust", code="certificate-unknown", account=shelf.account, certificate=b"x"
    )
    beside.activity.remedy_wanted.emit(strange, Remedy.TRUST_CERTIFICATE)
    dialog = beside._window.findChild(ChangeDialog)
    assert dialog.place is Place.CERTIFICATE


def test_a_paused_account_is_said_and_goes_on(beside, shelf):
    shelf.store.write_now(lambda tx: writing.prefer(tx, shelf.account, Preferences(paused=True)))
    beside._client.happened.emit(events.AccountStateChanged(account=shelf.account, state="paused"))
    beside.activity.show()
    assert beside.banner.notice is not None
    beside.banner.main_pressed.emit()
    (command,) = beside._client.sent
    assert isinstance(command, commands.Prefer)
    assert (command.account, command.paused) == (shelf.account, False)
