import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from facteur.link import commands
from facteur.link.events import (
    AccountsChanged,
    AccountStateChanged,
    MailboxesChanged,
    MessagesChanged,
)
from facteur.mail.flags import Flags
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.store.rows import SkeletonRow
from facteur.ui.messages.controller import MessagesController
from facteur.ui.messages.view import MessagesView
from facteur.ui.place import Place
from facteur.ui.roles import MessageColumn
from tests.ui.liststore import DAY_MS, MINUTE_MS, SEEN, fill, header, now_ms


def test_newest_first_under_date_heads(stage):
    now = now_ms()
    stage.store.headers(
        header(1, now - 400 * DAY_MS, subject="old"),
        header(2, now - 1000, subject="new"),
        header(3, now - DAY_MS, subject="then"),
    )
    stage.open()
    assert stage.subjects() == ["new", "then", "old"]
    assert stage.heads()[:2] == ["Today", "Yesterday"]
    assert stage.model.rowCount() == 6


def test_scroll_bar_is_right_from_the_start_and_all_keys_arrive(stage):
    fill(stage.store, 5000, step_ms=MINUTE_MS)
    stage.controller.open(stage.store.inbox)
    assert len(stage.model.window.keys) == 2000
    assert stage.model.window.total == 5000
    stage.calm()
    assert stage.model.window.complete
    assert stage.subjects() == [f"Message {uid}" for uid in range(5000, 0, -1)]


def test_new_mail_comes_in_at_the_top(stage):
    fill(stage.store, 30)
    stage.open()
    stage.tell(stage.store.headers(header(100, now_ms(), subject="fresh", marks=0)))
    assert stage.subjects()[0] == "fresh"


def test_a_message_in_the_middle_finds_its_place_and_period(stage):
    fill(stage.store, 30, step_ms=DAY_MS)
    stage.open()
    stage.tell(
        stage.store.headers(header(100, now_ms() - 10 * DAY_MS - 5 * 60 * MINUTE_MS, subject="mid"))
    )
    dates = [stage.model.message_at(row) for row in range(stage.model.rowCount())]
    times = [row.received_ms for row in dates if row is not None]
    assert times == sorted(times, reverse=True)
    assert "mid" in stage.subjects()


def test_removed_messages_leave_with_the_last_head(stage):
    now = now_ms()
    stage.store.headers(header(1, now - 30 * DAY_MS), header(2, now), header(3, now - 1000))
    stage.open()
    heads = len(stage.heads())
    stage.tell(stage.store.remove(1))
    assert stage.subjects() == ["Message 2", "Message 3"]
    assert len(stage.heads()) == heads - 1


def test_reads_do_not_grow_with_the_list(stage, monkeypatch):
    """No key list is read again: only counts of reads tell it for sure."""
    fill(stage.store, 5000, step_ms=MINUTE_MS)
    del stage.tester  # it would ask every row at each insertion
    stage.open()
    source = stage.keeper.source
    reads = {"first": 0, "values": 0, "load": 0}
    first, values, load = source.first, source.values, stage.keeper._loader.load
    monkeypatch.setattr(
        source, "first", lambda limit: reads.update(first=reads["first"] + 1) or first(limit)
    )
    monkeypatch.setattr(
        source, "values", lambda keys: reads.update(values=reads["values"] + 1) or values(keys)
    )
    monkeypatch.setattr(
        stage.keeper._loader, "load", lambda asked: reads.update(load=1) or load(asked)
    )
    for number in range(20):
        received = now_ms() - number * 137 * MINUTE_MS
        stage.tell(stage.store.headers(header(6000 + number, received)))
    assert (reads["first"], reads["load"]) == (0, 0)
    assert reads["values"] <= 20 * 16
    assert len(stage.model.window.keys) == 5020


def test_many_reads_the_keys_again_and_keeps_selection_and_place(stage):
    fill(stage.store, 300, step_ms=MINUTE_MS)
    stage.open()
    chosen = stage.model.key_at(100)
    stage.controller.selected.select_row(100)
    stage.view.list.place(95, 10)
    stage.store.run("DELETE FROM message WHERE uid % 2 = 0 AND id <> ?", chosen)
    stage.store.run("UPDATE mailbox SET messages = (SELECT count(*) FROM message)")
    anchor = stage.model.key_at(stage.view.list.anchor()[0])
    stage.tell(MessagesChanged(mailbox=stage.store.inbox, many=True))
    assert stage.controller.selected.current_key() == chosen
    assert stage.controller.selected_count == 1
    assert all("Message" in text for text in stage.subjects())
    assert len(stage.subjects()) in {150, 151}
    assert anchor is not None


