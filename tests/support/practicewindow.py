"""A whole practice window in this process: real engine, real server, real store.

`python -m tests.support.practicewindow PICTURE LANGUAGE LESSON` does the first act of a lesson in
it and draws it; the README's picture is made so.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QLocale, QSize, Qt
from PySide6.QtWidgets import QApplication

from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.ui.desk import Desk
from facteur.ui.engineclient import engine_command
from facteur.ui.looks import Looks
from facteur.ui.practising import Practising
from facteur.ui.theme.style import Style

SIZE = (1360, 860)
PATIENCE_MS = 60_000


class PracticeWindow:
    """Opened at once; `close` ends all of it. folder: where its profile is made."""

    def __init__(
        self, folder: Path, style: Style, *, language: str = "en", text_percent: int = 100
    ) -> None:
        profile = Profile(home=folder / "profile")
        profile.create()
        profile.settings.write_text(f"text_size_percent = {text_percent}\n")
        settings = Settings.load(profile.settings)
        self._looks = Looks(settings, style, theme="light", language=language)
        self._looks.before_window()
        engine = (*engine_command(profile.home), "--practice")
        self.desk = Desk(profile, settings, style, self._looks, engine)
        self.joined = Practising(self.desk, style, language, (folder, folder / "own"))
        self.controller = self.joined.controller
        self.desk.window.restore(QSize(*SIZE))
        self.joined.start()
        self.desk.open()

    def close(self) -> None:
        self.desk.close()
        self.joined.stop()
        for translator in self._looks.language._installed:
            QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(QLocale.system())


def _wait(holds: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        QCoreApplication.processEvents()
        if deadline.hasExpired():
            raise TimeoutError
    calm = QDeadlineTimer(500)
    while not calm.hasExpired():
        QCoreApplication.processEvents()


def main(picture: str, language: str, lesson: str) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    style = Style(app)
    style.apply(app)
    with tempfile.TemporaryDirectory(prefix="facteur-picture-") as folder:
        window = PracticeWindow(Path(folder), style, language=language, text_percent=108)
        try:
            _wait(window.joined.is_calm)
            card = window.controller.panel.cards[lesson]
            card.title.click()
            button = card.button(0)
            assert button is not None
            button.click()
            _wait(lambda: window.controller._courses[lesson].at > 0)
            newest = window.controller.scene.end(window.controller._user).here[0].key
            window.desk.messages.select(newest)
            _wait(window.joined.is_calm)
            saved = window.desk.window.grab().save(picture, "PNG", 0)
        finally:
            window.close()
    style.close()
    return 0 if saved else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
