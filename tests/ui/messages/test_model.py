from array import array

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester

from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui.messages.groups import Heads, periods
from facteur.ui.messages.model import MessagesModel
from facteur.ui.roles import Head, MessageColumn, Role
from facteur.ui.rowwindow import RowWindow
from tests.ui.liststore import DAY_MS, now_ms

TODAY = QDate.currentDate()
EN = QLocale(QLocale.Language.English)
FOUND = periods(TODAY, EN)


def row(key: int, received_ms: int = 0, **given) -> MessageRow:
    values = {
        "key": key, "mailbox": 1, "uid": key, "flags": Flags(0), "received_ms": received_ms,
        "here": True, "size_octets": 10, "sent_ms": None, "sender_name": "Claire",
        "sender_address": "c@x.fr", "recipients": "", "subject": f"S{key}", "message_id": "",
        "has_attachment": False, "snippet": "", "body_here": True, "waiting": 0,
    } | given  # fmt: skip
    return MessageRow(**values)


class Shown:
    """A model with messages whose periods are known: key 1000 * period + number."""

    def __init__(self, sizes) -> None:
        self.model = MessagesModel()
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.sizes = list(sizes)
        window = RowWindow(lambda keys: {key: row(key) for key in keys})
        window.extend(array("q", self.plain()))
        heads = Heads(FOUND[: len(self.sizes)])
        heads.set_starts(self.starts(), len(window.keys))
        self.model.show(window, heads, is_table=False)

    def starts(self):
        return [sum(self.sizes[:place]) for place in range(len(self.sizes))]

    def plain(self):
        return [
            1000 * period + number
            for period, size in enumerate(self.sizes)
            for number in range(size)
        ]

    def shape(self):
        """Return the rows as Qt sees them: "H" for heads, periods of messages otherwise."""
        return [
            "H" if self.model.key_at(at) is None else self.model.key_at(at) // 1000
            for at in range(self.model.rowCount())
        ]


def shape_of(periods_of_rows):
    shape, last = [], None
    for period in periods_of_rows:
        if period != last:
            shape.append("H")
        shape.append(period)
        last = period
    return shape


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=5), st.data())
def test_insertions_and_removals_keep_heads_right(sizes, data):
    shown = Shown(sizes)
    model = shown.model
    extra = 500
    for _ in range(6):
        total = len(model.window.keys)
        if total and data.draw(st.booleans()):
            start = data.draw(st.integers(0, total - 1))
            model.remove(start, data.draw(st.integers(1, total - start)))
        else:
            period = data.draw(st.integers(0, len(sizes) - 1))
            low = model.heads.starts[period]
            position = data.draw(st.integers(low, low + model.heads.size(period)))
            model.insert(position, array("q", [1000 * period + extra]), period)
            extra += 1
        assert shown.shape() == shape_of([key // 1000 for key in model.window.keys])


def test_heads_can_be_neither_selected_nor_current_but_speak():
    model = Shown([1, 1]).model
    head = model.index(0, 0)
    assert model.flags(head) == Qt.ItemFlag.NoItemFlags
    assert isinstance(head.data(Role.ROW), Head)
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "Today"
    assert model.index(1, 0).data(Role.HEAD) == "Today"
    assert model.index(1, 0).data(Role.KEY) == 0
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_rows_whose_keys_are_not_here_are_placeholders():
    shown = Shown([2])
    model = shown.model
    model.set_total(5)
    assert model.rowCount() == 6
    assert model.index(5, 0).data(Role.ROW) is None
    assert model.index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "The list is being read"
    model.extend(array("q", [1000, 1001, 1002]), 5)
    assert model.index(5, 0).data(Role.KEY) == 1002
    model.set_total(0)
    assert model.rowCount() == 6


def test_new_heads_come_where_periods_begin():
    shown = Shown([2])
    model = shown.model
    model.heads = Heads(FOUND[:3])
    model.heads.set_starts([0, 2, 2], 2)
    model.extend(array("q", [1000, 2000, 2001]), 5)
    model.set_starts([0, 2, 3])
    assert shown.shape() == ["H", 0, 0, "H", 1, "H", 2, 2]


def test_changed_rows_are_read_and_painted_again(qtbot):
    shown = Shown([3])
    model = shown.model
    model.index(1, 0).data(Role.ROW)
    reads = model.window.reads
    with qtbot.waitSignal(model.dataChanged) as told:
        model.changed([1], 0, 3)
    assert (told.args[0].row(), told.args[1].row()) == (2, 2)
    model.index(2, 0).data(Role.ROW)
    assert model.window.reads == reads + 1
    with qtbot.waitSignal(model.dataChanged):
        model.changed_all(0, 3)


def test_table_has_columns_and_titles(qtbot):
    model = Shown([2]).model
    model.set_table(True)
    assert model.columnCount() == len(MessageColumn)
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in MessageColumn]
    assert titles == [None, None, None, "Subject", "Correspondents", "Date", "Size"]
    for column in MessageColumn:
        assert model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
        )
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Not starred"
    model.set_table(False)
    assert model.columnCount() == 1


def test_a_million_rows_are_counted_and_not_read():
    model = MessagesModel()
    calls = []
    window = RowWindow(lambda keys: calls.append(len(keys)) or {key: row(key) for key in keys})
    window.extend(array("q", range(1_000_000)))
    model.show(window, Heads(), is_table=False)
    assert model.rowCount() == 1_000_000
    assert model.index(999_999, 0).data(Role.KEY) == 999_999
    assert calls == []
    assert model.index(500_000, 0).data(Role.ROW).key == 500_000
    assert calls == [64]


def test_time_of_the_store_and_of_the_heads_agree():
    heads = Heads(FOUND)
    assert heads.periods[heads.period_of(now_ms())].kind.value == "today"
    assert heads.period_of(now_ms() - 1000 * DAY_MS) > 3
