"""The settings in words, by the keys of base.settings."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from facteur.ui.mark import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWords:
    """How a setting is called. choices: value and words. unit: after a number, plural with %n."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Settings that stand together."""

    title: str
    settings: tuple[SettingWords, ...]


def words(text: str) -> str:
    """Return a text of the table in the language of the window."""
    return QCoreApplication.translate("Settings", text) if text else ""


SECTIONS: tuple[Section, ...] = (
    Section(
        title=QT_TRANSLATE_NOOP("Settings", "Looks"),
        settings=(
            SettingWords(
                key="theme",
                label=QT_TRANSLATE_NOOP("Settings", "&Colours"),
                choices=(
                    ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
                    ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
                    ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
                ),
            ),
            SettingWords(
                key="language",
                label=QT_TRANSLATE_NOOP("Settings", "&Language"),
                choices=(
                    ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
                    ("en", "English"),
                    ("fr", "Français"),
                ),
            ),
            SettingWords(
                key="text_size_percent",
                label=QT_TRANSLATE_NOOP("Settings", "Size of the &text"),
                unit="percent",
            ),
            SettingWords(
                key="density",
                label=QT_TRANSLATE_NOOP("Settings", "&Rows"),
                choices=(
                    ("compact", QT_TRANSLATE_NOOP("Settings", "Close together")),
                    ("normal", QT_TRANSLATE_NOOP("Settings", "Normal")),
                    ("roomy", QT_TRANSLATE_NOOP("Settings", "Wide apart")),
                ),
            ),
            SettingWords(
                key="layout",
                label=QT_TRANSLATE_NOOP("Settings", "&Message"),
                choices=(
                    ("right", QT_TRANSLATE_NOOP("Settings", "On the right of the list")),
                    ("below", QT_TRANSLATE_NOOP("Settings", "Below the list")),
                ),
            ),
            SettingWords(
                key="hover_actions",
                label=QT_TRANSLATE_NOOP("Settings", "&Buttons on the row under the pointer"),
            ),
            SettingWords(
                key="always_menu_bar",
                label=QT_TRANSLATE_NOOP("Settings", "Always show the menu b&ar"),
                help=QT_TRANSLATE_NOOP("Settings", "Otherwise Alt or F10 shows it."),
            ),
        ),
    ),
    Section(
        title=QT_TRANSLATE_NOOP("Settings", "Reading and fetching"),
        settings=(
            SettingWords(
                key="mark_read_after_s",
                label=QT_TRANSLATE_NOOP("Settings", "An open message counts as rea&d after"),
                unit="seconds",
            ),
            SettingWords(
                key="texts_months",
                label=QT_TRANSLATE_NOOP("Settings", "&Keep on this computer the texts of the last"),
                unit="months",
                help=QT_TRANSLATE_NOOP(
                    "Settings",
                    "They can then be read offline. Attachments are fetched when you ask for them.",
                ),
            ),
            SettingWords(
                key="check_interval_s",
                label=QT_TRANSLATE_NOOP("Settings", "Look at the other &folders every"),
                unit="seconds",
                help=QT_TRANSLATE_NOOP(
                    "Settings", "The open folder and the inbox are watched all the time."
                ),
            ),
            SettingWords(
                key="start_offline",
                label=QT_TRANSLATE_NOOP("Settings", "Start &offline"),
            ),
        ),
    ),
)
