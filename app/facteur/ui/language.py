"""The language of the window: which one, and switching without a restart.

English is the language of the source; its file holds plural forms only. Standard texts of Qt
(buttons of file dialogs) come from Qt's own translations.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from facteur.base.log import logger
from facteur.base.paths import resources
from facteur.ui import translationfile

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
    """The translators that are in force."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = "en"
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
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.code != "en" and translator.load(f"qtbase_{self.code}", folder):
            self._install(translator)

    def _install_own(self) -> None:
        path = resources() / "translations" / f"facteur_{self.code}.ts"
        try:
            entries = translationfile.read(path)
        except (OSError, SyntaxError) as error:  # ParseError is a SyntaxError
            _LOG.warning("the texts of this language cannot be read: %s", error)
            return
        self._data = translationfile.compile_entries(entries, self.code)
        translator = QTranslator(self)
        if translator.load(self._data):
            self._install(translator)

    def _install(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)


def _locale(code: str) -> QLocale:
    """Return the system's locale when it speaks this language, else the language's own."""
    system = QLocale.system()
    wanted = QLocale.Language.French if code == "fr" else QLocale.Language.English
    if system.language() is wanted:
        return system
    return QLocale(wanted)
