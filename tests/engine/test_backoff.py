import itertools

from hypothesis import given
from hypothesis import strategies as st

from facteur.engine.backoff import FIRST_S, JITTER, LONGEST_S, Backoff


def after(failures: int) -> Backoff:
    return Backoff(failures)


def test_pauses_double_up_to_a_quarter_of_an_hour():
    pauses = [after(n).pause_s(0.0) for n in range(12)]
    assert pauses[:5] == [0, 5, 10, 20, 40]
    assert pauses[-1] == LONGEST_S
    assert all(early <= late for early, late in itertools.pairwise(pauses))


@given(st.integers(1, 2000), st.floats(0, 1))
def test_jitter_never_shortens_and_never_goes_beyond(failures: int, chance: float):
    pause = after(failures).pause_s(chance)
    assert FIRST_S <= after(failures).pause_s(0) <= pause <= LONGEST_S
    assert pause <= after(failures).pause_s(0) * (1 + JITTER)


def test_a_failure_is_counted():
    assert Backoff().failed().failed() == Backoff(2)
