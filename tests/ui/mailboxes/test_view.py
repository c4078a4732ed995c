import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import SpecialUse
from facteur.ui.dragging import dragged
from facteur.ui.mailboxes import roles
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


def test_the_row_under_the_mouse_is_told_to_who_paints_it(view, qtbot):
    before = view.grab().toImage()
    qtbot.mouseMove(view.viewport(), middle(view, 3))
    qtbot.waitUntil(lambda: view._delegate.hovered == view.model().index_of(MailboxKey(3)))
    assert view.grab().toImage() != before
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not view._delegate.hovered.isValid()
    assert view.grab().toImage() == before


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


class Drag:
    """Messages of ours over the sidebar; Qt makes such events itself only while a drag goes on."""

    def __init__(self, view, key: int, *, ctrl: bool = False) -> None:
        self.data = dragged()
        at, actions = middle(view, key), Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        self.move = QDragMoveEvent(at, actions, self.data, left, held)
        self.drop = QDropEvent(QPointF(at), actions, self.data, left, held)


@pytest.mark.parametrize("ctrl", [False, True])
def test_messages_dropped_on_a_folder_are_moved_or_with_ctrl_copied(view, qtbot, ctrl):
    view.take_drops_of(AccountKey(1))
    drag = Drag(view, 3, ctrl=ctrl)
    view.dragMoveEvent(drag.move)
    assert drag.move.isAccepted()
    assert view._delegate.dropped_on.isValid()
    with qtbot.waitSignal(view.dropped) as said:
        view.dropEvent(drag.drop)
    assert said.args == [3, ctrl]
    assert not view._delegate.dropped_on.isValid()


def test_folders_of_another_account_take_nothing(view, qtbot):
    view.take_drops_of(AccountKey(2))
    drag = Drag(view, 3)
    view.dragMoveEvent(drag.move)
    assert not drag.move.isAccepted()
    with qtbot.assertNotEmitted(view.dropped):
        view.dropEvent(drag.drop)
    view.take_drops_of(None)
    assert not view.acceptDrops()


def test_the_delete_key_means_the_folder_while_the_keyboard_is_here(view, qtbot):
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier
    )
    asked.ignore()
    QApplication.sendEvent(view, asked)
    assert asked.isAccepted()  # so that no action of the window takes it
    with qtbot.waitSignal(view.delete_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Delete)


def test_a_menu_points_at_its_row_and_leaves_the_open_one(view, qtbot):
    view.select_index(view.model().index_of(MailboxKey(1)))
    where = middle(view, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view.mapToGlobal(where))
    view.contextMenuEvent(event)
    assert view.pointed.data(roles.MAILBOX) == 3
    assert view.currentIndex().data(roles.MAILBOX) == 1
