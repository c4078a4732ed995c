"""The practice run by hand: a client that remembers, a server that is told what to tell."""

import pytest

from facteur.link import commands, events
from facteur.link import practice as link
from facteur.mail.keys import AccountKey
from facteur.ui.practice.controller import PracticeController
from facteur.ui.theme.style import Style
from tests.ui.practice.scenes import server
from tests.ui.readerstore import FakeClient, Shelf

LISTENING = link.Listening(
    imap_port=143, pop_port=110, submission_port=587, passwords={"imap": "one", "pop": "two"}
)


class Bench:
    def __init__(self, shelf: Shelf) -> None:
        self.client = FakeClient()
        self.controller = PracticeController(
            Style(), self.client, shelf.reader, ("/nowhere/at-all",)
        )
        self.told: list[link.Command] = []
        self.controller.server.send = self.told.append
        self.controller.panel.show()

    def hear(self, *told: link.Event) -> None:
        for event in told:
            self.controller.server.heard.emit(event)

    def begin(self, imap_key: int = 1) -> None:
        """Have both accounts."""
        self.hear(LISTENING)
        imap, pop = self.client.of(commands.AddAccount)
        self.client.done(imap, account=imap_key)
        self.client.done(pop, account=99)


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path)
    made.message()
    yield made
    made.close()


@pytest.fixture
def bench(shelf, qtbot):
    made = Bench(shelf)
    qtbot.addWidget(made.controller.panel)
    qtbot.addWidget(made.controller.bar)
    yield made
    made.controller.stop()


def test_a_server_that_listens_gets_both_accounts_with_their_passwords(bench, qtbot):
    bench.hear(LISTENING)
    imap, pop = bench.client.of(commands.AddAccount)
    assert (imap.account.port, imap.password) == (143, "one")
    assert (pop.account.port, pop.password, pop.account.protocol) == (110, "two", "pop")
    assert pop.account.after_download == "keep"  # nothing leaves before a lesson
    with qtbot.waitSignal(bench.controller.account_added) as added:
        bench.client.done(imap, account=7)
    assert added.args == [7]


def test_a_refused_account_is_only_logged(bench, caplog):
    bench.hear(LISTENING)
    bench.client.failed(
        bench.client.of(commands.AddAccount)[0], events.Problem(family="store", code="disk-full")
    )
    assert "disk-full" in caplog.text
    caplog.clear()


def test_an_engine_that_started_anew_gets_the_passwords_again(bench):
    bench.client.started.emit()
    assert bench.client.of(commands.SetPassword) == []
    bench.begin()
    bench.client.started.emit()
    given = {one.account: one.password for one in bench.client.of(commands.SetPassword)}
    assert given == {1: "one", 99: "two"}
    assert not any(one.remember for one in bench.client.of(commands.SetPassword))


def test_both_ends_are_shown_and_move(bench, shelf):
    bench.begin(shelf.account)
    bench.hear(link.Maildrop(user="imap", messages=[server("old"), server("new")]))
    bench.controller.look()
    panel = bench.controller.panel
    assert [row.text for row in panel.server.rows] == ["On new", "On old"]
    assert len(panel.here.rows) == 1
    bench.hear(link.Maildrop(user="imap", messages=[server("new", seen=True)]))
    bench.controller.look()
    assert [(row.text, row.unread) for row in panel.server.rows] == [("On new", False)]


def test_what_the_engine_tells_is_looked_at_in_a_moment(bench, shelf, qtbot):
    bench.begin(shelf.account)
    bench.controller.look()
    shelf.message()
    bench.client.happened.emit(events.MessagesChanged(mailbox=1))
    qtbot.waitUntil(lambda: len(bench.controller.panel.here.rows) == 2)


def test_the_panel_follows_the_folder_that_is_open(bench):
    bench.begin()
    bench.controller.follow(AccountKey(99))
    assert bench.controller.panel._chips["pop"].isChecked()
    bench.controller.follow(AccountKey(5))
    bench.controller.follow(None)
    assert bench.controller.panel._chips["pop"].isChecked()
    bench.controller.follow(AccountKey(1))
    assert bench.controller.panel._chips["imap"].isChecked()


