from dataclasses import replace

from facteur.link import commands
from facteur.link.events import AccountStateChanged, Problem, ProgressChanged
from facteur.ui.place import Place as Folder
from facteur.ui.reader.shown import Place


def shown(shelf, controller, *names, here=True):
    key = shelf.message()
    sha = shelf.content(b"x") if here else None
    parts = tuple(shelf.part(key, str(i + 2), name, sha256=sha) for i, name in enumerate(names))
    shelf.body(key, parts=parts)
    controller.show(key, 1)
    return key


def chips(view):
    return {chip.attachment.section: chip.attachment for chip in view.strip._chips.values()}


def test_only_attachments_are_chips(shelf, controller, view):
    key = shelf.message()
    shelf.body(
        key,
        parts=(
            shelf.part(key, "1", "", shown=True),
            shelf.part(key, "HEADER", ""),
            shelf.part(key, "2", "a.pdf"),
        ),
    )
    controller.show(key, 1)
    assert list(chips(view)) == ["2"]
    assert chips(view)["2"].place is Place.SERVER
    assert 380_000 < chips(view)["2"].size_octets < 440_000


def test_parts_of_a_collected_message_are_here_with_the_whole_of_it(shelf, controller, view):
    key = shelf.message()
    whole, attached = shelf.part(key, "", ""), shelf.part(key, "2", "a.pdf")
    shelf.body(key, parts=(whole, attached))
    controller.set_place(Folder.LOCAL)
    controller.show(key, 1)
    assert chips(view)["2"].place is Place.SERVER  # only its head was collected
    there = replace(whole, sha256=shelf.content(b"x"))
    shelf.body(key, parts=(there, attached))
    controller.show(None, 0)
    controller.show(key, 1)
    assert chips(view)["2"].place is Place.HERE
    controller.set_place(Folder.SERVER)
    assert chips(view)["2"].place is Place.SERVER  # a part is asked of an IMAP server by itself


def test_fetching_shows_progress_and_can_be_stopped(shelf, controller, client, view):
    key = shown(shelf, controller, "a.pdf", here=False)
    view.strip.fetch_asked.emit("2")
    (fetch,) = client.of(commands.FetchPart)
    assert (fetch.message, fetch.section) == (key, "2")
    client.happened.emit(
        ProgressChanged(
            task=7,
            account=1,
            kind="part",
            message=key,
            section="2",
            done=5,
            total=10,
            unit="octets",
        )
    )
    assert chips(view)["2"].done_octets == round(chips(view)["2"].size_octets / 2)
    view.strip.stop_asked.emit("2")
    assert client.of(commands.StopTask)[0].task == 7
    client.happened.emit(
        ProgressChanged(task=7, account=1, kind="part", message=key, section="2", over=True)
    )
    assert chips(view)["2"].done_octets is None
    client.failed(fetch, Problem(family="network", code="timeout", host="h", port=993))
    assert "does not answer" in view.strip._said.text()


def test_opening_saves_a_copy_first(shelf, controller, client, view, questions):
    shown(shelf, controller, "a.pdf")
    view.strip.open_asked.emit("2")
    (save,) = client.of(commands.SavePart)
    assert (save.folder, save.file_name) == ("", "")
    client.done(save, path="/p/a.pdf")
    assert questions.opened == ["/p/a.pdf"]


def test_a_program_is_asked_about_first(shelf, controller, client, view, questions):
    shown(shelf, controller, "invoice.pdf.exe")
    view.strip.open_asked.emit("2")
    assert questions.asked == ["invoice.pdf.exe"]
    assert not client.of(commands.SavePart)
    questions.agree = True
    view.strip.open_asked.emit("2")
    assert client.of(commands.SavePart)


def test_saving_under_a_name(qtbot, shelf, controller, client, view, questions):
    shown(shelf, controller, "a.pdf")
    questions.answer = "/home/me/b.pdf"
    view.strip.save_asked.emit("2")
    (save,) = client.of(commands.SavePart)
    assert (save.folder, save.file_name) == ("/home/me", "b.pdf")
    with qtbot.waitSignal(controller.said) as said:
        client.done(save, path="/home/me/b (1).pdf")
    assert said.args == ["Saved as /home/me/b (1).pdf"]


def test_saving_all_in_one_folder(shelf, controller, client, view, questions):
    shown(shelf, controller, "a.pdf", "b.pdf")
    questions.answer = "/home/me"
    view.strip.save_all_asked.emit()
    assert [(save.section, save.folder) for save in client.of(commands.SavePart)] == [
        ("2", "/home/me"),
        ("3", "/home/me"),
    ]


def test_offline_what_is_not_here_is_out_of_reach(shelf, controller, client, view):
    shown(shelf, controller, "a.pdf", here=False)
    client.happened.emit(AccountStateChanged(account=shelf.account, state="offline"))
    assert chips(view)["2"].place is Place.OUT_OF_REACH
    client.happened.emit(AccountStateChanged(account=shelf.account, state="online"))
    assert chips(view)["2"].place is Place.SERVER


def test_a_part_that_is_gone_does_nothing(shelf, controller, client, view):
    shown(shelf, controller, "a.pdf")
    view.strip.open_asked.emit("99")
    view.strip.save_asked.emit("99")
    assert not client.of(commands.SavePart)
