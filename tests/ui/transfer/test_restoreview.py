import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facteur.ui.theme.style import Style
from facteur.ui.transfer.restoretree import Branch
from facteur.ui.transfer.restoreview import RestoreQuestion, Shelter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CHECKED, NOT, MIXED = (
    Qt.CheckState.Checked,
    Qt.CheckState.Unchecked,
    Qt.CheckState.PartiallyChecked,
)


def branch(*levels: str, messages: int = 0, home: int = 0, children=()) -> Branch:
    return Branch(
        levels=levels,
        title=levels[-1],
        held=messages > 0,
        messages=messages,
        octets=1000 * messages,
        home=home,
        children=children,
    )


HERE = branch(
    "a@b.fr",
    home=3,
    children=(
        branch("a@b.fr", "Inbox", messages=5, home=3),
        branch(
            "a@b.fr",
            "Work",
            messages=2,
            home=3,
            children=(branch("a@b.fr", "Work", "Old", messages=4, home=3),),
        ),
    ),
)
AWAY = branch("c@d.fr", children=(branch("c@d.fr", "Inbox", messages=1),))
SHELTERS = (Shelter(title="On this computer"), Shelter(title="a@b.fr", mailbox=9))


@pytest.fixture
def question(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = RestoreQuestion(Style(), "b.zip", (HERE, AWAY), SHELTERS, window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    yield made
    window.close()


def item(question, *titles: str):
    found = question.tree.invisibleRootItem()
    for title in titles:
        found = next(
            found.child(at) for at in range(found.childCount()) if found.child(at).text(0) == title
        )
    return found


def test_everything_is_ticked_and_counted_at_first(question, qtbot):
    assert "12 message" in question.sum.text()
    with qtbot.waitSignal(question.chosen) as said:
        question.go_on.click()
    assert said.args == [(), 0]


def test_a_folder_takes_those_below_along_and_an_account_says_how_they_stand(question):
    item(question, "a@b.fr", "Work").setCheckState(0, NOT)
    assert item(question, "a@b.fr", "Work", "Old").checkState(0) is NOT
    assert item(question, "a@b.fr").checkState(0) is MIXED
    assert "6 message" in question.sum.text()
    item(question, "a@b.fr").setCheckState(0, CHECKED)
    assert item(question, "a@b.fr", "Work", "Old").checkState(0) is CHECKED
    assert "12 message" in question.sum.text()


def test_a_folder_can_come_without_those_below_and_they_without_it(question, qtbot):
    item(question, "a@b.fr", "Work", "Old").setCheckState(0, NOT)
    assert item(question, "a@b.fr", "Work").checkState(0) is CHECKED
    assert item(question, "a@b.fr").checkState(0) is MIXED  # not all of it comes
    item(question, "a@b.fr", "Work").setCheckState(0, NOT)
    item(question, "a@b.fr", "Work", "Old").setCheckState(0, CHECKED)
    assert item(question, "a@b.fr", "Work").checkState(0) is NOT
    item(question, "c@d.fr").setCheckState(0, NOT)
    with qtbot.waitSignal(question.chosen) as said:
        question.go_on.click()
    levels, _mailbox = said.args
    assert sorted(levels) == [("a@b.fr", "Inbox"), ("a@b.fr", "Work", "Old")]


def test_a_place_is_asked_for_only_where_one_is_needed(question, qtbot):
    assert question.below.isVisible()
    assert item(question, "a@b.fr").text(3) == "a@b.fr"
    assert item(question, "c@d.fr").text(3) == "On this computer"
    question.below.setCurrentIndex(1)
    assert item(question, "c@d.fr").text(3) == "a@b.fr"
    with qtbot.waitSignal(question.chosen) as said:
        question.go_on.click()
    assert said.args[1] == 9
    item(question, "c@d.fr").setCheckState(0, NOT)
    assert not question.below.isVisible()


def test_nothing_chosen_restores_nothing(question):
    for title in ("a@b.fr", "c@d.fr"):
        item(question, title).setCheckState(0, NOT)
    assert not question.go_on.isEnabled()
    assert question.go_on.toolTip()


def test_an_empty_folder_can_be_chosen_alone(qtbot):
    empty = Branch(levels=("a@b.fr", "Empty"), title="Empty", held=True, home=3)
    account = branch("a@b.fr", home=3, children=(*HERE.children, empty))
    window = QWidget()
    qtbot.addWidget(window)
    question = RestoreQuestion(Style(), "b.zip", (account,), SHELTERS, window)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    row = item(question, "a@b.fr", "Empty")
    assert (row.text(1), row.text(2)) == ("0", "")
    item(question, "a@b.fr").setCheckState(0, NOT)
    assert not question.go_on.isEnabled()
    row.setCheckState(0, CHECKED)
    assert item(question, "a@b.fr").checkState(0) is MIXED
    with qtbot.waitSignal(question.chosen) as told:
        question.go_on.click()
    assert told.args[0] == (("a@b.fr", "Empty"),)
    window.close()