def test_a_lesson_opens_the_inbox_it_is_about_and_is_done_when_it_happened(bench, shelf, qtbot):
    bench.begin(shelf.account)
    bench.controller.look()
    with qtbot.waitSignal(bench.controller.inbox_wanted) as wanted:
        bench.controller.panel.cards["arrival"].title.click()
    assert wanted.args == [shelf.account]
    card = bench.controller.panel.cards["arrival"]
    button = card.button(0)
    button.click()
    assert bench.told == [link.Deliver(user="imap")]
    assert not button.isEnabled()
    here = bench.controller.scene.end("imap").here[0]
    bench.hear(link.Maildrop(user="imap", messages=[server(here.message_id)]))
    bench.controller.look()
    assert card.title.accessibleName().endswith("done")


def test_steps_wait_for_each_other(bench, shelf):
    bench.begin(shelf.account)
    bench.controller.open_lesson("pop-leaves")
    bench.controller.panel.cards["pop-leaves"].button(0).click()
    (change,) = bench.client.of(commands.ChangeAccount)
    assert bench.client.of(commands.AnswerRemoval) == []
    bench.client.done(change)
    bench.client.done(bench.client.of(commands.AnswerRemoval)[0])
    assert bench.told == [link.Deliver(user="pop")]
    bench.hear(link.Maildrop(user="pop", messages=[]))
    assert len(bench.told) == 2
    assert bench.client.of(commands.Sync) == []
    bench.hear(link.Maildrop(user="pop", messages=[]))
    bench.client.done(bench.client.of(commands.Sync)[0])
    assert not bench.controller._acting


def test_a_silent_server_holds_nothing_up(bench, shelf, qtbot):
    bench.begin(shelf.account)
    bench.controller.open_lesson("arrival")
    bench.controller.panel.cards["arrival"].button(0).click()
    qtbot.waitUntil(lambda: not bench.controller._acting, timeout=3000)


def test_the_clock_is_told_once_the_engine_turned_it(bench, shelf):
    bench.begin(shelf.account)
    bench.controller._courses["pop-leaves"] = _at_second_act(bench.controller)
    bench.controller.panel.cards["pop-leaves"].show_course(1, waits=True, done_words="")
    bench.controller.panel.cards["pop-leaves"].button(1).click()
    (turn,) = bench.client.of(commands.TurnClock)
    bench.client.done(turn)
    bench.controller.look()
    assert bench.controller.scene.days_ahead == 3
    assert "3" in bench.controller.panel._clock.text()


def _at_second_act(controller: PracticeController):
    from facteur.ui.practice.controller import _lesson
    from facteur.ui.practice.lessons import Course

    course = Course(_lesson("pop-leaves"), controller.scene)
    course.at = 1
    return course


def test_a_line_that_a_lesson_cut_is_mended_when_the_lesson_is_left(bench, shelf):
    bench.begin(shelf.account)
    bench.controller.open_lesson("offline")
    bench.hear(link.Line(up=False))
    bench.controller.look()
    assert bench.controller.panel.server._note.text()
    bench.controller.open_lesson("arrival")
    assert bench.told == [link.SetLine(up=True)]


def test_the_bar_says_that_it_is_a_practice_and_offers_ways_out(bench, qtbot):
    bar = bench.controller.bar
    assert bar.notice is not None
    assert "samples" in bar.notice.text
    with qtbot.waitSignal(bench.controller.add_asked):
        bar._main.click()
    with qtbot.waitSignal(bench.controller.quit_asked):
        bar._link.click()
    shown = bar.notice.second
    with qtbot.waitSignal(bench.controller.panel_toggled):
        bar._second.click()
    assert bar.notice.second != shown
    assert not bench.controller.panel.isVisible()


def test_settled_means_that_both_accounts_show_mail(bench, shelf):
    bench.begin(shelf.account)
    bench.controller.look()
    assert not bench.controller.settled


def test_a_server_that_ended_is_said(bench):
    bench.controller.server.lost.emit()
    assert bench.controller.bar.notice is not None
    assert "ended" in bench.controller.bar.notice.text
