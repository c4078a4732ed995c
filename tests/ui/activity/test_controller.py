import pytest

from facteur.link import commands, events
from facteur.mail.keys import AccountKey
from facteur.store.rows import StoredProblem
from facteur.ui.activity.controller import (
    ActivityController,
    Source,
    first_problem,
)
from facteur.ui.activity.rows import RowButton, Verb
from facteur.ui.activity.sentences import Names, problem_name
from facteur.ui.activity.statusline import StatusLine
from facteur.ui.activity.view import ActivityView
from facteur.ui.notice import Remedy
from facteur.ui.theme.style import Style
from tests.ui.activity.test_model import operation
from tests.ui.readerstore import FakeClient

LOGIN = events.Problem(family="login", code="refused", account=1)


class Bench:
    def __init__(self, qtbot) -> None:
        style = Style()
        self.view, self.line = ActivityView(style), StatusLine(style)
        qtbot.addWidget(self.view)
        qtbot.addWidget(self.line)
        self.client = FakeClient()
        self.operations = []
        self.problems = []
        names = Names(account=lambda _key: "claire", mailbox=lambda _key: "Inbox")
        self.controller = ActivityController(
            self.view, self.line, self.client, names, lambda: 1_764_000_000_000
        )
        self.source = Source(waiting=lambda: self.operations, problems=lambda: self.problems)


@pytest.fixture
def bench(qtbot) -> Bench:
    return Bench(qtbot)


def test_the_line_follows_the_engine(bench, qtbot):
    with qtbot.waitSignal(bench.controller.changed):
        bench.client.happened.emit(events.AccountStateChanged(account=1, state="online"))
    assert bench.line.line.connection == "Connected"


def test_many_events_are_shown_once(bench, qtbot):
    shown: list[object] = []
    bench.controller.changed.connect(lambda: shown.append(1))
    for done in range(500):
        bench.client.happened.emit(
            events.ProgressChanged(task=1, account=1, kind="headers", done=done, total=500)
        )
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1
    assert bench.line.line.done == 499


def test_a_lost_engine_is_said_at_once(bench):
    bench.client.lost.emit(250)
    assert bench.line.line.connection == "Starting again…"


def test_stop_in_panel_and_line_stops_the_task(bench):
    bench.client.happened.emit(events.ProgressChanged(task=7, account=1, kind="part"))
    bench.view.pressed.emit("task/7", RowButton(verb=Verb.STOP, text="Stop"))
    bench.line.stop_wanted.emit()
    assert [(type(c), c.task) for c in bench.client.sent] == [(commands.StopTask, 7)] * 2


@pytest.mark.parametrize(
    ("verb", "command"),
    [(Verb.RETRY, commands.RetryOperation), (Verb.DISCARD, commands.DiscardOperation)],
)
def test_a_group_of_changes_is_retried_or_given_up_one_by_one(bench, verb, command):
    bench.operations = [operation(1, state="failed"), operation(2, state="failed")]
    bench.controller.use(bench.source)
    bench.view.show()
    bench.controller.show()
    name = bench.controller.activity.waiting[0].name
    bench.view.pressed.emit(name, RowButton(verb=verb, text="x"))
    assert [(type(c), c.operation) for c in bench.client.sent] == [(command, 1), (command, 2)]


def test_the_last_check_is_the_stores_until_the_engine_tells(bench):
    source = Source(waiting=list, problems=list, checked_ms=lambda: 5000)
    bench.controller.use(source)
    assert bench.controller.activity.checked_ms == 5000
    bench.controller.activity.take(
        events.AccountStateChanged(account=1, state="online", checked_ms=9000)
    )
    assert bench.controller.activity.checked_ms == 9000


def test_what_waits_is_read_only_while_the_panel_is_open(bench):
    reads: list[int] = []
    source = Source(waiting=lambda: reads.append(1) or [], problems=list)
    bench.controller.use(source)
    bench.controller.show()
    assert not reads
    bench.view.show()
    bench.controller.show()
    assert reads == [1]


def test_standing_problems_come_from_the_store_and_lead_to_their_remedy(bench, qtbot):
    bench.problems = [
        StoredProblem(
            key=1, account=AccountKey(1), mailbox=None, family="login", code="refused", detail="",
            server_text="no", retry_at_ms=0, raised_ms=0,
        )
    ]  # fmt: skip
    bench.controller.use(bench.source)
    problem = first_problem(bench.controller.activity)
    assert problem is not None
    assert first_problem(bench.controller.activity, AccountKey(2)) is None
    button = RowButton(verb=Verb.REMEDY, text="x", value=Remedy.FIX_PASSWORD.value)
    with qtbot.waitSignal(bench.controller.remedy_wanted) as said:
        bench.view.pressed.emit(problem_name(problem), button)
    assert said.args == [problem, Remedy.FIX_PASSWORD]


def test_offline_by_choice_and_accounts_that_go(bench):
    bench.client.happened.emit(events.AccountStateChanged(account=1, state="online"))
    bench.controller.set_offline_by_choice(True)
    assert bench.line.line.connection == "Offline"
    bench.controller.keep_accounts(())
    bench.controller.show()
    assert bench.line.line.connection == ""


def test_a_flood_of_waiting_changes_is_not_read(bench):
    def refuse() -> list:
        raise AssertionError("read although there are too many")

    bench.client.happened.emit(events.AccountStateChanged(account=1, state="x", waiting=90_000))
    bench.controller.use(Source(waiting=refuse, problems=list))
    bench.view.show()
    bench.controller.show()
    assert bench.controller.activity.waiting[0].count == 90_000


def test_a_paused_account_can_be_let_go_on_from_its_row(bench, qtbot):
    bench.client.happened.emit(events.AccountStateChanged(account=4, state="paused"))
    resume = RowButton(verb=Verb.REMEDY, text="x", value=Remedy.RESUME.value)
    with qtbot.waitSignal(bench.controller.remedy_wanted) as said:
        bench.view.pressed.emit("problem/4/network/paused", resume)
    assert (said.args[0].account, said.args[1]) == (4, Remedy.RESUME)