def test_a_growing_folder_is_appended_to_without_reading_all(stage):
    now = now_ms()
    stage.store.skeleton(*(SkeletonRow(uid, SEEN, (), now - uid * 1000) for uid in range(1, 301)))
    stage.open()
    stage.keeper._reread.setInterval(60_000)  # what is looked at is what comes before it
    stage.store.skeleton(*(SkeletonRow(uid, SEEN, (), now - uid * 1000) for uid in range(301, 901)))
    stage.client.happened.emit(MessagesChanged(mailbox=stage.store.inbox, many=True))
    stage.qtbot.waitUntil(lambda: len(stage.model.window.keys) == 900, timeout=1000)
    assert not stage.keeper._loading


def test_what_is_read_stays_where_it_is_when_mail_comes_in(stage):
    fill(stage.store, 200)
    stage.open()
    listed = stage.view.list
    listed.place(50, 20)
    row, top = listed.anchor()
    key = stage.model.key_at(row)
    stage.tell(stage.store.headers(header(500, now_ms(), marks=0), header(501, now_ms())))
    assert listed.rowViewportPosition(stage.keeper.row_of(key)) == top
    assert stage.view.pill.isVisible()
    assert "2" in stage.view.pill.text()
    stage.qtbot.mouseClick(stage.view.pill, Qt.MouseButton.LeftButton)
    assert listed.at_top
    assert not stage.view.pill.isVisible()


def test_selection_is_told_and_one_message_is_chosen(stage):
    fill(stage.store, 20)
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.message_chosen) as chosen:
        stage.controller.selected.select_row(1)
    assert chosen.args == [stage.model.key_at(1)]
    with stage.qtbot.waitSignal(stage.controller.message_chosen) as chosen:
        stage.view.list.selectAll()
    assert chosen.args == [None]
    assert stage.controller.selected_count == 20


def test_marks_of_all_selected_are_turned_round(stage):
    fill(stage.store, 9)
    stage.open()
    stage.view.list.selectAll()
    stage.controller.toggle(Flags.FLAGGED)
    (command,) = stage.client.of(commands.SetFlags)
    assert (len(command.messages), command.add, command.remove) == (9, 4, 0)
    stage.controller.mark(Flags.SEEN, on=False)
    assert stage.client.of(commands.SetFlags)[1].remove == SEEN


def test_a_click_on_the_dot_asks_for_a_mark_and_changes_no_selection(stage):
    fill(stage.store, 5)
    stage.open()
    listed = stage.view.list
    box = listed.visualRect(stage.model.index(1, 0))
    QTest.mouseClick(
        listed.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(box.x() + 18, box.center().y()),
    )
    (command,) = stage.client.of(commands.SetFlags)
    assert command.messages == [stage.model.key_at(1)]
    assert stage.controller.selected_count == 0


def test_flags_of_other_clients_are_shown(stage):
    fill(stage.store, 5)
    stage.open()
    stage.tell(stage.store.mark(5, SEEN | int(Flags.FLAGGED)))
    assert stage.model.message_at(1).flags & Flags.FLAGGED


def test_filter_and_what_comes_to_match_it(stage):
    fill(stage.store, 9)
    stage.open()
    stage.controller.narrow(ListFilter(starred=True))
    stage.calm()
    assert stage.subjects() == []
    stage.tell(stage.store.mark(4, SEEN | int(Flags.FLAGGED)))
    assert stage.subjects() == ["Message 4"]
    # One that no longer matches stays until the list is asked for anew: nothing jumps away.
    stage.tell(stage.store.mark(4, SEEN))
    assert stage.subjects() == ["Message 4"]


def test_order_by_subject_says_what_it_covers(stage):
    now = now_ms()
    stage.store.headers(
        header(1, now, subject="beta"),
        header(2, now - 1000, subject="Alpha"),
        header(3, now - 2000, subject="gamma"),
    )
    stage.store.skeleton(SkeletonRow(9, 0, (), now))
    stage.open()
    stage.controller.sort(ListOrder(column=Column.SUBJECT, descending=False))
    stage.calm()
    assert stage.subjects() == ["Alpha", "beta", "gamma", ""]
    assert stage.view.coverage.isVisible()
    assert "3 of 4" in stage.view.coverage.text()
    assert stage.heads() == []


