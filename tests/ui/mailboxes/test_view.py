import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import SpecialUse
from facteur.ui.mailboxes.delegate import chevron_zone
from facteur.ui.mailboxes.model import AccountRow, MailboxesModel
from facteur.ui.mailboxes.tree import arrange
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.theme.style import Style
from tests.ui.windowfixtures import mailbox


@pytest.fixture
def view(qtbot) -> MailboxesView:
    made = MailboxesView(Style())
    qtbot.addWidget(made)
    model = MailboxesModel(made)
    boxes = [
        mailbox(1, "INBOX", SpecialUse.INBOX),
        mailbox(3, "a"),
        mailbox(4, "a/b"),
        mailbox(5, "lists/c"),
    ]
    nodes = arrange(boxes, lambda a, b: (a > b) - (a < b))
    model.show([AccountRow(key=AccountKey(1), title="claire@example.org", nodes=nodes)])
    made.setModel(model)
    made.set_open(set())
    made.resize(248, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def middle(view: MailboxesView, mailbox_key: int) -> QPoint:
    return view.visualRect(view.model().index_of(MailboxKey(mailbox_key))).center()


def test_a_click_chooses_a_folder(view, qtbot):
    with qtbot.waitSignal(view.folder_chosen) as said:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 3))
    assert said.args == [3]


def test_choosing_by_program_says_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.folder_chosen):
        view.select_index(view.model().index_of(MailboxKey(4)))
    assert view.currentIndex().data() == "b"
    assert view.isExpanded(view.currentIndex().parent())


def test_a_click_on_the_chevron_opens_the_branch_and_chooses_nothing(view, qtbot):
    index = view.model().index_of(MailboxKey(3))
    zone = chevron_zone(view.visualRect(index), 0, rtl=False)
    with qtbot.waitSignal(view.branches_changed), qtbot.assertNotEmitted(view.folder_chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=zone.center())
    assert view.isExpanded(index)
    assert view.open_paths() == ["1/a"]


def test_the_keyboard_walks_and_a_row_without_messages_keeps_the_open_folder(view, qtbot):
    view.select_index(view.model().index_of(MailboxKey(3)))
    with qtbot.assertNotEmitted(view.folder_chosen):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().data() == "lists"
    assert [index.data() for index in view.selectedIndexes()] == ["a"]


def test_enter_hands_over_to_the_list(view, qtbot):
    view.select_index(view.model().index_of(MailboxKey(1)))
    with qtbot.waitSignal(view.activated_folder):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_enter_on_a_row_without_messages_opens_its_branch(view, qtbot):
    parent = view.model().index_of(MailboxKey(5)).parent()
    view.setCurrentIndex(parent)
    with qtbot.waitSignal(view.branches_changed):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_menu_is_asked_for_with_mouse_and_keyboard(view, qtbot):
    view.select_index(view.model().index_of(MailboxKey(1)))
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        where = middle(view, 1)
        event = QContextMenuEvent(reason, where, view.mapToGlobal(where))
        with qtbot.waitSignal(view.menu_wanted) as said:
            QApplication.sendEvent(view.viewport(), event)
        assert said.args[0] == 1


def test_a_right_click_chooses_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.folder_chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=middle(view, 3))


def test_none_opens_every_branch(view):
    view.set_open(None)
    assert view.open_paths() == ["1/a", "1/lists"]


def test_it_has_a_name_for_those_who_hear_it(view):
    assert view.accessibleName() == "Accounts and folders"
