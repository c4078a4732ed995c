import pytest

from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.message import MessageRow
from facteur.ui.actions.context import (
    Context,
    Marks,
    checked,
    enabled,
    marks,
    reads_other,
    shown,
)
from facteur.ui.actions.table import BY_COMMAND, TABLE, Command, Kind, When
from facteur.ui.place import Folder, Place


def row(key: int, flags: Flags) -> MessageRow:
    return MessageRow(
        key=MessageKey(key), mailbox=MailboxKey(1), uid=key, flags=flags, received_ms=0, here=True,
        size_octets=0, sent_ms=None, sender_name="", sender_address="", recipients="", subject="",
        message_id="", has_attachment=False, snippet="", body_here=False, waiting=0,
    )  # fmt: skip


def test_marks_are_what_all_selected_rows_share():
    found = marks([row(1, Flags.SEEN | Flags.FLAGGED), row(2, Flags.SEEN)])
    assert found == Marks(number=2, common=Flags.SEEN)
    assert marks([]) == Marks()


@pytest.mark.parametrize(
    ("when", "context"),
    [
        (When.ACCOUNT, Context(accounts=1)),
        (When.ACCOUNT_CHOSEN, Context(account_chosen=True)),
        (When.MAILBOX, Context(mailbox_open=True)),
        (When.MESSAGES, Context(marks=Marks(number=1))),
        (When.ON_SERVER, Context(marks=Marks(number=1))),
        (When.IN_LOCAL, Context(marks=Marks(number=1), place=Place.LOCAL)),
        (When.IN_TRASH, Context(marks=Marks(number=1), place=Place.TRASH)),
        (When.ANY_LOCAL, Context(marks=Marks(number=1), place=Place.TRASH)),
        (When.LOCAL_OPEN, Context(mailbox_open=True, place=Place.LOCAL)),
        (When.SERVED_CHOSEN, Context(account_chosen=True)),
        (When.UNDO, Context(local_accounts=1, undoable=True)),
        (When.LOCAL_CHOSEN, Context(folder=Folder(local=True))),
        (When.OWN_FOLDER, Context(folder=Folder(local=True, own=True))),
        (When.TRASH_FILLED, Context(folder=Folder(local=True, trash_count=1))),
    ],
)
def test_an_action_is_usable_when_what_it_needs_is_there(when: When, context: Context):
    for action in TABLE:
        if action.when is when:
            assert enabled(action, context)
            assert not enabled(action, Context())


def test_folders_of_a_server_offer_nothing_that_cannot_be_done_there():
    context = Context(
        accounts=1, account_chosen=True, mailbox_open=True, marks=Marks(number=3), undoable=True
    )
    hidden = {row.command for row in TABLE if not shown(row, context)}
    assert {Command.MOVE, Command.NEW_FOLDER, Command.UNDO} <= hidden
    assert Command.DELETED not in hidden


def test_deleting_is_one_thing_in_one_place():
    deleting = (Command.DELETED, Command.TRASH, Command.ERASE)
    for place, wanted in zip(Place, deleting, strict=True):
        offered = [one for one in deleting if shown(BY_COMMAND[one], Context(place=place))]
        assert offered == [wanted]


def test_putting_back_names_the_folder_when_there_is_one():
    restore = BY_COMMAND[Command.RESTORE]
    assert reads_other(restore, Context(origin="Projects"))
    assert not reads_other(restore, Context())


def test_what_needs_nothing_is_always_usable():
    assert all(enabled(action, Context()) for action in TABLE if action.when is When.ALWAYS)


def test_a_mark_reads_the_other_way_when_every_message_bears_it():
    star = BY_COMMAND[Command.STAR]
    assert reads_other(star, Context(marks=Marks(number=2, common=Flags.FLAGGED)))
    assert not reads_other(star, Context(marks=Marks(number=2, common=Flags.SEEN)))
    assert not reads_other(star, Context())
    assert not reads_other(BY_COMMAND[Command.QUIT], Context(marks=Marks(number=1)))


def test_of_each_choice_exactly_one_holds():
    groups: dict[tuple[object, int], int] = {}
    for action in TABLE:
        if action.kind is Kind.CHOICE:
            place = (action.menu, action.group)
            groups[place] = groups.get(place, 0) + checked(action, Context(theme="dark"))
    assert set(groups.values()) == {1}


def test_switches_follow_the_window():
    context = Context(offline=True, activity=True, menu_bar=True, as_table=True)
    on = {action.command for action in TABLE if checked(action, context)}
    assert {Command.WORK_OFFLINE, Command.ACTIVITY, Command.MENU_BAR, Command.VIEW_TABLE} <= on


def test_settings_of_a_server_are_offered_only_where_there_is_one():
    change = next(row for row in TABLE if row.command is Command.CHANGE_ACCOUNT)
    assert enabled(change, Context(account_chosen=True))
    assert not shown(change, Context(account_chosen=True, served=False))
