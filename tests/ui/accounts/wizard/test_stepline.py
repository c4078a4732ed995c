from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.stepline import StepLine


def test_it_counts_or_names_the_page(qtbot, style):
    shown = StepLine(style)
    qtbot.addWidget(shown)
    shown.show_step(Place.KEEP, (3, 6))
    assert shown.text == "Step 3 of 6"
    assert not shown.grab().isNull()
    shown.show_step(Place.QUESTIONS, None)
    assert shown.text == "Help with choosing"
    shown.show_step(Place.DONE, None)
    assert shown.text == ""
