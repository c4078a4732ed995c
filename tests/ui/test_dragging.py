from facteur.ui.dragging import MESSAGES, dragged


def test_a_drag_says_that_it_is_ours_and_nothing_else(qapp):
    assert dragged().formats() == [MESSAGES]
