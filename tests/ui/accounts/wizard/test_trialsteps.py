import pytest

from facteur.ui.accounts.wizard.trialsteps import (
    Progress,
    StepMark,
    StepRow,
    StepState,
    TrialStep,
    failed,
    passed,
    reached,
)


def words(progress: Progress) -> str:
    return " ".join(progress.of(step).value for step in TrialStep)


def test_progress():
    assert words(reached(1, sending=True)) == "done running pending pending"
    assert words(reached(1, sending=False)) == "done running pending skipped"
    assert words(failed(TrialStep.READING, sending=True)) == "done done failed pending"
    assert words(failed(None, sending=True)) == "pending pending pending pending"
    assert words(passed(sending=False)) == "done done done skipped"


@pytest.mark.parametrize("state", list(StepState))
def test_a_row_says_its_state_and_is_drawn(qtbot, style, state):
    row = StepRow(style)
    qtbot.addWidget(row)
    row.show_step("Sign-in", "works", state)
    assert row.accessibleName() == "Sign-in: works"
    mark = StepMark(style)
    qtbot.addWidget(mark)
    mark.show_state(state)
    assert not mark.grab().isNull()
