import pytest
from PySide6.QtCore import Qt

from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.ui.messages.header import CutLabel, ListHeader, natural_order


@pytest.fixture
def header(qtbot, style):
    made = ListHeader(style)
    qtbot.addWidget(made)
    made.resize(396, 100)
    return made


def test_chips_choose_a_filter(header, qtbot):
    with qtbot.waitSignal(header.filter_chosen) as told:
        qtbot.mouseClick(header.chips[1], Qt.MouseButton.LeftButton)
    assert told.args == [ListFilter(starred=True)]


def test_showing_a_state_tells_nobody(header, qtbot):
    with qtbot.assertNotEmitted(header.filter_chosen):
        header.show_state(ListOrder(), ListFilter(unread=True))
    assert header.chips[0].isChecked()


def texts(header):
    header._menu.aboutToShow.emit()
    return {action.text(): action for action in header._menu.actions() if action.text()}


def test_menu_offers_columns_and_directions_in_their_own_words(header, qtbot):
    actions = texts(header)
    assert list(actions)[:4] == ["By date", "By sender", "By subject", "By size"]
    assert actions["By date"].isChecked()
    assert actions["Newest first"].isChecked()
    with qtbot.waitSignal(header.order_chosen) as told:
        actions["By subject"].trigger()
    assert told.args == [ListOrder(column=Column.SUBJECT, descending=False)]
    header.show_state(told.args[0], ListFilter())
    with qtbot.waitSignal(header.order_chosen) as told:
        texts(header)["From Z to A"].trigger()
    assert told.args == [ListOrder(column=Column.SUBJECT, descending=True)]
    header.show_state(ListOrder(column=Column.SIZE), ListFilter())
    assert "Largest first" in texts(header)


def test_the_button_without_a_word_has_a_name(header):
    assert header.sort.accessibleName()
    assert all(chip.text() and chip.toolTip() for chip in header.chips)


def test_wide_headers_are_lower(header):
    narrow = header.sizeHint().height()
    header.set_wide(True)
    assert header.sizeHint().height() < narrow
    header.set_wide(False)
    assert header.sizeHint().height() == narrow


def test_long_titles_take_no_room(qtbot):
    label = CutLabel()
    qtbot.addWidget(label)
    label.setText("x" * 500)
    assert label.minimumSizeHint().width() == 0
    label.resize(60, 20)
    label.grab()


def test_natural_orders():
    assert natural_order(Column.DATE).descending
    assert not natural_order(Column.SENDER).descending
