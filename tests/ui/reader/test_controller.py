import pytest
from PySide6.QtCore import QSettings, QUrl

from facteur.link import commands
from facteur.link.events import (
    AccountsChanged,
    AccountStateChanged,
    BodyChanged,
    MessagesChanged,
    Problem,
    ProgressChanged,
)
from facteur.mail.flags import Flags
from facteur.ui.place import Place
from facteur.ui.reader.contents import Pictures
from facteur.ui.reader.controller import ReaderController
from facteur.ui.reader.view import ReaderView
from facteur.ui.theme.style import Theme
from facteur.ui.viewmemory import ViewMemory


def test_a_cached_text_is_shown_at_once_without_a_web_engine(shelf, controller, client, view):
    key = shelf.message()
    shelf.body(key, text="Bonjour")
    controller.show(key, 1)
    assert view.text_view.toPlainText() == "Bonjour"
    assert view.web is None
    assert not client.of(commands.OpenMessage)


def test_the_user_opening_it_marks_it_as_read(qtbot, shelf, controller, client):
    key = shelf.message()
    shelf.body(key)
    controller.show(key, 1)
    qtbot.waitUntil(lambda: bool(client.of(commands.SetFlags)))
    (marked,) = client.of(commands.SetFlags)
    assert (marked.messages, marked.add, marked.remove) == ([key], int(Flags.SEEN), 0)


def test_passing_or_unread_by_hand_does_not(qtbot, shelf, controller, client, view):
    key = shelf.message()
    shelf.body(key)
    controller.show(key, 1, by_user=False)
    seen = shelf.message(flags=Flags.SEEN)
    shelf.body(seen)
    controller.show(seen, 1)
    controller.set_mark_read_after(-1)
    controller.show(key, 1)
    qtbot.wait(20)
    assert not client.of(commands.SetFlags)
    view.bar.seen_asked.emit(False)
    assert client.of(commands.SetFlags)[0].remove == int(Flags.SEEN)


def test_a_text_not_here_is_fetched_and_shown(qtbot, shelf, controller, client, view):
    key = shelf.message()
    controller.show(key, 1)
    (asked,) = client.of(commands.OpenMessage)
    qtbot.waitUntil(lambda: view._waiting.accessibleName() == "Fetching the text…")
    shelf.body(key, text="there")
    client.happened.emit(BodyChanged(message=key))
    assert view.text_view.toPlainText() == "there"
    client.done(asked)
    assert view.text_view.toPlainText() == "there"


def test_fetching_can_be_stopped(shelf, controller, client, view):
    key = shelf.message()
    controller.show(key, 1)
    client.happened.emit(ProgressChanged(task=3, account=1, kind="texts", message=key))
    view.stop_asked.emit()
    assert client.of(commands.StopTask)[0].task == 3
    assert "Stopped" in view._waiting.accessibleName()
    view.again_asked.emit()
    assert len(client.of(commands.OpenMessage)) == 2


def test_offline_says_where_the_text_is_and_fetches_it_later(shelf, controller, client, view):
    client.happened.emit(AccountStateChanged(account=shelf.account, state="offline"))
    key, other = shelf.message(), shelf.message()
    controller.show(key, 1)
    assert "still on the server" in view._waiting.accessibleName()
    view.later_asked.emit()
    controller.show(other, 1)
    client.failed(client.of(commands.OpenMessage)[-1], Problem(family="network", code="offline"))
    assert "still on the server" in view._waiting.accessibleName()
    before = len(client.of(commands.OpenMessage))
    client.happened.emit(AccountStateChanged(account=shelf.account, state="online"))
    assert {ask.message for ask in client.of(commands.OpenMessage)[before:]} == {key, other}


def test_a_failure_is_in_words(shelf, controller, client, view):
    key = shelf.message()
    controller.show(key, 1)
    client.failed(
        client.of(commands.OpenMessage)[0],
        Problem(family="refused", code="x", server_text="NO <b>gone</b>"),
    )
    assert "said no" in view._waiting.accessibleName()


def test_a_folder_that_has_gone_is_named(shelf, controller, client, view):
    controller.show(shelf.message(), 1)
    client.failed(
        client.of(commands.OpenMessage)[0], Problem(family="refused", code="mailbox-gone")
    )
    assert "“INBOX”" in view._waiting.accessibleName()


def test_an_answer_for_another_message_means_nothing(shelf, controller, client, view):
    first, second = shelf.message(), shelf.message()
    shelf.body(second, text="second")
    controller.show(first, 1)
    controller.show(second, 1)
    client.failed(client.of(commands.OpenMessage)[0], Problem(family="bug", code="x"))
    assert view.text_view.toPlainText() == "second"


