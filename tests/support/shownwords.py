"""The words a real window shows, written to a file for the test that drives it from outside."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

_EVERY_MS = 100


class Writer(QObject):
    """Writes them whenever they are others than before, as long as the application lives."""

    def __init__(self, path: Path, app: QApplication) -> None:
        super().__init__(app)
        self._path = path
        self._before = ""
        timer = QTimer(self)
        timer.timeout.connect(self._write)
        timer.start(_EVERY_MS)

    def _write(self) -> None:
        seen = [_text(one) for one in QApplication.allWidgets() if one.isVisible()]
        focus = QApplication.focusWidget()
        told = {
            "words": [text for text in seen if text],
            "focus": _text(focus) if focus is not None else "",
        }
        text = json.dumps(told)
        if text != self._before:
            self._before = text
            half = self._path.with_suffix(".half")
            half.write_text(text)
            half.replace(self._path)


def _text(widget: QWidget) -> str:
    match widget:
        case QPushButton():
            return widget.text().replace("&", "")
        case QLabel() | QLineEdit():
            return widget.text()
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class ShownWords:
    """What the other side has written to a file."""

    path: Path

    def says(self, part: str) -> bool:
        """Whether this stands anywhere."""
        return any(part in one for one in self.all)

    @property
    def all(self) -> list[str]:
        """Everything that is shown."""
        return self._read()[0]

    @property
    def focus(self) -> str:
        """What stands on the widget that has the keyboard."""
        return self._read()[1]

    def _read(self) -> tuple[list[str], str]:
        if not self.path.exists():
            return [], ""
        told = json.loads(self.path.read_text())
        return told["words"], told["focus"]
