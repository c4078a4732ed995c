import pytest

from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.message import MessageRow
from facteur.ui.actions.context import Context, Marks, checked, enabled, marks, reads_other
from facteur.ui.actions.table import BY_COMMAND, TABLE, Command, Kind, When


def row(key: int, flags: Flags) -> MessageRow:
    return MessageRow(
        key=MessageKey(key), mailbox=MailboxKey(1), uid=key, flags=flags, received_ms=0, here=True,
        size_octets=0, sent_ms=None, sender_name="", sender_address="", recipients="", subject="",
        message_id="", has_attachment=False, snippet="", body_here=False, waiting=0,
    )  # fmt: skip


def test_marks_are_what_all_selected_rows_share():
    found = marks([row(1, Flags.SEEN | Flags.FLAGGED), row(2, Flags.SEEN)])
    assert found == Marks(count=2, common=Flags.SEEN)
    assert marks([]) == Marks()


@pytest.mark.parametrize(
    ("when", "context"),
    [
        (When.ACCOUNT, Context(accounts=1)),
        (When.ACCOUNT_CHOSEN, Context(account_chosen=True)),
        (When.MAILBOX, Context(mailbox_open=True)),
        (When.MESSAGES, Context(marks=Marks(count=1))),
    ],
)
def test_an_action_is_usable_when_what_it_needs_is_there(when: When, context: Context):
    for action in TABLE:
        if action.when is when:
            assert enabled(action, context)
            assert not enabled(action, Context())


def test_what_needs_nothing_is_always_usable():
    assert all(enabled(action, Context()) for action in TABLE if action.when is When.ALWAYS)


def test_a_mark_reads_the_other_way_when_every_message_bears_it():
    star = BY_COMMAND[Command.STAR]
    assert reads_other(star, Context(marks=Marks(count=2, common=Flags.FLAGGED)))
    assert not reads_other(star, Context(marks=Marks(count=2, common=Flags.SEEN)))
    assert not reads_other(star, Context())
    assert not reads_other(BY_COMMAND[Command.QUIT], Context(marks=Marks(count=1)))


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