def test_headers_of_placeholders_on_screen_are_asked_for_once(stage):
    now = now_ms()
    stage.store.skeleton(*(SkeletonRow(uid, 0, (), now - uid) for uid in range(1, 1000)))
    stage.open()
    stage.qtbot.waitUntil(lambda: stage.client.of(commands.FetchHeaders) != [])
    (command,) = stage.client.of(commands.FetchHeaders)
    assert 5 < len(command.messages) <= 300
    assert stage.model.key_at(1) in command.messages


def test_view_order_and_filter_are_remembered_for_each_mailbox(stage):
    fill(stage.store, 5)
    other = stage.store.add_mailbox("Other")
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.view_changed):
        stage.controller.show_as_table(True)
    stage.controller.sort(ListOrder(column=Column.SIZE, descending=True))
    stage.controller.open(other)
    assert not stage.controller.as_table
    stage.controller.open(stage.store.inbox)
    assert stage.controller.as_table
    assert stage.model.columnCount() == 7
    assert stage.keeper.source.question.order.column is Column.SIZE


def test_a_folder_remembered_as_a_table_has_columns_of_their_width(stage):
    stage.memory.setValue(f"views/{int(stage.store.inbox)}", "table date descending")
    fill(stage.store, 3)
    stage.open()
    columns = stage.view.list.horizontalHeader()
    assert columns.count() > 1
    assert columns.sectionSize(0) == columns.sectionSize(1) == columns.sectionSize(2) < 60


def test_cards_and_table_keep_the_selection(stage):
    fill(stage.store, 50)
    stage.open()
    stage.controller.selected.select_row(5)
    key = stage.controller.selected.current_key()
    for as_table in (True, False):
        stage.controller.show_as_table(as_table)
        assert stage.controller.selected.current_key() == key
        assert stage.controller.selected_count == 1


def test_a_click_on_a_column_sorts_and_a_second_turns_round(stage):
    fill(stage.store, 5)
    stage.open()
    stage.controller.show_as_table(True)
    stage.view.list.sort_wanted.emit(3)
    assert stage.keeper.source.question.order == ListOrder(column=Column.SUBJECT, descending=False)
    stage.view.list.sort_wanted.emit(3)
    assert stage.keeper.source.question.order.descending
    stage.view.list.sort_wanted.emit(0)
    assert stage.keeper.source.question.order.descending


def test_next_unread_goes_on_and_round(stage):
    fill(stage.store, 9)  # 3, 6 and 9 are unread
    stage.open()
    seen = []
    for _ in range(4):
        stage.controller.next_unread()
        row = stage.model.message_at(stage.view.list.currentIndex().row())
        seen.append(row.uid)
    assert seen == [9, 6, 3, 9]


def test_current_moves_to_the_next_when_it_disappears_else_to_the_previous(stage):
    fill(stage.store, 3)
    stage.open()
    stage.controller.selected.select_row(2)
    stage.tell(stage.store.remove(2))
    assert stage.model.message_at(stage.view.list.currentIndex().row()).uid == 1
    stage.tell(stage.store.remove(1))
    assert stage.model.message_at(stage.view.list.currentIndex().row()).uid == 3


def test_header_shows_counts_and_empty_words(stage):
    stage.open()
    assert stage.view.list.empty_words[0] == "No messages here"
    fill(stage.store, 3)
    stage.client.happened.emit(
        MailboxesChanged(
            account=stage.store.account, mailboxes=[stage.store.inbox], structure=False
        )
    )
    stage.qtbot.waitUntil(lambda: "1 unread" in stage.view.header.details.text())
    assert stage.view.header.title.text() == "INBOX"
    stage.controller.narrow(ListFilter(unread=True, starred=True))
    assert stage.view.list.empty_words[0] == "No such message"
    stage.controller.open(None)
    assert stage.model.rowCount() == 0


def test_is_complete_once_everything_on_screen_is_there(stage):
    fill(stage.store, 3)
    stage.open()
    stage.qtbot.waitUntil(stage.controller.is_complete)


