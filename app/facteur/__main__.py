"""Which process to be: the window, its engine, a worker of that, or one command.

`facteur`, `python -m facteur` and `python3 app` all come through here.
"""

from __future__ import annotations  # of the command line only names are needed here

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facteur.base.paths import Profile, profile

if TYPE_CHECKING:
    from facteur.cli.invocation import OpenWindow

NO_SCREEN = (
    "Facteur found no screen: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
    "Start it from a graphical session, or run it without a screen by adding --offscreen."
)
PLATFORM = "QT_QPA_PLATFORM"
REPORT = "--report-first-paint"

# ruff: noqa: PLC0415 - each process imports its own half only: no Qt outside the window, and a
# quick start for the rest


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one line a process
    """Be the process that the words ask for and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if set(words) <= {REPORT}:  # the start people wait for: parsing alone takes 30 ms
        return _window(profile(), report_first_paint=bool(words))
    from facteur.cli.arguments import parse
    from facteur.cli.invocation import OpenWindow, RunEngine, RunPracticeServer, RunWorker

    invocation = parse(words)
    chosen = profile(invocation.home)
    match invocation.process:
        case OpenWindow(demo=True) as window:
            return _practise(chosen, window)
        case OpenWindow() as window:
            return _window(chosen, window)
        case RunEngine(practice=practice):
            from facteur.engine.process import main as run_engine

            return run_engine(chosen, practice=practice)
        case RunPracticeServer(language=language):
            from facteur.practice.process import main as run_practice_server

            return run_practice_server(invocation.home, language)
        case RunWorker():
            from facteur.engine.worker import main as run_worker

            return run_worker()
        case command:
            from facteur.cli import main as carry_out

            return carry_out(command, chosen)


def screen_missing() -> bool:
    """Whether a window could be shown to nobody."""
    return sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", PLATFORM)
    )


def _practise(own: Profile, asked: OpenWindow) -> int:
    """Open a window in a temporary profile; nothing of it is left, and `own` is not touched."""
    from facteur.practice.home import PracticeHome, sweep

    sweep()
    home = PracticeHome()
    try:
        return _window(home.profile, asked, practice=(home.folder, own.home))
    finally:
        home.remove()


def _window(
    chosen: Profile,
    asked: OpenWindow | None = None,
    *,
    report_first_paint: bool = False,
    practice: tuple[Path, Path] | None = None,
) -> int:
    if asked is not None and (asked.offscreen or (asked.screenshot and screen_missing())):
        os.environ[PLATFORM] = "offscreen"
    if screen_missing():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    gc.disable()  # all that is made now stays; the window collects again once it is there
    from facteur.ui import later, plainimport

    plainimport.restore()
    later.begin()
    from facteur.ui.application import WindowArguments, run

    if asked is None:
        return run(chosen, WindowArguments(report_first_paint=report_first_paint))
    return run(
        chosen,
        WindowArguments(
            offscreen=asked.offscreen,
            screenshot=asked.screenshot,
            size=asked.size,
            theme=asked.theme,
            language=asked.language,
            mailbox=asked.mailbox,
            report_first_paint=asked.report_first_paint,
            practice=practice,
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
