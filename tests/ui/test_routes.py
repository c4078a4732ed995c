from array import array
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.link import commands
from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey
from facteur.ui.about import AboutDialog
from facteur.ui.actions.binder import ActionBinder
from facteur.ui.actions.context import Context
from facteur.ui.actions.table import Command
from facteur.ui.keyspage import KeysDialog
from facteur.ui.mainwindow import MainWindow
from facteur.ui.memory import window_memory
from facteur.ui.place import Place
from facteur.ui.routes import Routes
from facteur.ui.settings.view import SettingsDialog
from facteur.ui.theme.style import Style
from tests.ui.readerstore import FakeClient


class Asked:
    """Stands for a controller: notes what it is asked, answers with what the test says."""

    def __init__(self, **answers: object) -> None:
        self.calls: list[tuple[object, ...]] = []
        self._answers = answers

    def __getattr__(self, name: str):
        def note(*arguments: object, **_named: object) -> object:
            self.calls.append((name, *arguments))
            return self._answers.get(name)

        return note


class Window(MainWindow):
    """A window that notes what the routes ask of it."""

    def __init__(self, home) -> None:
        super().__init__(window_memory(Profile(home=home)))
        self.asked: list[tuple[object, ...]] = []

    def next_pane(self, step: int) -> None:
        self.asked.append(("next_pane", step))

    def show_activity(self, shown: bool) -> None:
        self.asked.append(("show_activity", shown))


class Bench:
    def __init__(self, qtbot, home) -> None:
        self.window = Window(home)
        qtbot.addWidget(self.window)
        self.binder = ActionBinder(self.window, Style())
        self.client = FakeClient()
        self.settings = Settings(home / "settings.toml")
        self.routes = Routes(self.window, self.binder, self.client, self.settings)
        self.mailboxes = Asked(account_chosen=7, folder_chosen=3, place=Place.LOCAL)
        self.messages, self.accounts, self.ledger = Asked(), Asked(), Asked()
        self.notices = Asked()
        self.messages.mailbox = MailboxKey(3)
        self.messages.selected = SimpleNamespace(keys=lambda: array("q", [1, 2]))
        self.local = SimpleNamespace(filing=Asked(), folders=Asked(), transfer=Asked())
        self.routes.lead_to(
            self.mailboxes, self.messages, lambda: self.accounts, lambda: self.ledger
        )
        self.routes.lead_to_local(lambda: self.local)
        self.routes.lead_to_notices(lambda: self.notices)
        self.binder.update(Context(accounts=1, account_chosen=True, mailbox_open=True))


@pytest.fixture
def bench(qtbot, tmp_path) -> Bench:
    return Bench(qtbot, tmp_path)


def test_every_command_leads_somewhere(bench):
    for command in Command:
        bench.routes.carry_out(command)
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()


def test_deleting_leaves_the_selected_rows_before_they_leave(bench):
    bench.routes.carry_out(Command.TRASH)
    assert ("step_off_selected",) in bench.messages.calls
    assert bench.local.filing.calls == [("delete", array("q", [1, 2]), Place.LOCAL)]


def test_one_message_of_the_list_is_deleted_without_leaving_the_selected(bench):
    bench.routes.delete(array("q", [9]))
    assert ("step_off_selected",) not in bench.messages.calls
    assert bench.local.filing.calls == [("delete", array("q", [9]), Place.LOCAL)]


@pytest.mark.parametrize(
    ("command", "part", "call"),
    [
        (Command.RESTORE, "filing", ("restore", array("q", [1, 2]))),
        (Command.MOVE, "filing", ("move", array("q", [1, 2]), 3)),
        (Command.COPY, "filing", ("copy", array("q", [1, 2]), 3)),
        (Command.UNDO, "filing", ("undo",)),
        (Command.EMPTY_TRASH, "filing", ("empty_trash", 7)),
        (Command.NEW_FOLDER, "folders", ("new", 7, 3)),
        (Command.RENAME_FOLDER, "folders", ("rename", 3)),
        (Command.MOVE_FOLDER, "folders", ("move", 3)),
        (Command.DELETE_FOLDER, "folders", ("delete", 3)),
        (Command.EXPORT, "transfer", ("export", 3)),
        (Command.IMPORT, "transfer", ("import_into", 3)),
        (Command.BACKUP, "transfer", ("show_backup",)),
    ],
)
def test_work_on_local_folders_goes_where_it_is_done(bench, command, part, call):
    bench.routes.carry_out(command)
    assert getattr(bench.local, part).calls == [call]


def test_a_drop_moves_what_is_selected(bench):
    bench.routes.drop(MailboxKey(5), copy=True)
    assert bench.local.filing.calls[0][:4] == ("drop", array("q", [1, 2]), 3, 5)


def test_get_mail_from_the_menu_of_an_account_asks_that_one(bench):
    bench.mailboxes._answers["account_pointed"] = 7
    bench.routes.carry_out(Command.GET_MAIL)
    assert bench.client.sent == [commands.Sync(request=1, account=7)]


