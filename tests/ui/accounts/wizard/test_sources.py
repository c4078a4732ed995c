from facteur.ui.accounts.wizard.sources import SOURCES, SourceList, SourceState


def test_each_source_has_a_mark_and_a_word(qtbot, style):
    shown = SourceList(style)
    qtbot.addWidget(shown)
    shown.retranslate("exemple.fr")
    for source, state in zip(SOURCES, SourceState, strict=True):
        shown.reach(source, state.value, 4)
    words = [line.word.text() for line in shown.lines.values()]
    assert words == ["working…", "slow, 4 s more", "found", "nothing here"]
    assert shown.lines["domain"].title.text() == "Settings published by exemple.fr"
    for line in shown.lines.values():
        assert line.word.text() in line.accessibleName()
        assert not line.mark.grab().isNull()
    shown.begin()
    assert {line.state for line in shown.lines.values()} == {SourceState.RUNNING}


def test_an_unknown_source_or_state_changes_nothing(qtbot, style):
    shown = SourceList(style)
    qtbot.addWidget(shown)
    shown.begin()
    shown.reach("odd", "found", 0)
    shown.reach("dns", "odd", 0)
    assert {line.state for line in shown.lines.values()} == {SourceState.RUNNING}
