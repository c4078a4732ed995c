"""Both kinds of account can do what the handlers of commands ask."""

from facteur.engine.account import AccountRunner
from facteur.engine.pop.account import PopRunner
from facteur.engine.runner import Runner


def test_both_kinds_have_everything() -> None:
    """The checker proves the types; this says it where somebody looks for it."""
    asked = {name for name in vars(Runner) if not name.startswith("_")}
    for kind in (AccountRunner, PopRunner):
        methods = {name for name in asked if callable(getattr(Runner, name))}
        assert {name for name in methods if not callable(getattr(kind, name, None))} == set()
