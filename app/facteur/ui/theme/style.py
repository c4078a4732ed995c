"""Theme, density and text size joined; what every painting widget is handed."""

from enum import Enum
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from facteur.base import paths
from facteur.ui.theme import colours, icons, tokens
from facteur.ui.theme.palette import palette

SMALLEST_PX: Final = 12
SPACES: Final = (2, 4, 6, 8, 12, 16, 20, 28, 36)
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 8


class Theme(Enum):
    """What the user chose; SYSTEM follows the desktop, also while the window is open."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(Enum):
    """How close rows stand."""

    COMPACT = "compact"
    NORMAL = "normal"
    ROOMY = "roomy"


class Type(Enum):
    """The sizes of text, as multiples of the base size."""

    MICRO = 0.85
    SMALL = 0.92
    BODY = 1.0
    MESSAGE = 1.08
    TITLE = 1.23
    SUBJECT = 1.54
    WIZARD = 1.85


class Heights(NamedTuple):
    """Rows in pixels for one density, before larger text makes them grow. avatar 0: none."""

    card: int
    table: int
    folder: int
    avatar: int


HEIGHTS: dict[Density, Heights] = {
    Density.COMPACT: Heights(card=50, table=26, folder=28, avatar=0),
    Density.NORMAL: Heights(card=64, table=32, folder=32, avatar=36),
    Density.ROOMY: Heights(card=84, table=38, folder=38, avatar=40),
}


class Style(QObject):
    """The looks of the window at this moment.

    tokens: the colours. density: how close rows stand. base_px: the size of body text. drawings: a
    folder for the few files that a style sheet names, instead of the system's temporary one.
    """

    changed = Signal()
    """Colours, density, text size or screens changed; everything painted must be painted anew."""

    def __init__(self, parent: QObject | None = None, drawings: Path | None = None) -> None:
        super().__init__(parent)
        self._system_font = QFont(QGuiApplication.font())
        self._system_px = QFontInfo(self._system_font).pixelSize()
        self._theme = Theme.SYSTEM
        self._text_percent = 100
        self._fonts: dict[tuple[Type, bool, bool], QFont] = {}
        own = QTemporaryDir(f"{drawings}/drawings-XXXXXX") if drawings else None
        self._drawings = own if own is not None and own.isValid() else QTemporaryDir()
        self.density = Density.NORMAL
        self.base_px = SMALLEST_PX
        self.tokens = colours.tokens(dark=False)
        self._app: QApplication | None = None

    @property
    def theme(self) -> Theme:
        """What the user chose."""
        return self._theme

    @property
    def text_percent(self) -> int:
        """The size of text, 85 to 160 % of the system's."""
        return self._text_percent

    @property
    def heights(self) -> Heights:
        """Row heights of the present density."""
        return HEIGHTS[self.density]

    def apply(self, app: QApplication) -> None:
        """Dress `app`, and follow the desktop's theme and screens from now on."""
        self._app = app
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        app.screenAdded.connect(self._screens_changed)
        self._dress()

    def close(self) -> None:
        """Remove the files of the style sheet; the application ends."""
        self._drawings.remove()

    def set_theme(self, theme: Theme) -> None:
        """Change to the theme of the user's choice."""
        if theme is not self._theme:
            self._theme = theme
            self._dress()

    def set_density(self, density: Density) -> None:
        """Change how close rows stand."""
        if density is not self.density:
            self.density = density
            self.changed.emit()

    def set_text_percent(self, percent: int) -> None:
        """Change the size of text; outside 85 to 160 it is clipped."""
        percent = min(160, max(85, percent))
        if percent != self._text_percent:
            self._text_percent = percent
            self._dress()

    def px(self, size: Type) -> int:
        """Return a size of text in pixels; never under 11."""
        return max(11, round(self.base_px * size.value))

    def font(self, size: Type = Type.BODY, *, strong: bool = False, struck: bool = False) -> QFont:
        """Return the font of this size, in weight 400 or (strong) 600. Shared: never change it."""
        found = self._fonts.get((size, strong, struck))
        if found is None:
            found = QFont(self._system_font)
            found.setPixelSize(self.px(size))
            found.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            found.setStrikeOut(struck)
            self._fonts[size, strong, struck] = found
        return found

    def _dress(self) -> None:
        app = self._app
        if app is None:
            return
        scheme = {
            Theme.SYSTEM: Qt.ColorScheme.Unknown,
            Theme.LIGHT: Qt.ColorScheme.Light,
            Theme.DARK: Qt.ColorScheme.Dark,
        }[self._theme]
        app.styleHints().setColorScheme(scheme)  # title bars and native dialogs agree
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if self._theme is not Theme.SYSTEM:
            dark = self._theme is Theme.DARK  # a platform without a notion of schemes
        self.tokens = colours.tokens(dark=dark)
        self.base_px = round(max(SMALLEST_PX, self._system_px) * self._text_percent / 100)
        self._fonts.clear()
        icons.forget()
        app.setFont(self.font())
        app.setPalette(palette(self.tokens))
        app.setStyleSheet(style_sheet(self, Path(self._drawings.path())))
        self.changed.emit()

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if self._theme is Theme.SYSTEM and dark != self.tokens.dark:
            self._dress()

    def _screens_changed(self, _screen: QScreen) -> None:
        icons.forget()
        self.changed.emit()


def style_sheet(style: Style, drawings: Path) -> str:
    """Return base.qss filled in for this style.

    drawings: a folder for the small SVG files a style sheet can only name, not hold.
    """
    values = {name: str(getattr(style.tokens, name)) for name in tokens.names()}
    values |= {f"px_{size.name.lower()}": f"{style.px(size)}px" for size in Type}
    chip = 2 * round(style.base_px)
    # A radius of more than half the height silently becomes square.
    values |= {"chip": f"{chip - 2}px", "chip_radius": f"{chip // 2}px"}
    stamp = 2 * round(style.base_px * 0.75)
    values |= {"stamp": f"{stamp}px", "stamp_radius": f"{stamp // 2}px"}
    control = round(style.base_px * 2.46)
    # With the focus ring's 2 px instead of 1 the whole stays as high as it was.
    values |= {"control": f"{control - 2}px", "control_focused": f"{control - 4}px"}
    on_accent, text2 = style.tokens.on_accent, style.tokens.text2
    for name, colour in (
        ("check", on_accent),
        ("chevron-up", text2),
        ("chevron-down", text2),
    ):
        path = drawings / f"{name}-{colour[1:]}.svg"
        path.write_text(icons.svg(name, colour, 14), encoding="utf-8")
        values[f"drawing_{name.replace('-', '_')}"] = path.as_posix()
    template = (paths.resources() / "styles" / "base.qss").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Give a widget one of the properties of base.qss; also for a change while it is shown."""
    # A widget has a `size` of its own, which no style sheet can match: the sheet reads `letters`.
    key = "letters" if name == "size" else name
    if widget.property(key) == value:
        return
    widget.setProperty(key, value)
    if name in {"pane", "banner"}:
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if widget.testAttribute(
        Qt.WidgetAttribute.WA_WState_Polished
    ):  # else its time is still to come
        widget.style().unpolish(widget)
        widget.style().polish(widget)
