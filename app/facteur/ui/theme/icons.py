"""Line icons: vendored Lucide drawings, coloured and thickened at run time.

Pixmaps are made for the pixel ratio they are shown at and kept, so that painting a row only looks
one up.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facteur.base import paths

# About 1.5 px at every size, in units of the 24 grid.
_STROKES: tuple[tuple[int, float], ...] = ((14, 2.2), (16, 2.1), (18, 2.0), (20, 1.85), (24, 1.75))
# Drawings that point along the text and turn round with it.
_MIRRORED = frozenset(
    ("reply", "reply-all", "forward", "send", "undo-2", "folder-input", "chevron-right")
) | {"chevron-left"}


def pixmap(
    name: str,
    colour: str,
    size: int,
    *,
    ratio: float = 1.0,
    filled: str = "",
    mirrored: bool = False,
) -> QPixmap:
    """Return the drawing `name` in `colour` ("#RRGGBB"), `size` logical pixels square.

    filled: the colour its shape is filled with, "" for lines only.
    mirrored: whether the text runs right to left; only drawings with a direction turn.
    """
    return _pixmap(name, colour, size, ratio, filled, mirrored and name in _MIRRORED)


def icon(
    name: str, colour: str, size: int, *, filled: str = "", disabled: str = "", on: str = ""
) -> QIcon:
    """Return an icon with pixmaps for the pixel ratios of the screens that are there.

    disabled: colour when it cannot be used, "" for Qt's own fading. on: colour when checked.
    """
    made = QIcon()
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for ratio in _ratios():
        made.addPixmap(pixmap(name, colour, size, ratio=ratio, filled=filled, mirrored=mirrored))
        if disabled:
            made.addPixmap(
                pixmap(name, disabled, size, ratio=ratio, mirrored=mirrored), QIcon.Mode.Disabled
            )
        if on:
            made.addPixmap(
                pixmap(name, on, size, ratio=ratio, filled=filled, mirrored=mirrored),
                QIcon.Mode.Normal,
                QIcon.State.On,
            )
    return made


def svg(name: str, colour: str, size: int, *, filled: str = "") -> str:
    """Return the text of the drawing, coloured; raises FileNotFoundError for an unknown name."""
    text = _source(name).replace("currentColor", colour)
    text = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{_stroke(size)}"', text, count=1)
    return text.replace('fill="none"', f'fill="{filled}"', 1) if filled else text


def forget() -> None:
    """Drop every pixmap made so far; called when the theme or the screens change."""
    _pixmap.cache_clear()


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    path = paths.resources() / "icons" / "lucide" / f"{name}.svg"
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _pixmap(  # noqa: PLR0917 (positional: the key of the cache)
    name: str, colour: str, size: int, ratio: float, filled: str, mirrored: bool
) -> QPixmap:
    drawing = QSvgRenderer(svg(name, colour, size, filled=filled).encode())
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    if mirrored:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _stroke(size: int) -> float:
    return next((width for limit, width in _STROKES if size <= limit), _STROKES[-1][1])


def _ratios() -> tuple[float, ...]:
    found = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return tuple(sorted(found)) or (1.0,)
