"""The cases of RFC 4549 §3 and RFC 7162 §3.2.5.2, each a line of a table, and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.engine.sync import plan as planning
from facteur.engine.sync.view import (
    CompareUids,
    CountCheck,
    FetchChanges,
    FetchNew,
    FirstScreen,
    LocalView,
    RefreshFlags,
    Renumber,
    Restart,
    SaveToken,
    ServerView,
    Step,
)


def server(**changed: object) -> ServerView:
    usual: dict[str, object] = {
        "uidvalidity": 7, "uidnext": 11, "highestmodseq": 50, "exists": 10, "resynced": False,
    }  # fmt: skip
    return ServerView(**{**usual, **changed})


def local(**changed: object) -> LocalView:
    usual: dict[str, object] = {
        "uidvalidity": 7, "uidnext": 11, "highestmodseq": 50, "exists": 10, "messages": 10,
        "pending_modseq": 0, "skeleton_done": True,
    }  # fmt: skip
    return LocalView(**{**usual, **changed})


def token(**changed: int) -> SaveToken:
    return SaveToken(**{"uidnext": 11, "highestmodseq": 50, "exists": 10, **changed})


CASES: list[tuple[str, ServerView, LocalView, tuple[Step, ...]]] = [
    ("never seen", server(), local(uidvalidity=0, skeleton_done=False), (FirstScreen(50),)),
    (
        "never seen, no CONDSTORE",
        server(highestmodseq=0),
        local(uidvalidity=0, skeleton_done=False),
        (FirstScreen(0),),
    ),
    ("renumbered", server(uidvalidity=8), local(), (Renumber(8), FirstScreen(50))),
    (
        "renumbered during the backfill",
        server(uidvalidity=8),
        local(skeleton_done=False),
        (Renumber(8), FirstScreen(50)),
    ),
    ("nothing happened", server(), local(), ()),
    ("nothing happened, QRESYNC", server(resynced=True), local(), ()),
    ("backfill goes on", server(), local(skeleton_done=False, highestmodseq=0), ()),
    (
        "backfill, new mail",
        server(uidnext=13, exists=12),
        local(skeleton_done=False, highestmodseq=0),
        (FetchNew(11),),
    ),
    (
        "backfill that never began",
        server(),
        local(skeleton_done=False, uidnext=0, highestmodseq=0),
        (FirstScreen(50),),
    ),
    (
        "flags changed",
        server(highestmodseq=60),
        local(),
        (FetchChanges(50), CountCheck(), token(highestmodseq=60)),
    ),
    (
        "flags changed and new mail",
        server(highestmodseq=60, uidnext=12, exists=11),
        local(),
        (
            FetchChanges(50),
            FetchNew(11),
            CountCheck(),
            token(highestmodseq=60, uidnext=12, exists=11),
        ),
    ),
    (
        "QRESYNC told the flags",
        server(highestmodseq=60, uidnext=12, exists=11, resynced=True),
        local(),
        (FetchNew(11), CountCheck(), token(highestmodseq=60, uidnext=12, exists=11)),
    ),
    (
        "HIGHESTMODSEQ fell",
        server(highestmodseq=40),
        local(),
        (RefreshFlags(0), CompareUids(), CountCheck(), token(highestmodseq=40)),
    ),
    (
        "HIGHESTMODSEQ fell though QRESYNC was told",
        server(highestmodseq=40, resynced=True),
        local(),
        (RefreshFlags(0), CompareUids(), CountCheck(), token(highestmodseq=40)),
    ),
    (
        "CONDSTORE is new here",
        server(),
        local(highestmodseq=0),
        (RefreshFlags(0), CountCheck(), token()),
    ),
    (
        "no CONDSTORE, small",
        server(highestmodseq=0),
        local(highestmodseq=0),
        (RefreshFlags(0), CountCheck(), token(highestmodseq=0)),
    ),
    (
        "no CONDSTORE, large",
        server(highestmodseq=0, exists=6000),
        local(highestmodseq=0, exists=6000, messages=6000),
        (RefreshFlags(500), CountCheck(), token(highestmodseq=0, exists=6000)),
    ),
    (
        "CONDSTORE went away",
        server(highestmodseq=0),
        local(),
        (RefreshFlags(0), CountCheck(), token(highestmodseq=0)),
    ),
    (
        "no UIDNEXT",
        server(uidnext=0),
        local(),
        (FetchNew(11), CountCheck(), token(uidnext=0)),
    ),
    (
        "UIDNEXT fell",
        server(uidnext=5),
        local(),
        (FetchNew(11), CountCheck(), token(uidnext=5)),
    ),
    (
        "equal tokens, other count there",
        server(exists=9),
        local(),
        (CountCheck(), token(exists=9)),
    ),
    (
        "equal tokens, other count here",
        server(),
        local(messages=9),
        (CountCheck(), token()),
    ),
    (
        "very much new mail",
        server(exists=90_000, uidnext=90_001, highestmodseq=60),
        local(),
        (Restart(), FirstScreen(60)),
    ),
]


@pytest.mark.parametrize(
    ("theirs", "ours", "steps"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_cases(theirs: ServerView, ours: LocalView, steps: tuple[Step, ...]) -> None:
    assert planning.plan(theirs, ours) == steps


numbers = st.integers(0, 40)
servers = st.builds(
    ServerView,
    uidvalidity=st.integers(1, 3),
    uidnext=numbers,
    highestmodseq=numbers,
    exists=numbers,
    resynced=st.booleans(),
)
locals_ = st.builds(
    LocalView,
    uidvalidity=st.integers(0, 3),
    uidnext=numbers,
    highestmodseq=numbers,
    exists=numbers,
    messages=numbers,
    pending_modseq=numbers,
    skeleton_done=st.booleans(),
)


@given(servers, locals_)
def test_what_always_holds(theirs: ServerView, ours: LocalView) -> None:
    steps = planning.plan(theirs, ours)
    kinds = [type(step) for step in steps]
    if theirs.uidvalidity != ours.uidvalidity and ours.uidvalidity:
        assert kinds == [Renumber, FirstScreen]
    if SaveToken in kinds:  # written last, after the counts were compared
        assert kinds[-2:] == [CountCheck, SaveToken]
        assert ours.skeleton_done
    if not steps and ours.skeleton_done:  # silence is taken for quiet only with equal counts
        assert theirs.exists == ours.messages
        assert theirs.highestmodseq == ours.highestmodseq != 0
    if theirs.highestmodseq < ours.highestmodseq and SaveToken in kinds:
        assert {RefreshFlags, CompareUids} & set(kinds)


@given(locals_)
def test_after_the_skeleton_the_counts_are_compared(ours: LocalView) -> None:
    steps = planning.after_skeleton(ours)
    assert steps[-1] == CountCheck()
    assert (FetchChanges(ours.pending_modseq) in steps) == bool(ours.pending_modseq)


@pytest.mark.parametrize(
    ("removed", "messages", "again"),
    [
        (0, 0, False), (50, 50, False), (51, 60, True), (60, 1000, False), (201, 1000, True),
        (200, 1000, False), (1000, 100_000, False), (1001, 100_000, True),
    ],
)  # fmt: skip
def test_the_brake(removed: int, messages: int, again: bool) -> None:
    assert planning.brakes(removed, messages) is again
