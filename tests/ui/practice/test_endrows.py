"""The rows of both ends."""

from facteur.ui.practice.endrows import here_rows, server_rows
from facteur.ui.practice.ends import Mark
from facteur.ui.practice.scene import End
from tests.ui.practice.scenes import local, server


def test_the_state_of_a_message_is_drawn_and_spoken():
    rows = server_rows(End(server=(server("a"), server("b", seen=True, flagged=True))))
    assert [(row.unread, row.mark) for row in rows] == [(True, Mark.NONE), (False, Mark.STAR)]
    assert [row.spoken for row in rows] == ["On a, unread", "On b, starred"]


def test_what_waits_and_what_is_only_a_header_is_told_apart():
    rows = here_rows(End(here=(local("a", waiting=1, flagged=True), local("b", whole=False))))
    assert [(row.mark, row.whole) for row in rows] == [(Mark.WAITS, True), (Mark.NONE, False)]


def test_a_hostile_subject_is_made_harmless():
    (row,) = server_rows(End(server=(server("a\u202eb\nc"),)))
    assert "\u202e" not in row.text
    assert "\n" not in row.text