def test_get_mail_asks_every_account(bench):
    bench.routes.carry_out(Command.GET_MAIL)
    assert bench.client.sent == [commands.Sync(request=1)]


def test_marks_go_to_the_list(bench):
    for command in (Command.STAR, Command.SEEN, Command.ANSWERED, Command.DELETED):
        bench.routes.carry_out(command)
    wanted = [Flags.FLAGGED, Flags.SEEN, Flags.ANSWERED, Flags.DELETED]
    assert bench.messages.calls == [("toggle", flag) for flag in wanted]


def test_the_list_is_told_how_to_show_itself(bench):
    bench.routes.carry_out(Command.VIEW_TABLE)
    bench.routes.carry_out(Command.NEXT_UNREAD)
    assert bench.messages.calls == [("show_as_table", True), ("next_unread",)]


def test_accounts_are_those_the_sidebar_stands_on(bench):
    for command in (
        Command.ADD_ACCOUNT,
        Command.RESUME_ADDING,
        Command.CHANGE_ACCOUNT,
        Command.REMOVE_ACCOUNT,
        Command.MANAGE_ACCOUNTS,
    ):
        bench.routes.carry_out(command)
    assert bench.accounts.calls == [
        ("add",),
        ("resume_adding",),
        ("change", 7),
        ("remove", 7),
        ("manage",),
    ]


def test_the_ledger_is_opened(bench):
    bench.routes.carry_out(Command.LEDGER)
    assert bench.ledger.calls == [("open",)]


@pytest.mark.parametrize(
    ("command", "key", "value"),
    [
        (Command.LAYOUT_BELOW, "layout", "below"),
        (Command.DENSITY_COMPACT, "density", "compact"),
        (Command.THEME_DARK, "theme", "dark"),
        (Command.TEXT_LARGER, "text_size_percent", 105),
        (Command.TEXT_SMALLER, "text_size_percent", 95),
    ],
)
def test_looks_are_settings(bench, qtbot, command, key, value):
    with qtbot.waitSignal(bench.routes.setting_changed) as said:
        bench.routes.carry_out(command)
    assert said.args == [key]
    assert Settings.load(bench.settings._path)._value(key) == value


def test_text_stays_within_its_range_and_goes_back(bench):
    for _ in range(40):
        bench.routes.carry_out(Command.TEXT_LARGER)
    assert bench.settings.number("text_size_percent") == 160
    bench.routes.carry_out(Command.TEXT_NORMAL)
    assert bench.settings.number("text_size_percent") == 100


def test_a_value_that_cannot_be_changes_nothing(bench, qtbot):
    with qtbot.assertNotEmitted(bench.routes.setting_changed):
        bench.routes.set("theme", "pink")


def test_settings_that_cannot_be_written_hold_all_the_same(bench, qtbot, tmp_path):
    (tmp_path / "settings.new").mkdir()
    with qtbot.waitSignal(bench.routes.setting_changed):
        bench.routes.set("theme", "dark")
    assert bench.settings.text("theme") == "dark"


def test_switches_say_what_is_wanted(bench, qtbot):
    with qtbot.waitSignal(bench.routes.offline_chosen) as said:
        bench.binder.action(Command.WORK_OFFLINE).trigger()
    assert said.args == [True]
    bench.binder.action(Command.ACTIVITY).trigger()
    assert bench.window.asked == [("show_activity", True)]
    bench.binder.action(Command.MENU_BAR).trigger()
    assert bench.settings.switch("always_menu_bar")


def test_going_online_also_looks_for_mail(bench, qtbot):
    with qtbot.waitSignal(bench.routes.offline_chosen) as said:
        bench.routes.go_online()
    assert said.args == [False]
    assert isinstance(bench.client.sent[-1], commands.Sync)


def test_panes_are_walked_both_ways(bench):
    bench.routes.carry_out(Command.NEXT_PANE)
    bench.routes.carry_out(Command.PREVIOUS_PANE)
    assert bench.window.asked == [("next_pane", 1), ("next_pane", -1)]


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (Command.KEYS, KeysDialog),
        (Command.ABOUT, AboutDialog),
        (Command.SETTINGS, SettingsDialog),
    ],
)
def test_dialogs_open_over_the_window(bench, command, kind):
    bench.window.show()
    bench.routes.carry_out(command)
    dialog = bench.window.findChild(kind)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_a_changed_setting_in_the_dialog_is_kept(bench):
    bench.routes.carry_out(Command.SETTINGS)
    dialog = bench.window.findChild(SettingsDialog)
    dialog.changed.emit("texts_months", 6)
    assert bench.settings.number("texts_months") == 6
    dialog.close()


def test_quit_closes_the_window(bench, qtbot):
    bench.window.show()
    with qtbot.waitSignal(bench.window.closing):
        bench.routes.carry_out(Command.QUIT)


def test_mail_for_a_folder_of_a_server_is_imported_beside_the_accounts(bench):
    bench.mailboxes._answers["place"] = Place.SERVER
    bench.routes.carry_out(Command.IMPORT)
    assert bench.local.transfer.calls == [("import_into", None)]
