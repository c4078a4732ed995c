from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from facteur.base.errors import StoreUnavailable
from facteur.link import events
from facteur.ui.ledger.columns import LedgerColumn
from facteur.ui.ledger.controller import LedgerController
from facteur.ui.ledger.view import LedgerDialog
from facteur.ui.theme.style import Style
from tests.ui.readerstore import SENT_MS, FakeClient, Shelf

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COLLECTED = events.ProgressChanged(task=1, account=1, kind="collect", over=True)


class Bench:
    def __init__(self, qtbot, home) -> None:
        self.shelf = Shelf(home)
        self.client = FakeClient()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.controller = LedgerController(
            self.window, Style(), self.client, self.shelf.reader, lambda _key: "Inbox in words"
        )

    def write(self, subject: str, message: int | None = None, outcome: str = "gone") -> None:
        self.shelf.store.write_now(
            lambda tx: tx.insert(
                "INSERT INTO ledger (sent_ms, account_id, address, reason, uidl, occurrence,"
                " sha256, size_octets, proven_ms, message_id, subject, sender, outcome)"
                " VALUES (?, ?, 'claire@exemple.fr', 'delete', x'31', 0, x'00', 1000, ?, ?, ?,"
                " 'Claire', ?)",
                SENT_MS,
                self.shelf.account,
                SENT_MS,
                message,
                subject,
                outcome,
            )
        )

    @property
    def dialog(self) -> LedgerDialog:
        (found,) = self.window.findChildren(LedgerDialog)
        return found

    def column(self, column: LedgerColumn) -> list[str]:
        model = self.dialog.table.model()
        return [model.index(at, column).data() for at in range(model.rowCount())]


@pytest.fixture
def bench(qtbot, tmp_path) -> Iterator[Bench]:
    made = Bench(qtbot, tmp_path)
    yield made
    made.shelf.close()


def test_the_newest_stands_first_and_special_folders_are_in_words(bench):
    bench.write("first", bench.shelf.message())
    bench.write("second")
    bench.controller.open()
    assert bench.column(LedgerColumn.SUBJECT) == ["second", "first"]
    assert bench.column(LedgerColumn.PLACE) == ["Deleted here for good", "Inbox in words"]


def test_a_collection_shows_what_it_deleted_and_keeps_the_place(bench):
    bench.write("first")
    bench.write("second")
    bench.controller.open()
    bench.dialog.select_row(1)
    bench.write("third")
    bench.client.happened.emit(COLLECTED)
    assert bench.column(LedgerColumn.SUBJECT) == ["third", "second", "first"]
    assert bench.dialog.selected_rows() == [2]


def test_a_closed_ledger_reads_nothing_and_opens_with_the_newest(bench):
    bench.controller.open()
    dialog = bench.dialog
    dialog.close()
    bench.write("first")
    bench.client.happened.emit(COLLECTED)
    assert dialog.table.model().rowCount() == 0
    bench.controller.open()
    assert bench.dialog is dialog
    assert bench.column(LedgerColumn.SUBJECT) == ["first"]


def test_rows_are_copied_as_text(bench):
    bench.write("first")
    bench.controller.open()
    bench.dialog.copy.click()
    assert "first" in QGuiApplication.clipboard().text()


def test_a_store_that_cannot_be_read_is_said(bench, monkeypatch):
    def fail(*_arguments: object, **_facts: object):
        raise StoreUnavailable("io")

    monkeypatch.setattr("facteur.ui.ledger.controller.pop.ledger", fail)
    bench.controller.open()
    assert not bench.dialog.table.isVisible()
    assert bench.dialog._unreadable


def test_typing_narrows_the_list_by_the_store(bench, qtbot):
    for subject in ("Roof", "Garden", "Roof again"):
        bench.write(subject)
    bench.controller.open()
    bench.dialog.filter.setText("ROOF")
    qtbot.waitUntil(lambda: bench.column(LedgerColumn.SUBJECT) == ["Roof again", "Roof"])
    assert "2 message" in bench.dialog._counted.text()
    bench.write("Roof, the third")
    bench.client.happened.emit(COLLECTED)
    assert len(bench.column(LedgerColumn.SUBJECT)) == 3
    bench.dialog.filter.setText("nobody")
    qtbot.waitUntil(lambda: bench.column(LedgerColumn.SUBJECT) == [])
    bench.dialog.filter.clear()
    qtbot.waitUntil(lambda: len(bench.column(LedgerColumn.SUBJECT)) == 4)
