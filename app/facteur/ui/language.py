"""The language of the window: which one, and switching without a restart.

English is the language of the source; its file holds plural forms only. Standard texts of Qt
(buttons of file dialogs) come from Qt's own translations. What is made of the text file is kept,
named by version, size and date: reading a whole language takes 40 ms.
"""

import contextlib
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from facteur import __version__
from facteur.base.log import logger
from facteur.base.paths import resources

_LOG = logger("ui")
LANGUAGES = ("en", "fr")


def chosen(setting: str) -> str:
    """Return en or fr for a setting that may be `system`: French for any French system."""
    if setting in LANGUAGES:
        return setting
    names = QLocale.system().uiLanguages()
    first = names[0] if names else "en"
    return "fr" if first.lower().startswith("fr") else "en"


class Language(QObject):
    """The translators that are in force. kept: a folder for what was made, None keeps nothing."""

    def __init__(self, kept: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = "en"
        self._kept = kept
        self._installed: list[QTranslator] = []
        self._data = b""  # QTranslator keeps no copy of what it was given

    def use(self, setting: str) -> None:
        """Put a language in force; every widget then gets a LanguageChange event."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        self.code = chosen(setting)
        QLocale.setDefault(_locale(self.code))
        self._install_qt()
        self._install_own()

    def _install_qt(self) -> None:
        if self.code == "en":
            return
        translator = QTranslator(self)
        folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{self.code}", folder):
            self._install(translator)

    def _install_own(self) -> None:
        path = resources() / "translations" / f"facteur_{self.code}.ts"
        translator = QTranslator(self)
        try:
            kept = self._kept_file(path)
            if kept is None or not translator.load(str(kept)):
                self._data = _made(path, self.code)
                translator.load(self._data)
                _keep(kept, self._data)
        except (OSError, SyntaxError) as error:  # ParseError is a SyntaxError
            _LOG.warning("the texts of this language cannot be read: %s", error)
            return
        if not translator.isEmpty():
            self._install(translator)

    def _kept_file(self, path: Path) -> Path | None:
        """Return where what is made of a text file is kept; another one after each change."""
        if self._kept is None:
            return None
        found = path.stat()
        state = (
            f"{__version__}-{found.st_size:x}-{found.st_mtime_ns:x}"  # some packages have no dates
        )
        return self._kept / f"{path.stem}-{state}.qm"

    def _install(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)


def _made(path: Path, code: str) -> bytes:
    """Return what Qt loads, made of a text file. Raises OSError or SyntaxError."""
    from facteur.ui import translationfile  # noqa: PLC0415 - most starts find it kept: 5 ms

    return translationfile.compile_entries(translationfile.read(path), code)


def _keep(kept: Path | None, data: bytes) -> None:
    """Keep it in the place of what is out of date; where nothing can be written it is made anew."""
    if kept is None:
        return
    language = kept.name.partition("-")[0]
    written = kept.with_suffix(".new")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        for old in kept.parent.glob(f"{language}-*"):
            old.unlink()
        written.write_bytes(data)
        written.replace(kept)


def _locale(code: str) -> QLocale:
    """Return the system's locale when it speaks this language, else the language's own."""
    system = QLocale.system()
    wanted = QLocale.Language.French if code == "fr" else QLocale.Language.English
    if system.language() is wanted:
        return system
    return QLocale(wanted)