@pytest.mark.parametrize("as_table", [False, True])
def test_every_row_speaks(stage, as_table):
    fill(stage.store, 3)
    stage.open()
    stage.controller.show_as_table(as_table)
    for row in range(stage.model.rowCount()):
        column = 3 if as_table and stage.model.message_at(row) else 0
        assert stage.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_column_made_wider_stays_so_for_all_folders_and_sizes_of_text(stage, style):
    stage.open()
    stage.controller.show_as_table(True)
    columns = stage.view.list.horizontalHeader()
    assert stage.memory.value("columns/correspondents") is None  # arranging tells nothing
    columns.resizeSection(int(MessageColumn.CORRESPONDENTS), 300)
    stage.controller.show_as_table(False)
    stage.controller.show_as_table(True)
    assert columns.sectionSize(int(MessageColumn.CORRESPONDENTS)) == 300
    stage.memory.sync()
    view = MessagesView(style)
    stage.qtbot.addWidget(view)
    again = MessagesController(view, stage.client, stage.store.reader, style, stage.memory)
    again.open(stage.store.inbox)
    again.show_as_table(True)
    columns = view.list.horizontalHeader()
    assert columns.sectionSize(int(MessageColumn.CORRESPONDENTS)) == 300
    before = columns.sectionSize(int(MessageColumn.DATE))
    style.base_px = round(style.base_px * 1.5)
    style.changed.emit()
    assert columns.sectionSize(int(MessageColumn.CORRESPONDENTS)) > 400
    assert columns.sectionSize(int(MessageColumn.DATE)) > before
    again.close()


def test_an_empty_list_says_whether_mail_is_on_its_way(stage):
    told: list[bool] = []
    stage.controller.arriving.connect(told.append)
    stage.store.run("UPDATE mailbox SET uidvalidity = 0")
    stage.open()
    assert stage.view.list.empty_words[0] == "The messages are on their way"
    assert "newest come first" in stage.view.list.empty_words[1]
    for state, title in (("stopped", "Nothing has been"), ("connecting", "The messages are")):
        stage.client.happened.emit(AccountStateChanged(account=stage.store.account, state=state))
        stage.qtbot.waitUntil(lambda title=title: stage.view.list.empty_words[0].startswith(title))
    assert told == [True, False, True]
    stage.store.run("UPDATE mailbox SET uidvalidity = 7")
    fill(stage.store, 3)
    stage.tell(stage.store.event(stage.store.inbox))
    stage.qtbot.waitUntil(lambda: told == [True, False, True, False])


def test_a_new_account_without_folders_is_told_of(stage):
    stage.open()
    stage.store.run("DELETE FROM mailbox")
    stage.controller.open(None)
    stage.qtbot.waitUntil(
        lambda: stage.view.list.empty_words[0] == "Your mail is on its way", timeout=2000
    )
    stage.store.run("DELETE FROM account")
    stage.client.happened.emit(AccountsChanged())
    stage.qtbot.waitUntil(
        lambda: stage.view.list.empty_words[0] == "No folder is open", timeout=2000
    )


@pytest.mark.parametrize("place", [Place.LOCAL, Place.TRASH])
def test_the_trash_can_of_a_local_row_asks_for_deletion_and_marks_nothing(stage, qtbot, place):
    fill(stage.store, 3)
    stage.open()
    stage.controller.set_place(place)
    key = int(stage.model.message_at(1).key)
    with qtbot.waitSignal(stage.controller.delete_wanted) as said:
        stage.view.list.mark_wanted.emit(key, Flags.DELETED)
    assert list(said.args[0]) == [key]
    assert stage.client.of(commands.SetFlags) == []
    stage.view.list.mark_wanted.emit(key, Flags.FLAGGED)
    assert len(stage.client.of(commands.SetFlags)) == 1
    assert stage.view.list.dragEnabled()


def test_on_a_server_deleting_stays_a_mark_and_nothing_is_dragged(stage):
    fill(stage.store, 3)
    stage.open()
    stage.controller.set_place(Place.SERVER)
    stage.view.list.mark_wanted.emit(int(stage.model.message_at(1).key), Flags.DELETED)
    assert stage.client.of(commands.SetFlags)[0].add == int(Flags.DELETED)
    assert not stage.view.list.dragEnabled()


def test_what_follows_the_selected_messages_is_selected_before_they_leave(stage):
    fill(stage.store, 4, step_ms=DAY_MS)  # a head between the days
    stage.open()
    rows = [row for row in range(stage.model.rowCount()) if stage.model.key_at(row) is not None]
    stage.controller.selected.select_row(rows[1])
    stage.controller.step_off_selected()
    assert stage.controller.selected.current_key() == stage.model.key_at(rows[2])
    stage.controller.selected.select_row(rows[-1])
    stage.controller.step_off_selected()
    assert stage.controller.selected.current_key() == stage.model.key_at(rows[-2])
