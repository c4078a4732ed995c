import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import SpecialUse
from facteur.ui.mailboxes.delegate import chevron_zone, shown_count
from facteur.ui.mailboxes.model import AccountRow, MailboxesModel
from facteur.ui.mailboxes.roles import CountKind
from facteur.ui.mailboxes.tree import arrange
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.theme.style import Density, Style, Theme
from tests.ui.windowfixtures import mailbox


@pytest.fixture
def style(qapp) -> Style:
    made = Style()
    made.set_theme(Theme.LIGHT)
    return made


@pytest.fixture
def view(style, qtbot) -> MailboxesView:
    host = QWidget()
    qtbot.addWidget(host)
    made = MailboxesView(style, host)
    model = MailboxesModel(made)
    boxes = [
        mailbox(1, "INBOX", SpecialUse.INBOX, unseen=12),
        mailbox(2, "Junk", SpecialUse.JUNK, messages=3),
        mailbox(3, "a"),
        mailbox(4, "a/b", unseen=1),
    ]
    nodes = arrange(boxes, lambda a, b: (a > b) - (a < b))
    model.show(
        [AccountRow(key=AccountKey(1), title="claire@example.org", nodes=nodes, attention=True)]
    )
    made.setModel(model)
    made.set_open(set())
    made.resize(248, 400)
    host.resize(300, 420)
    host.show()
    made.host = host  # or it would go, and its child with it
    return made


def colours(view: MailboxesView) -> set[str]:
    QApplication.processEvents()
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    step = 1
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }


def test_the_open_folder_the_pill_the_tag_and_the_red_dot_are_painted(view, style):
    view.select_index(view.model().index_of(MailboxKey(1)))
    tokens = style.tokens
    assert {tokens.select_idle, tokens.accent, tokens.imap_soft, tokens.danger} <= colours(view)


def test_the_rail_shows_no_words_and_no_tag(view, style):
    view.set_rail(True)
    view.resize(56, 400)
    found = colours(view)
    assert style.tokens.imap_soft not in found
    assert style.tokens.accent in found


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_it_paints_in_both_directions(view, style, direction):
    view.setLayoutDirection(direction)
    assert style.tokens.accent in colours(view)


def test_density_changes_the_rows(view, style):
    index = view.model().index_of(MailboxKey(1))
    QApplication.processEvents()
    normal = view.visualRect(index).height()
    style.set_density(Density.ROOMY)
    QApplication.processEvents()
    assert view.visualRect(index).height() > normal


def test_a_closed_branch_counts_what_it_hides(view):
    index = view.model().index_of(MailboxKey(3))
    assert shown_count(index, opened=False) == (CountKind.UNREAD, 1)
    assert shown_count(index, opened=True) == (CountKind.UNREAD, 0)


def test_the_chevron_is_on_the_leading_side():
    rect = QRect(0, 0, 248, 32)
    assert chevron_zone(rect, 1, rtl=False).left() < 60
    assert chevron_zone(rect, 1, rtl=True).right() > 190
    assert chevron_zone(rect, 0, rtl=False).width() >= 24


def test_an_account_that_collects_has_its_own_tag_and_a_line_more(view, style):
    height = view.visualRect(view.model().index(0, 0)).height()
    row = AccountRow(key=AccountKey(1), title="b@example.org", nodes=(), protocol=Protocol.POP)
    view.model().show([row])
    QApplication.processEvents()
    found = colours(view)
    assert {style.tokens.pop_soft, style.tokens.pop_border} <= found
    assert style.tokens.imap_soft not in found
    assert view.visualRect(view.model().index(0, 0)).height() > height
