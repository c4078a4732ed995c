from facteur.base.settings import Settings
from facteur.ui import localwork
from facteur.ui.localwork import LocalWork
from facteur.ui.mainwindow import MainWindow
from facteur.ui.memory import window_memory
from facteur.ui.theme.style import Style
from tests.ui.localstore import LocalShelf, name_of
from tests.ui.readerstore import FakeClient


def test_all_of_it_speaks_at_one_place(qtbot, tmp_path):
    shelf = LocalShelf(tmp_path)
    window = MainWindow(window_memory(shelf.reader.profile))
    qtbot.addWidget(window)
    source = localwork.source(shelf.reader, Settings(tmp_path / "s.toml"), name_of)
    client = FakeClient()
    work = LocalWork(window, window, Style(), client, source)
    from array import array

    work.filing.trash(array("q", [shelf.message()]))
    with qtbot.waitSignal(work.undoable_changed):
        client.done(client.sent[0])
    assert work.toast.text
    shelf.close()
