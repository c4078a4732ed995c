import pytest

from facteur.link import commands, events
from facteur.ui.filing.chooser import FolderChooser
from facteur.ui.filing.folders import FoldersController
from facteur.ui.filing.naming import NamingDialog
from facteur.ui.filing.questions import DeleteQuestion


@pytest.fixture
def folders(bench):
    return FoldersController(bench.window, bench.style, bench.client, bench.toast, bench.around)


def child(bench, kind):
    found = [one for one in bench.window.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def test_a_new_folder_goes_into_the_own_one_that_is_chosen(bench, folders):
    folders.new(bench.shelf.account, bench.shelf.key("Projects"))
    dialog = child(bench, NamingDialog)
    dialog.entered.emit("Garden")
    assert bench.client.sent == [
        commands.CreateMailbox(request=1, account=bench.shelf.account, path="Projects/Garden")
    ]


@pytest.mark.parametrize("inside", ["Inbox", None])
def test_else_it_stands_at_the_top(bench, folders, inside):
    folders.new(bench.shelf.account, bench.shelf.key(inside) if inside else None)
    child(bench, NamingDialog).entered.emit("Garden")
    assert bench.client.sent[0].path == "Garden"


def test_a_name_that_is_taken_is_said_in_the_dialog(bench, folders):
    folders.new(bench.shelf.account, None)
    dialog = child(bench, NamingDialog)
    dialog.entered.emit("Trips")
    bench.client.failed(bench.client.sent[0], events.Problem(family="usage", code="mailbox-exists"))
    assert dialog.isVisible()
    assert "already" in dialog.why.text()
    dialog.entered.emit("Trips 2")
    bench.client.done(bench.client.sent[1], mailbox=9)
    assert not dialog.isVisible()
    assert bench.toast.text


def test_renaming_keeps_the_place(bench, folders):
    house = bench.shelf.key("Projects/House")
    folders.rename(house)
    dialog = child(bench, NamingDialog)
    assert dialog.name.text() == "House"
    dialog.entered.emit("Home")
    assert bench.client.sent == [
        commands.RenameMailbox(request=1, mailbox=house, path="Projects/Home")
    ]


def test_moving_below_another_folder_keeps_the_name(bench, folders):
    house = bench.shelf.key("Projects/House")
    folders.move(house)
    child(bench, FolderChooser).chosen.emit(bench.shelf.key("Trips"))
    assert bench.client.sent[0].path == "Trips/House"
    folders.move(house)
    child(bench, FolderChooser).chosen.emit(0)
    assert bench.client.sent[1].path == "House"


def test_moving_to_where_it_is_does_nothing(bench, folders):
    folders.move(bench.shelf.key("Projects/House"))
    child(bench, FolderChooser).chosen.emit(bench.shelf.key("Projects"))
    assert bench.client.sent == []


def test_deleting_counts_what_goes_to_the_trash_with_it(bench, folders):
    bench.shelf.message("Projects/House")
    projects = bench.shelf.key("Projects")
    folders.delete(projects)
    question = child(bench, DeleteQuestion)
    assert "1 message" in question.informativeText()
    question.go_on.click()
    assert bench.client.sent == [commands.DeleteMailbox(request=1, mailbox=projects)]
    bench.client.done(bench.client.sent[0])
    assert "Projects" in bench.toast.text


@pytest.mark.parametrize("what", ["rename", "move", "delete"])
def test_special_folders_stay_as_they_are(bench, folders, what):
    getattr(folders, what)(bench.shelf.inbox)
    assert child(bench, NamingDialog) is None
    assert child(bench, FolderChooser) is None
    assert child(bench, DeleteQuestion) is None
