"""One end of the mail, drawn."""

from PySide6.QtCore import Qt

from facteur.ui.practice.ends import EndRow, EndView, Mark
from facteur.ui.theme.style import Style, Theme

ROWS = (
    EndRow(text="One", spoken="One, unread", unread=True),
    EndRow(text="Two", spoken="Two, starred", mark=Mark.STAR),
    EndRow(text="Three", spoken="Three", struck=True, whole=False),
)


def view(qtbot) -> EndView:
    made = EndView(Style(), "server")
    qtbot.addWidget(made)
    return made


def test_rows_come_and_go(qtbot):
    made = view(qtbot)
    made.name("On the server")
    made.show_rows(ROWS, "3")
    assert [made._list.item(at).text() for at in range(3)] == ["One", "Two", "Three"]
    assert made._list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "One, unread"
    assert made._list.item(0).font().weight() > made._list.item(1).font().weight()
    assert made._list.item(2).font().strikeOut()
    made.show_rows(ROWS[1:], "2")
    assert [made._list.item(at).text() for at in range(made._list.count())] == ["Two", "Three"]
    assert made._list.item(0).font().strikeOut() is False
    assert made.rows == ROWS[1:]
    assert made._list.accessibleName() == "On the server"


def test_unchanged_rows_are_left_alone(qtbot):
    made = view(qtbot)
    made.show_rows(ROWS, "3")
    made._list.item(0).setText("touched")
    made.show_rows(ROWS, "3")
    assert made._list.item(0).text() == "touched"


def test_the_theme_is_followed(qtbot):
    style = Style()
    made = EndView(style, "monitor")
    qtbot.addWidget(made)
    made.show_rows(ROWS, "3")
    light = made._list.item(0).foreground().color()
    style._app = __import__("PySide6.QtWidgets", fromlist=["QApplication"]).QApplication.instance()
    style.set_theme(Theme.DARK)
    assert made._list.item(0).foreground().color() != light
    style.set_theme(Theme.LIGHT)
    style._app.setStyleSheet("")


def test_a_note_is_shown_or_not(qtbot):
    made = view(qtbot)
    assert not made._note.isVisibleTo(made)
    made.show_note("The line is cut.")
    assert made._note.isVisibleTo(made)
    made.show_note("")
    assert not made._note.isVisibleTo(made)
