"""The table of settings: key, type, default, help. One TOML file a profile, comments kept.

The settings page is made from `TABLE`. Unknown keys in the file are left alone and reported with
the nearest known name; a value of the wrong kind is reported and the default used.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeGuard

Value = str | int | bool


class Setting(NamedTuple):
    """One setting. choices: for texts, what it may be; low, high: for numbers, the range.

    page: whether the settings page has it; what belongs to a dialog of its own stands there.
    """

    key: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    page: bool = True

    def accepts(self, value: object) -> TypeGuard[Value]:
        """Whether `value` has the right type and lies in the range."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        if isinstance(self.default, int):
            return (
                isinstance(value, int)
                and not isinstance(value, bool)
                and self.low <= value <= self.high
            )
        return isinstance(value, str) and (not self.choices or value in self.choices)


TABLE: tuple[Setting, ...] = (
    Setting(
        key="theme",
        default="system",
        help="Colours of the window.",
        choices=("system", "light", "dark"),
    ),
    Setting(
        key="language",
        default="system",
        help="Language of the window.",
        choices=("system", "en", "fr"),
    ),
    Setting(
        key="density",
        default="normal",
        help="Height of the rows.",
        choices=("compact", "normal", "roomy"),
    ),
    Setting(
        key="layout",
        default="right",
        help="Where the message is shown: right of the list or below it.",
        choices=("right", "below"),
    ),
    Setting(
        key="text_size_percent",
        default=100,
        help="Size of the texts, in percent of the system's.",
        low=85,
        high=160,
    ),
    Setting(key="always_menu_bar", default=False, help="Show the menu bar all the time."),
    Setting(key="hover_actions", default=True, help="Show buttons on the row under the pointer."),
    Setting(
        key="mark_read_after_s",
        default=0,
        help="Seconds until an open message counts as read.",
        low=0,
        high=60,
    ),
    Setting(
        key="texts_months",
        default=3,
        help="Bring the texts of that many recent months in idle moments; 0 brings none.",
        low=0,
        high=120,
    ),
    Setting(
        key="check_interval_s",
        default=60,
        help="Seconds between two looks at the folders that are not open.",
        low=15,
        high=3600,
    ),
    Setting(
        key="backup_monthly",
        default=False,
        help="Make a backup when the last one is more than a month old; keep the newest twelve.",
        page=False,
    ),
    Setting(
        key="backup_folder",
        default="",
        help="The folder that backups are written into.",
        page=False,
    ),
    Setting(key="start_offline", default=False, help="Start without going online."),
)
BY_KEY: dict[str, Setting] = {setting.key: setting for setting in TABLE}

_LINE = re.compile(r"^\s*([A-Za-z0-9_]+)\s*=")


class Settings:
    """The settings of one profile, as read from its file.

    warnings: sentences in English for the log about what the file holds wrong.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        self.warnings: list[str] = []
        self.on_change: list[Callable[[str], None]] = []

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """Read the file; a missing or unreadable one gives the defaults and a warning."""
        settings = cls(path)
        settings.reload()
        return settings

    def reload(self) -> None:
        """Read the file again; another process may have changed it."""
        self._values, self.warnings = {}, []
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            self.warnings.append(f"settings file cannot be read: {error}")
            return
        import tomllib  # noqa: PLC0415 - most profiles have no such file, and it takes 4 ms

        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.warnings.append(f"settings file cannot be read: {error}")
            return
        for key, value in table.items():
            self._take(key, value)

    def _take(self, key: str, value: object) -> None:
        setting = BY_KEY.get(key)
        if setting is None:
            import difflib  # noqa: PLC0415 - for a mistake in the file only

            near = difflib.get_close_matches(key, BY_KEY, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            self.warnings.append(f"unknown setting {key!r}{hint}")
        elif not setting.accepts(value):
            self.warnings.append(f"setting {key!r} cannot be {value!r}")
        else:
            self._values[key] = value

    def text(self, key: str) -> str:
        """Return a setting that is a text."""
        value = self._value(key)
        assert isinstance(value, str)
        return value

    def number(self, key: str) -> int:
        """Return a setting that is a whole number."""
        value = self._value(key)
        assert isinstance(value, int)
        return value

    def switch(self, key: str) -> bool:
        """Return a setting that is on or off."""
        value = self._value(key)
        assert isinstance(value, bool)
        return value

    def _value(self, key: str) -> Value:
        return self._values.get(key, BY_KEY[key].default)

    def set(self, key: str, value: Value) -> None:
        """Change a setting and write the file; raises ValueError outside the range."""
        setting = BY_KEY[key]
        if not setting.accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        self._values[key] = value
        self.save()
        for listener in self.on_change:
            listener(key)

    def save(self) -> None:
        """Write what differs from the file, keeping its comments and unknown lines.

        Raises OSError when the folder cannot be written.
        """
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, UnicodeDecodeError):
            lines = []
        rest = dict(self._values)
        for index, line in enumerate(lines):
            found = _LINE.match(line)
            if found and found[1] in rest:
                lines[index] = f"{found[1]} = {_toml(rest.pop(found[1]))}"
        for key, value in rest.items():
            lines += [f"# {BY_KEY[key].help}", f"{key} = {_toml(value)}"]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        written = self._path.with_suffix(".new")
        written.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written.replace(self._path)


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's escapes are TOML's, but for one character that JSON leaves."""
    import json  # noqa: PLC0415 - only who changes a setting writes

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