@pytest.mark.parametrize(
    ("signal", "flag"), [("star_asked", Flags.FLAGGED), ("deleted_asked", Flags.DELETED)]
)
def test_marks_become_commands_and_show_what_the_store_says(
    shelf, controller, client, view, signal, flag
):
    key = shelf.message(flags=Flags.SEEN)
    shelf.body(key)
    controller.show(key, 1)
    getattr(view.bar, signal).emit(True)
    assert client.of(commands.SetFlags)[-1].add == int(flag)
    shelf.set_flags(key, Flags.SEEN | flag)
    client.happened.emit(MessagesChanged(mailbox=shelf.mailbox, changed=[key]))
    marks = view.bar._marks
    assert marks.starred == (flag is Flags.FLAGGED)
    assert marks.deleted == (flag is Flags.DELETED)
    getattr(view.bar, signal).emit(False)
    assert client.of(commands.SetFlags)[-1].remove == int(flag)


def test_a_removed_message_leaves_the_calm_pane(shelf, controller, client, view):
    key = shelf.message()
    shelf.body(key)
    controller.show(key, 1)
    client.happened.emit(MessagesChanged(mailbox=shelf.mailbox, removed=[key]))
    assert controller.message is None
    assert view._quiet.accessibleName() == "Choose a message to read it."


def test_several_show_a_stack(shelf, controller, view):
    controller.show(shelf.message(), 12)
    assert "12 message" in view._quiet.accessibleName()


def test_the_rest_of_a_cut_text_is_asked_for(shelf, controller, client, view):
    key = shelf.message()
    shelf.body(key, cut=True)
    controller.show(key, 1)
    view.rest_asked.emit()
    (asked,) = client.of(commands.FetchSource)
    shelf.body(key, text="whole")
    client.done(asked)
    assert view.text_view.toPlainText() == "whole"


def test_links_are_handed_out_or_refused_in_words(qtbot, controller, view, opened_links):
    view.link_asked.emit(QUrl("https://example.org"))
    with qtbot.waitSignal(controller.said) as said:
        view.link_asked.emit(QUrl("file:///etc/passwd"))
    assert "not opened" in said.args[0]
    assert len(opened_links) == 2


def test_new_accounts_are_known(shelf, controller, client):
    client.happened.emit(AccountsChanged())
    assert controller._own.person("", "claire@exemple.fr").own


def test_a_damaged_picture_is_asked_for_again_once(shelf, controller, client, view):
    key = shelf.message()
    part = shelf.part(key, "2", "a.png", content_id="<a>", sha256=b"\x00" * 32)
    shelf.body(key, html='<img src="cid:a">', parts=(part,))
    controller.show(key, 1)
    pictures = Pictures(shelf.reader, key, controller._on_damaged)
    assert pictures.find("a") is None
    assert pictures.find("a") is None
    (asked,) = client.of(commands.FetchPart)
    assert (asked.message, asked.section) == (key, "2")


def test_pictures_that_are_not_here_are_asked_for(shelf, controller, client):
    key = shelf.message()
    part = shelf.part(key, "2", "a.png", content_id="<a>", content_type="image/png", shown=True)
    shelf.body(key, text="Look", parts=(part,))
    controller.show(key, 1)
    (asked,) = client.of(commands.OpenMessage)
    assert asked.message == key


@pytest.mark.slow
def test_the_light_sheet_is_remembered_by_sender(qtbot, qapp, style, shelf, client, tmp_path):
    style.set_theme(Theme.DARK)
    style.apply(qapp)
    memory = ViewMemory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    view = ReaderView(style)
    qtbot.addWidget(view)
    reading = ReaderController(view, client, shelf.reader, memory=memory)
    claire, again = shelf.message(), shelf.message()
    luc = shelf.message(sender=("Luc", "luc@exemple.fr"))
    for key in (claire, again, luc):
        shelf.body(key, html="<p>x</p>")
    reading.show(claire, 1)
    assert not view.bar._light.isChecked()
    view.bar._light.click()
    client.happened.emit(BodyChanged(message=claire))
    assert view.bar._light.isChecked()
    reading.show(luc, 1)
    assert not view.bar._light.isChecked()
    reading.show(again, 1)
    assert view.bar._light.isChecked()
    assert b"color-scheme: light" in view.web._server.document
    view.bar._light.click()
    reading.show(claire, 1)
    assert not view.bar._light.isChecked()
    style.set_theme(Theme.LIGHT)
    qapp.setStyleSheet("")  # the drawings it names go with this style


def test_while_the_list_is_on_its_way_nobody_is_told_to_choose(controller, view):
    controller.show(None, 0)
    view.set_arriving(True)
    assert "fetching the list" in view._quiet.accessibleName()
    view.set_arriving(False)
    assert view._quiet.accessibleName() == "Choose a message to read it."


def test_a_message_of_this_computer_is_not_marked_deleted_but_asked_for(
    qtbot, shelf, controller, client, view
):
    key = shelf.message()
    shelf.body(key)
    controller.show(key, 1, by_user=False)
    controller.set_place(Place.LOCAL)
    with qtbot.waitSignal(controller.delete_wanted) as said:
        view.bar.deleted_asked.emit(True)
    assert said.args == [key]
    assert client.of(commands.SetFlags) == []
    controller.set_place(Place.SERVER)
    view.bar.deleted_asked.emit(True)
    assert client.of(commands.SetFlags)[0].add == int(Flags.DELETED)
