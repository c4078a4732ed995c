from facteur.ui.theme.style import Style
from facteur.ui.transfer.result import ResultDialog
from facteur.ui.transfer.words import Report


def test_what_was_left_out_is_a_list_where_there_is_any(qtbot):
    report = Report(title="Done", lines=("3 messages",), left_out=("a — is damaged",))
    dialog = ResultDialog(Style(), report)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 1
    plain = ResultDialog(Style(), Report(title="Done", lines=()))
    qtbot.addWidget(plain)
    assert not hasattr(plain, "list")
