import argparse

import pytest

from facteur.base.errors import UsageError
from facteur.cli import preferenceoptions
from facteur.cli.invocation import PreferAccount
from facteur.mail.account import Texts


def parsed(*words: str) -> PreferAccount:
    parser = argparse.ArgumentParser(exit_on_error=False)
    preferenceoptions.add_to(parser)
    return preferenceoptions.build(parser.parse_args(["a@b.fr", *words]))


def test_what_is_said_and_nothing_else() -> None:
    assert parsed("--pause") == PreferAccount(address="a@b.fr", paused=True)
    assert parsed("--resume", "--every", "usual") == PreferAccount(
        address="a@b.fr", paused=False, interval_s=0
    )
    assert parsed("--every", "900", "--texts", "all", "--colour", "none") == PreferAccount(
        address="a@b.fr", interval_s=900, texts=Texts.ALL, colour=""
    )


def test_nothing_to_change_is_said() -> None:
    with pytest.raises(UsageError) as caught:
        parsed()
    assert caught.value.code == "nothing-to-change"


@pytest.mark.parametrize("words", [("--every", "3"), ("--every", "²"), ("--colour", "mauve")])
def test_nonsense_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(argparse.ArgumentError):
        parsed(*words)
