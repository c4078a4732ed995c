from tests.ui.liststore import DAY_MS, fill


def test_heads_within_a_range_do_not_count_and_have_no_key(stage):
    fill(stage.store, 40, step_ms=DAY_MS)
    stage.open()
    selected = stage.controller.selected
    assert selected.count == 0
    stage.view.list.selectAll()
    assert selected.count == 40
    assert list(selected.keys()) == list(stage.model.window.keys)
    assert len(selected.ranges()) == 1
    assert len(selected.rows(7)) == 7


def test_several_ranges_keep_their_keys(stage):
    fill(stage.store, 40, step_ms=DAY_MS)
    stage.open()
    selected = stage.controller.selected
    rows = [row for row in range(3, 20) if stage.model.key_at(row) is not None]
    wanted = [rows[0], rows[4], rows[5]]
    selected.restore(wanted, wanted[1])
    assert [stage.model.key_at(row) for row in wanted] == list(selected.keys())
    assert selected.count == 3
    assert selected.current_key() == stage.model.key_at(wanted[1])


def test_restoring_does_not_scroll(stage):
    fill(stage.store, 200)
    stage.open()
    stage.view.list.place(100, 0)
    before = stage.view.list.verticalScrollBar().value()
    stage.controller.selected.restore([5], 5)
    assert stage.view.list.verticalScrollBar().value() == before


def test_nothing_current(stage):
    stage.open()
    assert stage.controller.selected.current_key() is None
    assert stage.controller.selected.rows(5) == ()
