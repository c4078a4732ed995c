"""An engine that dies at a chosen place, as by kill -9: `python -m tests.support.fatalengine
PLACE NTH --home DIR --engine`.

PLACE is a function of the engine or the store (`module:qualified.name`); the process ends the
NTH time it is called, before anything of it has happened.
"""

import functools
import importlib
import os
import signal
import sys
from collections.abc import Callable
from types import ModuleType

from facteur.__main__ import main

# Between the two commits: the bytes are in content.sqlite, nobody names them yet.
BODY_NAMED = "facteur.store.write.bodies:store"
PART_NAMED = "facteur.store.write.bodies:set_part_content"
# The piece of a part is on the disk, the next is not.
PIECE_KEPT = "facteur.store.content:ContentStore.add_partial"
# The operation is taken, and not sent; and it is sent, and not settled.
FLAGS_TAKEN = "facteur.engine.operations.flags:_store"
FLAGS_SENT = "facteur.store.write.operations:finish"


def arm(place: str, nth: int) -> None:
    """Let the process die the nth time that the function is called."""
    module_name, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: ModuleType | object = importlib.import_module(module_name)
    for one in owners:
        owner = getattr(owner, one)
    original: Callable[..., object] = getattr(owner, name)
    calls = 0

    @functools.wraps(original)
    def fatal(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **named)

    setattr(owner, name, fatal)


def program(place: str, nth: int = 1) -> tuple[str, ...]:
    """Return the words that start such an engine (`EngineProcess(program=...)`)."""
    return ("-m", "tests.support.fatalengine", place, str(nth))


if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    sys.exit(main(sys.argv[3:]))
