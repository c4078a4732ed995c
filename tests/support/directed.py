"""Facteur in a small Internet of its own: `python -m tests.support.directed --home DIR …`.

The window is the real one, and so is its engine; only what asks the world outside is told to ask
this computer: names that end in .test are here, DNS and Web are those of the test, at their ports.
"""

import argparse
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from facteur.base.paths import profile
from facteur.net.discovery.lookup import SystemLookup
from facteur.net.discovery.web import SystemWeb

HERE = "127.0.0.1"


def main(words: Sequence[str] | None = None) -> int:
    """Be the window, or with --engine its engine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", action="store_true")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--language", default="en")
    parser.add_argument("--dns", type=int, required=True)
    parser.add_argument("--web", type=int, required=True)
    parser.add_argument("--words", type=Path, help="where the window writes what it shows")
    told = parser.parse_args(words)
    return _engine(told) if told.engine else _window(told)


def _window(told: argparse.Namespace) -> int:
    from facteur.ui import application
    from facteur.ui.application import WindowArguments, run

    if told.words is not None:
        _write_words(application, told.words)
    engine = [sys.executable, "-m", "tests.support.directed", "--engine", "--home", str(told.home)]
    engine += ["--dns", str(told.dns), "--web", str(told.web)]
    arguments = WindowArguments(language=told.language, engine_command=tuple(engine))
    return run(profile(told.home), arguments)


def _write_words(application: ModuleType, path: Path) -> None:
    """Have the application write what its window shows."""
    from tests.support.shownwords import Writer

    given = application._application

    def made() -> Any:
        app = given()
        Writer(path, app)
        return app

    application._application = made


def _engine(told: argparse.Namespace) -> int:
    from facteur.engine import process
    from facteur.engine.effects import Effects

    lookup = SystemLookup((HERE,), told.dns)
    process.Effects = lambda: Effects(lookup=lookup, web=SystemWeb(lookup, told.web))
    given = socket.getaddrinfo

    def here(host: Any, *others: Any, **more: Any) -> Any:
        return given(HERE if str(host).endswith(".test") else host, *others, **more)

    socket.getaddrinfo = here
    return process.main(profile(told.home))


if __name__ == "__main__":
    sys.exit(main())
