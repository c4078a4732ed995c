import pytest
from PySide6.QtWidgets import QWidget

from facteur.ui.theme.style import Style
from facteur.ui.transfer.choices import ExportQuestion, ImportQuestion, PassphraseQuestion


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("form", ["mbox", "eml"])
def test_the_form_is_chosen(window, qtbot, form):
    question = ExportQuestion("Export", "3 messages", window)
    getattr(question, form).setChecked(True)
    with qtbot.waitSignal(question.chosen) as chosen:
        question.go_on.click()
    assert chosen.args == [form]


def test_leaving_chooses_nothing(window, qtbot):
    question = ImportQuestion("Import", "", window)
    with qtbot.assertNotEmitted(question.file_wanted):
        question.cancel.click()


def test_an_empty_passphrase_is_none(window, qtbot):
    question = PassphraseQuestion(Style(), "Passphrase", "b.zip.age", "", window)
    with qtbot.assertNotEmitted(question.entered):
        question.go_on.click()
    question.phrase.setText("words")
    with qtbot.waitSignal(question.entered) as entered:
        question.go_on.click()
    assert entered.args == ["words"]
