"""Work in turns: one piece each, in order, and other things have their turn between them."""

import pytest
from PySide6.QtCore import QTimer

from facteur.ui.turns import Turns


@pytest.fixture
def turns(qapp):
    made = Turns()
    yield made
    made.stop()


def test_nothing_is_done_before_the_next_turn_and_then_all_in_order(turns, qtbot):
    done = []

    def work():
        for number in range(3):
            done.append(number)
            yield
        done.append("end")

    turns.begin(work())
    assert done == []
    qtbot.waitUntil(lambda: "end" in done)
    assert done == [0, 1, 2, "end"]
    assert not turns._timer.isActive()


def test_other_timers_have_their_turn_between_the_pieces(turns, qtbot):
    seen = []
    other = QTimer(turns, interval=0)
    other.timeout.connect(lambda: seen.append("other"))

    def work():
        for _ in range(5):
            seen.append("piece")
            yield

    other.start()
    turns.begin(work())
    qtbot.waitUntil(lambda: seen.count("piece") == 5)
    other.stop()
    assert not any(seen[at] == seen[at + 1] == "piece" for at in range(len(seen) - 1))


def test_a_stop_leaves_the_rest_undone(turns, qtbot):
    done = []

    def work():
        done.append(1)
        turns.stop()
        yield
        done.append(2)

    turns.begin(work())
    qtbot.waitUntil(lambda: done == [1])
    qtbot.wait(10)
    assert done == [1]
