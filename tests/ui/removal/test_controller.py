import pytest
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.ui.removal.controller import RemovalController, Source
from facteur.ui.removal.view import RemovalDialog
from facteur.ui.theme.style import Style
from tests.ui.readerstore import FakeClient
from tests.ui.windowfixtures import account

WANTED = events.RemovalWanted(account=2, count=842, octets=310_000_000, unproven=3)


class Bench:
    def __init__(self, qtbot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.client = FakeClient()
        self.accounts = (account(1), account(2, "luc@example.org"))
        self.controller = RemovalController(
            self.window,
            Style(),
            self.client,
            Source(accounts=lambda: self.accounts, place="/home/claire/facteur"),
        )

    def tell(self, event: events.Event) -> None:
        self.client.happened.emit(event)

    def opened(self) -> RemovalDialog:
        self.controller.open()
        return self.window.findChildren(RemovalDialog)[-1]


@pytest.fixture
def bench(qtbot) -> Bench:
    return Bench(qtbot)


def test_a_wish_becomes_a_question_and_no_window(bench, qtbot):
    with qtbot.waitSignal(bench.controller.changed):
        bench.tell(WANTED)
    question = bench.controller.question
    assert question is not None
    assert (question.address, question.count, question.octets, question.unproven) == (
        "luc@example.org",
        842,
        310_000_000,
        3,
    )
    assert not bench.window.findChildren(RemovalDialog)


def test_none_is_asked_when_nothing_would_leave(bench):
    bench.tell(WANTED)
    bench.tell(events.RemovalWanted(account=2, count=0))
    assert bench.controller.question is None
    bench.controller.open()
    assert not bench.window.findChildren(RemovalDialog)


@pytest.mark.parametrize("allow", [True, False])
def test_the_answer_is_sent_once_and_the_question_is_over(bench, qtbot, allow):
    bench.tell(WANTED)
    dialog = bench.opened()
    dialog.understood.setChecked(True)
    with qtbot.waitSignal(bench.controller.changed):
        (dialog.delete if allow else dialog.keep).click()
    (sent,) = bench.client.of(commands.AnswerRemoval)
    assert (sent.account, sent.allow) == (2, allow)
    assert bench.controller.question is None


def test_later_sends_nothing_and_the_next_collection_asks_again(bench, qtbot):
    bench.tell(WANTED)
    with qtbot.waitSignal(bench.controller.changed):
        bench.opened().later.click()
    assert bench.client.sent == []
    assert bench.controller.question is None
    bench.tell(WANTED)
    assert bench.controller.question is not None
    assert bench.opened().isVisible()


def test_an_open_question_follows_the_figures_and_goes_with_them(bench):
    bench.tell(WANTED)
    dialog = bench.opened()
    dialog.understood.setChecked(True)
    bench.tell(events.RemovalWanted(account=2, count=900))
    assert dialog.question.count == 900
    assert not dialog.delete.isEnabled()
    bench.tell(events.RemovalWanted(account=2, count=0))
    assert not dialog.isVisible()
    assert bench.client.sent == []


def test_two_accounts_are_asked_about_one_after_the_other(bench):
    bench.tell(WANTED)
    bench.tell(events.RemovalWanted(account=1, count=5, again=True))
    bench.opened().keep.click()
    assert bench.client.of(commands.AnswerRemoval)[0].account == 1
    assert bench.controller.question.account == 2


def test_an_account_that_went_is_not_asked_about(bench):
    bench.tell(WANTED)
    bench.accounts = (account(1),)
    assert bench.controller.question is None


def test_another_event_says_nothing(bench, qtbot):
    with qtbot.assertNotEmitted(bench.controller.changed):
        bench.tell(events.AccountStateChanged(account=2, state="online"))
        bench.tell(events.RemovalWanted(account=2, count=0))
