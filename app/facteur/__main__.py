"""Which process to be: the window, its engine, a worker of that, or one command.

`facteur`, `python -m facteur` and `python3 app` all come through here.
"""

import os
import sys
from collections.abc import Sequence

from facteur.base.paths import Profile, profile
from facteur.cli import main as carry_out
from facteur.cli.arguments import parse
from facteur.cli.invocation import OpenWindow, RunEngine, RunWorker

NO_SCREEN = (
    "Facteur found no screen: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
    "Start it from a graphical session, or run it without a screen by adding --offscreen."
)
PLATFORM = "QT_QPA_PLATFORM"

# ruff: noqa: PLC0415 - each process imports its own half only: no Qt outside the window, and a
# quick start for the rest


def main(argv: Sequence[str] | None = None) -> int:
    """Be the process that the words ask for and return its exit code."""
    invocation = parse(sys.argv[1:] if argv is None else argv)
    chosen = profile(invocation.home)
    match invocation.process:
        case OpenWindow() as window:
            return _window(window, chosen)
        case RunEngine():
            from facteur.engine.process import main as run_engine

            return run_engine(chosen)
        case RunWorker():
            from facteur.engine.worker import main as run_worker

            return run_worker()
        case command:
            return carry_out(command, chosen)


def screen_missing() -> bool:
    """Whether a window could be shown to nobody."""
    return sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", PLATFORM)
    )


def _window(window: OpenWindow, chosen: Profile) -> int:
    if window.offscreen or (window.screenshot and screen_missing()):
        os.environ[PLATFORM] = "offscreen"
    if screen_missing():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    from facteur.ui.application import WindowArguments, run

    return run(
        chosen,
        WindowArguments(
            offscreen=window.offscreen,
            screenshot=window.screenshot,
            size=window.size,
            theme=window.theme,
            language=window.language,
            mailbox=window.mailbox,
            report_first_paint=window.report_first_paint,
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
