from PySide6.QtCore import QLocale

from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey
from facteur.ui.accounts.removequestion import AccountLine, RemoveQuestion

LINES = tuple(
    AccountLine(key=AccountKey(n), address=f"{n}@b.fr", host="h", waiting=n) for n in (1, 2)
)


def test_removing_says_what_it_means_and_keeping_is_the_default(qtbot):
    question = RemoveQuestion(LINES[1])
    qtbot.addWidget(question)
    assert "stays on the server" in question.informativeText()
    assert "2 change" in question.informativeText()
    assert question.defaultButton() is question.keep
    with qtbot.assertNotEmitted(question.agreed):
        question.keep.click()
    other = RemoveQuestion(AccountLine(key=AccountKey(1), address="<b>", host="h"))
    qtbot.addWidget(other)
    assert "<b>" in other.text()
    assert "change" not in other.informativeText()
    with qtbot.waitSignal(other.agreed):
        other.go_on.click()


POP = AccountLine(
    key=AccountKey(3), address="c@b.fr", host="h", protocol=Protocol.POP, messages=1248
)


def test_the_only_copies_go_with_a_tick_of_their_own(qtbot):
    question = RemoveQuestion(POP)
    qtbot.addWidget(question)
    told = question.informativeText()
    assert f"only copy of {QLocale().toString(1248)} message" in told
    assert "nothing is deleted there" in told
    with qtbot.waitSignal(question.backup_asked):
        question.back_up.click()
    assert not question.go_on.isEnabled()
    assert question.go_on.accessibleDescription() == "Tick the box above first."
    question.understood.setChecked(True)
    assert question.go_on.isEnabled()
    with qtbot.waitSignal(question.agreed) as said:
        question.go_on.click()
    assert said.args == [True]


def test_an_account_that_collected_nothing_is_removed_like_others(qtbot):
    question = RemoveQuestion(AccountLine(key=AccountKey(4), address="d@b.fr", host="h"))
    qtbot.addWidget(question)
    assert question.understood is None
    with qtbot.waitSignal(question.agreed) as said:
        question.go_on.click()
    assert said.args == [False]


def test_an_account_without_a_server_has_only_itself_to_lose(qtbot):
    line = AccountLine(
        key=AccountKey(4), address="On this computer", host="", protocol=Protocol.LOCAL, messages=2
    )
    question = RemoveQuestion(line)
    qtbot.addWidget(question)
    assert question.text() == "Remove “On this computer” from Facteur?"
    assert "on no server" in question.informativeText()
    assert "stays" not in question.informativeText()
    assert question.understood is not None
    assert not question.go_on.isEnabled()
    question.understood.setChecked(True)
    with qtbot.waitSignal(question.agreed) as said:
        question.go_on.click()
    assert said.args == [True]
