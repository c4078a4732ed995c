import pytest

from facteur.link import events
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, OperationKey
from facteur.store.rows import Operation
from facteur.ui.activity.model import Activity


def operation(key: int, *, state: str = "queued", mailbox: int = 1, code: str = "") -> Operation:
    return Operation(
        key=OperationKey(key), account=AccountKey(1), mailbox=MailboxKey(mailbox),
        message=MessageKey(key), kind="flags", uidvalidity=1, uid=key, add_flags=Flags.SEEN,
        remove_flags=Flags(0), add_keywords=(), remove_keywords=(), state=state, tries=0,
        created_ms=0, code=code, server_text="no",
    )  # fmt: skip


def test_a_task_is_there_until_it_is_over():
    activity = Activity()
    task = events.ProgressChanged(task=1, account=1, kind="headers", done=1, total=9)
    assert activity.take(task)
    assert activity.tasks == {1: task}
    assert activity.take(events.ProgressChanged(task=1, account=1, kind="headers", over=True))
    assert activity.tasks == {}
    assert not activity.take(events.ProgressChanged(task=1, account=1, kind="headers", over=True))


def test_the_status_line_tells_of_what_the_user_asked_for_first():
    activity = Activity()
    for task, kind in ((1, "texts"), (2, "headers"), (3, "part")):
        activity.take(events.ProgressChanged(task=task, account=1, kind=kind))
    assert activity.main_task is not None
    assert activity.main_task.kind == "part"
    assert Activity().main_task is None


@pytest.mark.parametrize(
    ("states", "worst"),
    [
        ([], ""),
        (["online"], "online"),
        (["online", "stopped"], "stopped"),
        (["online", "offline"], "online"),
        (["connecting", "offline"], "connecting"),
        (["offline", "offline"], "offline"),
    ],
)
def test_the_state_that_matters_most_is_told(states: list[str], worst: str):
    activity = Activity()
    for key, state in enumerate(states, 1):
        activity.take(events.AccountStateChanged(account=key, state=state))
    assert activity.state == worst


def test_offline_by_choice_is_offline():
    activity = Activity()
    activity.by_choice_offline = True
    assert activity.state == ""  # without an account there is nothing to be offline
    activity.take(events.AccountStateChanged(account=1, state="online"))
    assert activity.state == "offline"


def test_problems_stand_until_cleared():
    activity = Activity()
    problem = events.Problem(family="login", code="refused", account=1)
    activity.take(events.ProblemRaised(problem=problem))
    assert list(activity.problems.values()) == [problem]
    assert activity.take(events.ProblemCleared(account=1, family="login", code="refused"))
    assert not activity.problems
    assert not activity.take(events.ProblemCleared(account=1, family="login", code="refused"))


def test_other_events_concern_nobody_here():
    assert not Activity().take(events.MessagesChanged(mailbox=1))


def test_a_lost_engine_ends_what_it_did_until_it_is_ready_again():
    activity = Activity()
    activity.take(events.ProgressChanged(task=1, account=1, kind="headers"))
    activity.take(events.AccountStateChanged(account=1, state="online", waiting=2))
    activity.lose_engine()
    assert (activity.tasks, activity.engine_lost, activity.state) == ({}, True, "connecting")
    assert activity.waiting_count == 2
    activity.take(events.Ready())
    assert not activity.engine_lost


def test_what_belongs_to_a_removed_account_is_forgotten():
    activity = Activity()
    activity.take(events.AccountStateChanged(account=1, state="stopped", checked_ms=5))
    activity.take(
        events.ProblemRaised(problem=events.Problem(family="login", code="refused", account=1))
    )
    activity.take(events.ProblemRaised(problem=events.Problem(family="store", code="disk-full")))
    activity.keep_accounts([AccountKey(2)])
    assert activity.accounts == {}
    assert [problem.family for problem in activity.problems.values()] == ["store"]


def test_the_newest_check_counts():
    activity = Activity()
    assert activity.checked_ms == 0
    for key, when in ((1, 5), (2, 9), (3, 0)):
        activity.take(events.AccountStateChanged(account=key, state="online", checked_ms=when))
    assert activity.checked_ms == 9


def test_waiting_changes_are_grouped_by_place_and_reason():
    activity = Activity()
    activity.take_waiting(
        [
            operation(1),
            operation(2),
            operation(3, mailbox=2),
            operation(4, state="failed", code="no"),
        ]
    )
    found = [(one.mailbox, one.state, one.operations) for one in activity.waiting]
    assert found == [(1, "queued", (1, 2)), (2, "queued", (3,)), (1, "failed", (4,))]
    assert len({one.name for one in activity.waiting}) == 3


def test_too_many_waiting_changes_are_only_counted():
    activity = Activity()
    activity.take(events.AccountStateChanged(account=1, state="offline", waiting=90_000))
    activity.take(events.AccountStateChanged(account=2, state="online"))
    activity.sum_waiting()
    assert [(one.account, one.count, one.operations) for one in activity.waiting] == [
        (1, 90_000, ())
    ]
