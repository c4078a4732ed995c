"""Rows and columns with their spacing and margins said in one line."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def column(
    parent: QWidget | None = None,
    *,
    spacing: int = 0,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QVBoxLayout:
    """Return a column; margins are left, top, right, bottom."""
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    return made


def row(
    parent: QWidget | None = None,
    *,
    spacing: int = 0,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QHBoxLayout:
    """Return a row; margins are left, top, right, bottom."""
    made = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    return made
