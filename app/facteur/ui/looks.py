"""Settings that change how the window looks, put in force; the command line can overrule two."""

from pathlib import Path

from facteur.base.settings import Settings
from facteur.ui.language import Language
from facteur.ui.mainwindow import MainWindow
from facteur.ui.theme.style import Density, Style, Theme


class Looks:
    """Joins the settings to style, language and window.

    theme, language: what the command line asked for this once, "" for the settings' own.
    texts: where made translations are kept, see `Language`.
    """

    def __init__(
        self,
        settings: Settings,
        style: Style,
        *,
        theme: str = "",
        language: str = "",
        texts: Path | None = None,
    ) -> None:
        self._settings = settings
        self._style = style
        self._theme = theme
        self._language_asked = language
        self.language = Language(texts)

    @property
    def theme(self) -> str:
        """The theme in force: system, light or dark."""
        return self._theme or self._settings.text("theme")

    def overruled(self) -> dict[str, str]:
        """Return what the command line asked for in place of settings, by their keys."""
        asked = {"theme": self._theme, "language": self._language_asked}
        return {key: value for key, value in asked.items() if value}

    def before_window(self) -> None:
        """Put in force what must hold before the first widget is made."""
        self._style.set_theme(Theme(self.theme))
        self._style.set_density(Density(self._settings.text("density")))
        self._style.set_text_percent(self._settings.number("text_size_percent"))
        self.language.use(self._language_asked or self._settings.text("language"))

    def place(self, window: MainWindow) -> None:
        """Put in force what the window is arranged by."""
        window.set_layout(self._settings.text("layout"))
        window.set_menu_bar(self._settings.switch("always_menu_bar"))

    def apply(self, key: str, window: MainWindow) -> None:
        """Put one setting in force that the user has just changed; others are not ours."""
        match key:
            case "theme":
                self._theme = ""
                self._style.set_theme(Theme(self.theme))
            case "density":
                self._style.set_density(Density(self._settings.text("density")))
            case "text_size_percent":
                self._style.set_text_percent(self._settings.number("text_size_percent"))
            case "language":
                self._language_asked = ""
                self.language.use(self._settings.text("language"))
            case "layout" | "always_menu_bar":
                self.place(window)
            case _:
                pass
