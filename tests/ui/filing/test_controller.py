from array import array

import pytest

from facteur.link import commands, events
from facteur.ui.filing.chooser import FolderChooser
from facteur.ui.filing.controller import FilingController
from facteur.ui.filing.questions import DeleteQuestion
from facteur.ui.place import Place


@pytest.fixture
def filing(bench):
    return FilingController(bench.window, bench.style, bench.client, bench.toast, bench.around)


def keys(*some: int):
    return array("q", some)


def child(bench, kind):
    found = [one for one in bench.window.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def test_deleting_puts_into_the_trash_and_says_which_message(bench, filing, qtbot):
    one = bench.shelf.message(subject="Estimate for the roof")
    filing.delete(keys(one), Place.LOCAL)
    (sent,) = bench.client.sent
    assert (sent.messages, sent.mailbox) == ([one], 0)
    assert bench.toast.text == ""  # nothing is said before it is done
    with qtbot.waitSignal(filing.undoable_changed):
        bench.client.done(sent)
    assert "Estimate for the roof" in bench.toast.text
    assert filing.undoable


def test_undo_puts_back_what_was_deleted(bench, filing):
    one = bench.shelf.message()
    filing.trash(keys(one))
    bench.client.done(bench.client.sent[0])
    bench.toast.pressed.emit()
    assert bench.client.sent[-1] == commands.RestoreMessages(request=2, messages=[one])
    assert not filing.undoable
    bench.client.done(bench.client.sent[-1])
    assert not filing.undoable
    filing.undo()
    assert len(bench.client.sent) == 2


def test_a_refusal_is_said_and_there_is_nothing_to_undo(bench, filing):
    filing.trash(keys(bench.shelf.message()))
    bench.client.failed(bench.client.sent[0], events.Problem(family="store", code="disk-full"))
    assert bench.toast.text
    assert not filing.undoable


def test_what_lies_on_a_server_is_left_alone(bench, filing):
    filing.delete(keys(1), Place.SERVER)
    assert bench.client.sent == []


def test_the_trash_is_erased_only_after_a_question(bench, filing, qtbot):
    one = bench.shelf.message()
    bench.shelf.trash(one)
    filing.delete(keys(one), Place.TRASH)
    assert bench.client.sent == []
    question = child(bench, DeleteQuestion)
    assert "1 message" in question.text()
    question.keep.click()
    assert bench.client.sent == []
    filing.delete(keys(one), Place.TRASH)
    child(bench, DeleteQuestion).go_on.click()
    assert bench.client.sent == [commands.EraseMessages(request=1, messages=[one])]
    bench.client.done(bench.client.sent[0])
    assert not filing.undoable


def test_emptying_names_count_and_size_and_takes_all(bench, filing):
    some = [bench.shelf.message() for _ in range(3)]
    bench.shelf.trash(*some)
    kept = bench.shelf.message()
    filing.empty_trash(bench.shelf.account)
    question = child(bench, DeleteQuestion)
    assert "(3 message" in question.text()
    assert "3\u00a0kB" in question.text()
    question.go_on.click()
    assert sorted(bench.client.sent[0].messages) == some
    assert kept not in bench.client.sent[0].messages


def test_an_empty_trash_asks_nothing(bench, filing):
    filing.empty_trash(bench.shelf.account)
    assert child(bench, DeleteQuestion) is None


def test_moving_asks_where_and_can_be_undone(bench, filing):
    one, trips = bench.shelf.message(), bench.shelf.key("Trips")
    filing.move(keys(one), bench.shelf.inbox)
    chooser = child(bench, FolderChooser)
    assert bench.shelf.inbox not in [one.key for one in chooser._choices]
    chooser.chosen.emit(trips)
    bench.client.done(bench.client.sent[0])
    assert bench.client.sent[0].mailbox == trips
    assert "“Trips”" in bench.toast.text
    filing.undo()
    assert bench.client.sent[-1].mailbox == bench.shelf.inbox


def test_a_copy_leaves_the_message_and_has_no_undo(bench, filing):
    one, trips = bench.shelf.message(), bench.shelf.key("Trips")
    filing.copy(keys(one), bench.shelf.inbox)
    child(bench, FolderChooser).chosen.emit(trips)
    assert bench.client.sent == [commands.CopyMessages(request=1, messages=[one], mailbox=trips)]
    bench.client.done(bench.client.sent[0])
    assert not filing.undoable


def test_a_drop_on_its_own_folder_moves_nothing(bench, filing):
    one = bench.shelf.message()
    filing.drop(keys(one), bench.shelf.inbox, bench.shelf.inbox, copy=False)
    assert bench.client.sent == []
    filing.drop(keys(one), bench.shelf.inbox, bench.shelf.inbox, copy=True)
    assert len(bench.client.sent) == 1


def test_restoring_goes_back_to_the_trash_when_undone(bench, filing):
    one = bench.shelf.message()
    bench.shelf.trash(one)
    filing.restore(keys(one))
    bench.client.done(bench.client.sent[0])
    filing.undo()
    assert bench.client.sent[-1] == commands.MoveMessages(request=2, messages=[one], mailbox=0)


def test_the_origin_is_named_when_there_is_only_one(bench, filing):
    one, other = bench.shelf.message("Trips"), bench.shelf.message("Inbox")
    bench.shelf.trash(one)
    bench.shelf.trash(other)
    assert filing.origin(keys(one)) == "Trips"
    assert filing.origin(keys(one, other)) == ""
