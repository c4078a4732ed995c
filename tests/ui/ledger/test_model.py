import pytest
from PySide6.QtCore import QModelIndex, Qt

from facteur.base.errors import StoreUnavailable
from facteur.ui.ledger.columns import LedgerColumn
from facteur.ui.ledger.model import PAGE, LedgerModel
from tests.ui.ledger.ledgerrows import Book, row

NOWHERE = QModelIndex()


def made(book: Book) -> LedgerModel:
    model = LedgerModel(book.read, lambda one: one.place)
    model.reload()
    return model


@pytest.fixture(autouse=True)
def _app(qapp) -> None:
    """Texts are looked up in the application."""


def test_a_long_ledger_opens_with_one_page():
    book = Book(100_000)
    model = made(book)
    assert model.rowCount() == PAGE
    assert book.asked == [(0, PAGE)]
    assert model.row_at(0).key == 100_000


def test_scrolling_reads_on_without_gap_or_double():
    book = Book(2 * PAGE + 7)
    model = made(book)
    while model.canFetchMore(NOWHERE):
        model.fetchMore(NOWHERE)
    keys = [model.row_at(at).key for at in range(model.rowCount())]
    assert keys == list(range(2 * PAGE + 7, 0, -1))
    asked = len(book.asked)
    model.fetchMore(NOWHERE)
    assert len(book.asked) == asked


def test_an_empty_ledger_is_read_once():
    book = Book(0)
    model = made(book)
    assert model.rowCount() == 0
    assert not model.canFetchMore(NOWHERE)


def test_nothing_is_read_before_it_is_asked_for():
    book = Book(5)
    model = LedgerModel(book.read, lambda one: one.place)
    assert not model.canFetchMore(NOWHERE)
    assert book.asked == []


def test_reading_anew_shows_what_came_and_keeps_what_was_read():
    book = Book(2 * PAGE)
    model = made(book)
    model.fetchMore(NOWHERE)
    book.rows.insert(0, row(5000, outcome="sent"))
    model.reload()
    assert model.row_at(0).key == 5000
    assert model.rowCount() == 2 * PAGE
    assert model.row_of(PAGE) == PAGE + 1
    assert model.row_of(777_777) == -1


def test_a_store_that_fails_while_scrolling_ends_the_list():
    book = Book(3 * PAGE)
    model = made(book)

    def fail(_before: int, _limit: int):
        raise StoreUnavailable("io")

    model._read = fail
    model.fetchMore(NOWHERE)
    assert model.rowCount() == PAGE
    assert not model.canFetchMore(NOWHERE)
    with pytest.raises(StoreUnavailable):
        model.reload()
    assert model.rowCount() == PAGE


def test_cells_tool_tips_and_spoken_text():
    model = made(Book(1))
    first = model.index(0, LedgerColumn.WHEN)
    outcome = model.index(0, LedgerColumn.OUTCOME)
    assert outcome.data() == "Deleted"
    assert "UIDL: 0001f5a" in first.data(Qt.ItemDataRole.ToolTipRole)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert first.data(role).startswith("Claire Martin, Devis pour la toiture, ")
    assert outcome.data(role) == "On the server Deleted"
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for column in LedgerColumn
    ]
    assert heads[LedgerColumn.WHY] == "Why"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_place_is_asked_of_who_knows_the_names():
    model = LedgerModel(Book(1).read, lambda one: f"<{one.place}>")
    model.reload()
    assert model.index(0, LedgerColumn.PLACE).data() == "<Inbox>"


def test_text_of_chosen_rows():
    model = made(Book(3))
    lines = model.as_text([0, 2, 99]).split("\n")
    assert len(lines) == 4
    assert lines[0].startswith("When\t")
    assert lines[-1] == ""


def test_other_rows_begin_with_one_page(qapp):
    book = Book(3 * PAGE)
    model = LedgerModel(book.read, lambda one: one.place)
    model.reload()
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    model.forget()
    model.reload()
    assert model.rowCount() == PAGE
    model.reload()
    assert book.asked[-1] == (0, PAGE)
