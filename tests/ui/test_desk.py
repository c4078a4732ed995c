"""All of the window joined, over a real store, with an engine that only answers."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

import facteur
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.link import commands, events
from facteur.ui.accounts.password import PasswordDialog
from facteur.ui.actions.table import Command
from facteur.ui.desk import Desk
from facteur.ui.ledger.view import LedgerDialog
from facteur.ui.looks import Looks
from facteur.ui.removal.view import RemovalDialog
from facteur.ui.theme.style import Style
from facteur.ui.widgets.banner import Tone
from tests.ui.localstore import LocalShelf
from tests.ui.readerstore import Shelf

FAKE_ENGINE = str(Path(__file__).with_name("fakeengine.py"))
LOGIN = events.Problem(family="login", code="refused", account=1, host="imap.example.org")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Bench:
    def __init__(self, home: Path, *, language: str = "en") -> None:
        self.settings = Settings(home / "settings.toml")
        self.style = Style()
        looks = Looks(self.settings, self.style, theme="light", language=language)
        looks.before_window()
        engine = (sys.executable, FAKE_ENGINE, "good")
        self.desk = Desk(Profile(home=home), self.settings, self.style, looks, engine)
        self.sent: list[commands.Command] = []
        send = self.desk.client.send

        def note(make, on_reply=None) -> int:
            request = send(make, on_reply)
            self.sent.append(make(request))
            return request

        self.desk.client.send = note

    def tell(self, *told: events.Event) -> None:
        beside = self.desk.beside  # is there before the engine, which starts later
        for event in told:
            self.desk.client.happened.emit(event)
        beside.activity.show()

    def of(self, kind: type) -> list:
        return [command for command in self.sent if isinstance(command, kind)]


@pytest.fixture
def make(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(facteur.__file__).parent.parent))
    made: list[Bench] = []

    def build(**choices: str) -> Bench:
        bench = Bench(tmp_path, **choices)
        made.append(bench)
        qtbot.addWidget(bench.desk.window)
        return bench

    yield build
    for bench in made:
        bench.desk.close()
        bench.desk._looks.language.use("en")
        for translator in bench.desk._looks.language._installed:
            QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path)
    made.body(made.message())
    yield made
    made.close()


def test_what_the_store_has_is_shown_before_the_engine_is_ready(make, shelf):
    bench = make()
    bench.desk.open()
    assert not bench.desk.window.welcoming
    assert bench.desk.mailboxes.chosen == shelf.mailbox
    assert bench.desk.window.windowTitle() == "Inbox"
    assert bench.of(commands.OpenMailbox)[0].mailbox == shelf.mailbox


def test_without_an_account_the_welcome_page_is_all(make):
    bench = make()
    bench.desk.open()
    assert bench.desk.window.welcoming


def test_the_ways_in_of_the_welcome_page_lead_somewhere(make, qtbot):
    bench = make()
    bench.desk.open()
    welcome = bench.desk.beside.welcome
    with qtbot.waitSignal(bench.desk.practice_wanted):
        welcome.demo.click()
    for button in (welcome.bring, welcome.restore, welcome.add):
        button.click()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.close()
    welcome.language.click()
    qtbot.waitUntil(lambda: welcome.add.text() == "Ajouter mon adresse")
    assert bench.desk._settings.text("language") == "fr"


def test_a_wizard_that_was_left_is_offered_again_on_the_page_and_in_the_menu(make):
    bench = make()
    bench.desk.open()
    welcome = bench.desk.beside.welcome
    welcome.add.click()
    wizard = QApplication.activeModalWidget()
    wizard.page.mail.setText("claire@exemple.fr")
    wizard.reject()
    assert welcome.resume.isVisible()
    resume = bench.desk.binder.action(Command.RESUME_ADDING)
    assert "claire@exemple.fr" in resume.text()
    resume.trigger()
    wizard = QApplication.activeModalWidget()
    assert wizard.page.mail.text() == "claire@exemple.fr"
    wizard.page.mail.clear()
    wizard.reject()
    assert not welcome.resume.isVisible()
    assert not resume.isVisible()


def test_ready_opens_the_folder_in_the_engine(make, shelf, qtbot):
    bench = make()
    with qtbot.waitSignal(bench.desk.client.started, timeout=20_000):
        bench.desk.open()
    assert bench.of(commands.OpenMailbox)[-1].mailbox == shelf.mailbox


def test_offline_is_said_in_the_strip_and_its_button_goes_online(make, shelf):
    bench = make()
    bench.desk.open()
    bench.tell(events.AccountStateChanged(account=1, state="offline", waiting=2))
    notice = bench.desk.beside.banner.notice
    assert notice is not None
    assert "2 changes" in notice.text
    bench.desk.beside.banner.main_pressed.emit()
    assert bench.of(commands.SetOnline)[-1].online
    assert bench.of(commands.Sync)


def test_f7_works_offline_and_goes_back(make, shelf):
    bench = make()
    bench.desk.open()
    bench.tell(events.AccountStateChanged(account=1, state="online"))
    bench.desk.binder.action(Command.WORK_OFFLINE).trigger()
    assert not bench.of(commands.SetOnline)[-1].online
    assert bench.desk.binder.action(Command.WORK_OFFLINE).isChecked()
    assert bench.desk.beside.status.line.connection == "Offline"
    bench.desk.binder.action(Command.WORK_OFFLINE).trigger()
    assert bench.of(commands.SetOnline)[-1].online
    assert bench.desk.beside.banner.notice is None


def test_starting_offline_is_a_setting(make, shelf):
    bench = make()
    bench.settings.set("start_offline", True)
    bench.desk.open()
    assert [command.online for command in bench.of(commands.SetOnline)] == [False]


def test_a_refused_password_leads_to_the_question_for_it(make, shelf):
    bench = make()
    bench.desk.open()
    bench.tell(
        events.AccountStateChanged(account=1, state="stopped"), events.ProblemRaised(problem=LOGIN)
    )
    notice = bench.desk.beside.banner.notice
    assert notice is not None
    assert notice.tone is Tone.DANGER
    bench.desk.beside.banner.main_pressed.emit()
    dialog = bench.desk.window.findChild(PasswordDialog)
    assert dialog is not None
    dialog.reject()
    bench.tell(
        events.ProblemCleared(account=1, family="login", code="refused"),
        events.AccountStateChanged(account=1, state="online"),
    )
    assert bench.desk.beside.banner.notice is None


def test_the_details_are_in_the_activity_panel(make, shelf):
    bench = make()
    bench.desk.open()
    bench.tell(events.ProblemRaised(problem=LOGIN))
    bench.desk.beside.banner.link_pressed.emit()
    assert bench.desk.beside.panel.isVisible()
    assert bench.desk.binder.action(Command.ACTIVITY).isChecked()
    bench.desk.beside.status.activity_wanted.emit()
    assert not bench.desk.beside.panel.isVisible()


def test_a_profile_the_engine_cannot_use_is_said_and_does_not_look_empty(make):
    bench = make()
    bench.desk.open()
    bench.tell(events.Ready(problem=events.Problem(family="store", code="newer")))
    notice = bench.desk.beside.banner.notice
    assert notice is not None
    assert notice.tone is Tone.DANGER
    assert not bench.desk.window.welcoming


def test_another_language_changes_every_pane_at_once(make, shelf, qtbot):
    bench = make()
    bench.desk.open()
    bench.tell(events.AccountStateChanged(account=1, state="online"))
    bench.desk.routes.set("language", "fr")
    model = bench.desk.sidebar.model()
    index = model.index(0, 0, model.index(0, 0))
    qtbot.waitUntil(lambda: index.data() == "Boîte de réception")
    assert bench.desk.beside.status.line.connection == "Connecté"
    assert "Relever" in bench.desk.binder.action(Command.GET_MAIL).text().replace("&", "")


def test_looks_can_be_changed_while_open(make, shelf):
    bench = make()
    bench.desk.open()
    bench.desk.binder.action(Command.THEME_DARK).trigger()
    assert bench.style.theme.value == "dark"
    assert bench.desk.binder.action(Command.THEME_DARK).isChecked()
    bench.desk.binder.action(Command.LAYOUT_BELOW).trigger()
    assert bench.settings.text("layout") == "below"


def test_a_path_on_the_command_line_is_opened(make, shelf):
    key = shelf.store.write_now(
        lambda tx: tx.insert(
            "INSERT INTO mailbox (account_id, name, path, delimiter) VALUES (?, ?, ?, '/')",
            shelf.account, b"Projets", "Projets",
        )
    )  # fmt: skip
    bench = make()
    bench.desk.open(mailbox="projets")
    assert bench.desk.mailboxes.chosen == key


def test_every_button_of_the_window_can_be_heard(make, shelf):
    bench = make()
    bench.desk.open()
    bench.tell(
        events.AccountStateChanged(account=1, state="offline", waiting=1),
        events.ProgressChanged(task=1, account=1, kind="headers", done=1, total=9),
    )
    bench.desk.window.show_activity(True)
    buttons = bench.desk.window.findChildren(QAbstractButton)
    corner = "QTableCornerButton"  # Qt's own, never shown
    unnamed = [
        button
        for button in buttons
        if button.isVisibleTo(bench.desk.window)
        and not (button.accessibleName() or button.text().strip())
        and button.metaObject().className() != corner
    ]
    assert unnamed == []


def test_closing_ends_the_engine_and_says_so(make, shelf, qtbot):
    bench = make()
    with qtbot.waitSignal(bench.desk.client.started, timeout=20_000):
        bench.desk.open()
    process = bench.desk.client._process
    with qtbot.waitSignal(bench.desk.closed):
        bench.desk.window.close()
    assert process.state() is process.ProcessState.NotRunning


def test_a_picture_waits_for_the_engine_and_its_tasks(make, shelf, qtbot):
    bench = make()
    bench.desk.open()
    assert not bench.desk.is_calm()
    bench.tell(
        events.Ready(),
        events.AccountStateChanged(account=1, state="online"),
        events.ProgressChanged(task=1, account=1, kind="headers"),
    )
    assert not bench.desk.is_calm()
    bench.tell(events.ProgressChanged(task=1, account=1, kind="headers", over=True))
    qtbot.waitUntil(bench.desk.is_calm)


def test_the_buttons_on_the_row_under_the_mouse_are_a_setting(make, shelf):
    bench = make()
    bench.desk.open()
    painter = bench.desk.list.list.painter_of_rows
    painter.hovered = 1
    assert painter.acts_on(1)
    bench.desk.routes.set("hover_actions", False)
    assert not painter.acts_on(1)


def test_the_first_arrow_in_a_fresh_list_selects_its_first_message(make, tmp_path, qtbot):
    shelf = Shelf(tmp_path)
    messages = [shelf.message(), shelf.message()]
    bench = make()
    bench.desk.open()
    listed = bench.desk.list.list
    qtbot.waitUntil(lambda: listed.model().rowCount() == 3)  # a head and two messages
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bench.desk.reading.message is not None)
    assert bench.desk.reading.message == messages[-1]
    shelf.close()


def test_a_question_about_the_servers_copies_is_offered_and_answered(make, shelf):
    bench = make()
    bench.desk.open()
    bench.tell(
        events.AccountStateChanged(account=1, state="online"),
        events.RemovalWanted(account=int(shelf.account), count=12, octets=5000),
    )
    notice = bench.desk.beside.banner.notice
    assert notice is not None
    assert "12 messages" in notice.text
    assert not bench.desk.window.findChildren(RemovalDialog)
    bench.desk.beside.banner.main_pressed.emit()
    (dialog,) = bench.desk.window.findChildren(RemovalDialog)
    dialog.keep.click()
    assert bench.of(commands.AnswerRemoval)[-1].allow is False
    assert bench.desk.beside.banner.notice is None


def test_the_ledger_opens_from_its_action(make, shelf):
    bench = make()
    bench.desk.open()
    bench.desk.binder.action(Command.LEDGER).trigger()
    (dialog,) = bench.desk.window.findChildren(LedgerDialog)
    assert dialog.isVisible()


def test_nothing_moves_when_the_rest_is_made(make, shelf, qtbot):
    desk = make().desk
    panes = (desk.top, desk.sidebar, desk.list, desk.list.list.viewport(), desk.reading)

    def places() -> list:
        return [(pane.mapTo(desk.window, pane.rect().topLeft()), pane.size()) for pane in panes]

    before: list = []
    desk.first_paint.over.disconnect(desk._complete)
    desk.first_paint.over.connect(lambda: before.extend(places()))
    desk.open()
    qtbot.waitUntil(lambda: before != [])
    assert desk._beside is None
    with qtbot.waitSignal(desk.completed):
        desk._complete()
    qtbot.wait(20)
    assert desk._beside is not None
    assert places() == before


def test_the_rest_is_made_in_turns_and_not_after_the_end(make, shelf, qtbot):
    desk = make().desk
    desk.first_paint.over.disconnect(desk._complete)
    desk.open()
    desk._complete()
    assert desk._beside is None
    assert desk.client._process is None
    desk.close()
    assert not desk._turns._timer.isActive()


@pytest.fixture
def local_shelf(tmp_path):
    made = LocalShelf(tmp_path)
    made.message(subject="One")
    made.message(subject="Two")
    yield made
    made.close()


def test_delete_in_a_local_folder_is_the_trash_and_ctrl_z_brings_it_back(make, local_shelf, qtbot):
    bench = make()
    with qtbot.waitSignal(bench.desk.client.started, timeout=20_000):
        bench.desk.open()
    qtbot.waitUntil(lambda: bench.desk.messages.model.key_at(1) is not None)
    bench.desk.messages.selected.select_row(1)
    trash = bench.desk.binder.action(Command.TRASH)
    qtbot.waitUntil(trash.isEnabled)
    assert not bench.desk.binder.action(Command.DELETED).isVisible()
    chosen = bench.desk.messages.selected.keys().tolist()
    bench.desk.window.activateWindow()
    qtbot.waitUntil(bench.desk.window.isActiveWindow)
    qtbot.keyClick(bench.desk.list.list, Qt.Key.Key_Delete)
    (moved,) = bench.of(commands.MoveMessages)
    assert (moved.messages, moved.mailbox) == (chosen, 0)
    assert bench.of(commands.SetFlags) == [] or not bench.of(commands.SetFlags)[-1].add & 8
    undo = bench.desk.binder.action(Command.UNDO)
    qtbot.waitUntil(undo.isEnabled)
    assert "Two" in bench.desk.local.toast.text
    qtbot.keyClick(bench.desk.list.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.of(commands.RestoreMessages)[0].messages == chosen


def test_folders_of_this_computer_have_their_menu_and_those_of_a_server_none(make, shelf):
    bench = make()
    bench.desk.open()
    bench.desk._fill_menus()
    menus = {menu.text(): menu for menu in bench.desk.window.menuBar().actions()}
    assert not menus["Fo&lder"].isVisible()
    assert menus["&Message"].isVisible()
    assert bench.desk.binder.action(Command.BACKUP).isVisible()


def test_the_local_trash_offers_to_put_back_by_name(make, local_shelf, qtbot):
    one = local_shelf.message("Trips")
    local_shelf.trash(one)
    bench = make()
    bench.desk.open(mailbox="trash")
    qtbot.waitUntil(lambda: bench.desk.messages.model.key_at(1) is not None)
    bench.desk.messages.selected.select_row(1)
    restore = bench.desk.binder.action(Command.RESTORE)
    qtbot.waitUntil(restore.isEnabled)
    assert restore.text() == "&Put back in “Trips”"
    assert bench.desk.binder.action(Command.ERASE).isEnabled()
    assert not bench.desk.binder.action(Command.TRASH).isVisible()


def test_the_engine_hears_of_the_monthly_backup(make, local_shelf):
    bench = make()
    bench.desk.open()
    bench.desk.local.transfer.setting_wanted.emit("backup_monthly", True)
    assert bench.settings.switch("backup_monthly")
    assert bench.of(commands.ReloadSettings)
