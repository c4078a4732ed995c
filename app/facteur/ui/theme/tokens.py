"""Colours by meaning; the themes themselves stand in `colours`."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor

# What stands in mail.account.COLOURS, in the order of `avatars`.
ACCOUNT_COLOURS = ("blue", "orange", "green", "pink", "yellow", "teal", "red", "purple")


class Tokens(NamedTuple):
    """One theme: every colour as "#RRGGBB"; what each is for stands in `colours`.

    avatars: pairs of fill and letters for the circles with initials.
    """

    dark: bool
    window: str
    sidebar: str
    list: str
    surface: str
    raised: str
    sunken: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    select: str
    select_text: str
    select_idle: str
    hover: str
    stamp: str
    on_stamp: str
    stamp_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    warn_border: str
    warn_fill: str
    warn_track: str
    danger: str
    danger_soft: str
    danger_hover: str
    danger_border: str
    on_danger: str
    info: str
    info_soft: str
    info_border: str
    pop: str
    pop_soft: str
    pop_border: str
    imap: str
    imap_soft: str
    imap_border: str
    link: str
    focus: str
    scroll: str
    tooltip: str
    on_tooltip: str
    scrim: str
    avatars: tuple[tuple[str, str], ...]

    def of_account(self, name: str) -> str:
        """Return the colour that an account has by this name, of mail.account.COLOURS."""
        return self.avatars[ACCOUNT_COLOURS.index(name)][1]


def names() -> tuple[str, ...]:
    """Return the names of the colour fields, in their order."""
    return tuple(name for name in Tokens._fields if name not in {"dark", "avatars"})


@lru_cache(maxsize=512)
def colour(text: str) -> QColor:
    """Return "#RRGGBB" as a colour to paint with. Shared: never change it."""
    return QColor(text)


def ratio(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(text: str) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB)

    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
