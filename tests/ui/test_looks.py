import pytest

from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.ui.looks import Looks
from facteur.ui.mainwindow import MainWindow
from facteur.ui.memory import window_memory
from facteur.ui.theme.style import Density, Style, Theme


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def window(qtbot, tmp_path) -> MainWindow:
    made = MainWindow(window_memory(Profile(home=tmp_path)))
    qtbot.addWidget(made)
    return made


def test_the_settings_are_in_force_before_the_first_widget(qapp, settings):
    settings.set("theme", "dark")
    settings.set("density", "compact")
    settings.set("text_size_percent", 120)
    style = Style()
    Looks(settings, style, language="en").before_window()
    assert (style.theme, style.density, style.text_percent) == (Theme.DARK, Density.COMPACT, 120)


def test_the_command_line_overrules_until_the_user_chooses(window, settings):
    style = Style()
    looks = Looks(settings, style, theme="dark", language="fr")
    looks.before_window()
    assert (style.theme, looks.language.code) == (Theme.DARK, "fr")
    settings.set("theme", "light")
    settings.set("language", "en")
    looks.apply("density", window)
    assert style.theme is Theme.DARK
    assert looks.overruled() == {"theme": "dark", "language": "fr"}
    looks.apply("theme", window)
    looks.apply("language", window)
    assert (style.theme, looks.language.code) == (Theme.LIGHT, "en")
    assert looks.overruled() == {}


def test_each_setting_is_put_in_force_when_it_changes(window, settings):
    style = Style()
    looks = Looks(settings, style)
    settings.set("density", "roomy")
    settings.set("text_size_percent", 130)
    settings.set("always_menu_bar", True)
    for key in ("density", "text_size_percent", "always_menu_bar", "texts_months"):
        looks.apply(key, window)
    assert (style.density, style.text_percent) == (Density.ROOMY, 130)
    assert window.menuBar().isVisibleTo(window)
