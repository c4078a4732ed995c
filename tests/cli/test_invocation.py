"""The values of the command line."""

from facteur.cli.invocation import Depth, Invocation, OpenWindow
from facteur.link.commands import Sync


def test_no_words_mean_the_window_of_the_own_profile() -> None:
    assert Invocation() == Invocation(process=OpenWindow(), home=None)


def test_depths_are_those_of_the_link() -> None:
    assert Sync(request=1).depth == Depth.HEADERS.value
    assert Depth("bodies") is Depth.BODIES
