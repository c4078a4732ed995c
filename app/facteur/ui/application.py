"""The window process: from the command line's words to the end of the event loop."""

from __future__ import annotations  # the practice is named here and loaded by who asks for it

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from facteur import __version__
from facteur.base import log
from facteur.base.paths import Profile, resources
from facteur.base.settings import Settings
from facteur.ui import screenshot
from facteur.ui.desk import Desk
from facteur.ui.engineclient import engine_command
from facteur.ui.firstpaint import report
from facteur.ui.looks import Looks
from facteur.ui.singleinstance import SingleInstance
from facteur.ui.theme.style import Style

if TYPE_CHECKING:
    from facteur.ui.practising import Practising

_LOG = log.logger("ui")


class WindowArguments(NamedTuple):
    """What the command line says about the window; "" and None leave it to the settings.

    engine_command: program and arguments to start instead of our own engine, for tests.
    practice: the temporary folder of a practice window, and the user's own profile.
    """

    offscreen: bool = False
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    theme: str = ""
    language: str = ""
    mailbox: str = ""
    report_first_paint: bool = False
    engine_command: tuple[str, ...] = ()
    practice: tuple[Path, Path] | None = None


def run(profile: Profile, arguments: WindowArguments) -> int:
    """Show the window of a profile until it is closed, or draw it into a picture.

    Returns the exit code: 0 when all went well or another window of this profile was raised.
    """
    if arguments.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _prepare_profile(profile)
    app = _application()
    instance = SingleInstance(profile, app)
    if arguments.screenshot is None and not instance.claim():
        return 0
    settings = Settings.load(profile.settings)
    for warning in settings.warnings:
        _LOG.warning("%s", warning)
    style = Style(app, profile.home if arguments.practice is not None else None)
    looks = Looks(
        settings,
        style,
        theme=arguments.theme,
        language=arguments.language,
        texts=profile.texts,
    )
    looks.before_window()
    style.apply(app)
    command = arguments.engine_command or engine_command(profile.home)
    if arguments.practice is not None:
        command = (*command, "--practice")
    desk = Desk(profile, settings, style, looks, command)
    practice = _practice(desk, style, looks, arguments) if arguments.practice else None
    if arguments.report_first_paint:
        desk.first_paint.painted.connect(report)
    desk.first_paint.over.connect(_show_icon)
    desk.completed.connect(collect_again)
    desk.completed.connect(_end_when_interrupted)
    desk.practice_wanted.connect(lambda: _look_around(looks, profile))
    instance.raised.connect(desk.raise_window)
    desk.closed.connect(app.quit)
    desk.window.restore(QSize(*arguments.size) if arguments.size else None)
    if practice is not None:
        practice.start()
    desk.open(mailbox=arguments.mailbox, picture=arguments.screenshot is not None)
    if arguments.screenshot is not None:
        calm = desk.is_calm if practice is None else practice.is_calm
        _photograph(desk, arguments.screenshot, app, calm)
    elif practice is None:  # nobody else knows of a temporary profile
        desk.completed.connect(instance.listen)
    code = app.exec()
    desk.close()
    if practice is not None:
        practice.stop()
    instance.release()
    style.close()
    return code


def _look_around(looks: Looks, profile: Profile) -> None:
    from facteur.ui.practising import start_practice  # noqa: PLC0415 - for who asks for it

    start_practice(looks.language.code, profile.home)


def _practice(desk: Desk, style: Style, looks: Looks, arguments: WindowArguments) -> Practising:
    from facteur.ui.practising import Practising  # noqa: PLC0415 - for a practice window only

    assert arguments.practice is not None
    return Practising(desk, style, looks.language.code, arguments.practice)


def _prepare_profile(profile: Profile) -> None:
    """Make the folder and begin to log; a folder that cannot be written is said by the engine."""
    try:
        profile.create()
    except OSError as error:
        log.start(None, "window")
        _LOG.warning("the profile cannot be written: %s", error)
    else:
        log.start(profile.logs, "window")
    sys.excepthook = _log_exception


def _application() -> QApplication:
    # The web view is made on first need; what it shares must be said before the application is.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # Said here and not by `setStyle`, which has the desktop's own style made first.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("facteur")
    app.setApplicationDisplayName("Facteur")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("facteur")
    app.setQuitOnLastWindowClosed(False)  # the desk says when all has ended
    return app


def _show_icon() -> None:
    """Give all windows their icon: drawing it loads a plugin, which the list does not wait for."""
    QApplication.setWindowIcon(QIcon(str(resources() / "icons" / "facteur.svg")))


def collect_again() -> None:
    """Let Python look for garbage again, but not through all that was made at the start."""
    gc.freeze()
    gc.enable()


def _end_when_interrupted() -> None:
    import signal  # noqa: PLC0415 - its names take 0.6 ms of a start

    # Qt's loop gives Python no turn to notice a signal; the engine sees the end of its input.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _photograph(desk: Desk, path: Path, app: QApplication, is_calm: Callable[[], bool]) -> None:
    picture = screenshot.Screenshot(desk.window, path, is_calm, desk)

    def end(saved: bool) -> None:
        app.exit(0 if saved else 1)

    picture.done.connect(end)
    picture.begin()


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Keep the window alive after a mistake of ours in one slot, and say it in the log."""
    _LOG.critical("a mistake in the window", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
