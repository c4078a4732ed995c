from facteur.ui.activity.rows import Line, Look, PanelGroup, PanelRow, RowButton, Verb


def test_rows_are_values():
    row = PanelRow(name="task/1", look=Look.RUNNING, title="Fetching")
    assert row == PanelRow(name="task/1", look=Look.RUNNING, title="Fetching")
    assert PanelGroup(heading="Now", rows=(row,)).rows[0].buttons == ()
    assert RowButton(verb=Verb.STOP, text="Stop").value == ""
    assert Line().progress == ""
